// Words of the part of the tax settings that says when tax falls due.
export const taxDue = {
  title: 'When tax is due',
  text: 'Most businesses owe the tax with the invoice. Small ones may often owe it only when the money arrives (cash accounting); ask your tax adviser whether you may.',
  invoiced: 'When invoiced',
  paid: 'When paid',
  invoicedHelp: 'The tax of an invoice belongs to the month of its date.',
  paidHelp: 'The tax of an invoice belongs to the months in which it is paid; of a part payment, its part.',
  since: 'from {{day}}',
  planned: 'From {{day}}: {{way}}',
  way: 'VAT is due',
  change: 'Change',
  begin: 'From which month on',
  keep: 'Documents from before stay under the old way, whenever they are paid: nothing is taxed twice or not at all.',
  save: 'Use from {{day}}',
  saved: 'From {{day}}: {{way}}',
  cancel: 'Keep it as it is',
  always: 'From the beginning',
} as const;
