// Words of the part of the tax settings that says when tax falls due.
export const taxDue = {
  title: 'Wann die Steuer fällig ist',
  text: 'Die meisten Unternehmen schulden die Steuer mit der Rechnung (Soll-Versteuerung). Kleinere dürfen sie oft erst schulden, wenn das Geld da ist (Ist-Versteuerung); ob Sie das dürfen, sagt Ihre Steuerberatung.',
  invoiced: 'Mit der Rechnung',
  paid: 'Mit der Zahlung',
  invoicedHelp: 'Die Steuer einer Rechnung gehört in den Monat ihres Datums.',
  paidHelp: 'Die Steuer einer Rechnung gehört in die Monate, in denen sie bezahlt wird; bei einer Teilzahlung zu ihrem Teil.',
  since: 'seit {{day}}',
  planned: 'Ab {{day}}: {{way}}',
  way: 'Umsatzsteuer ist fällig',
  change: 'Ändern',
  begin: 'Ab welchem Monat',
  keep: 'Frühere Belege behalten die alte Art, wann immer sie bezahlt werden: nichts wird doppelt oder gar nicht besteuert.',
  save: 'Ab {{day}} anwenden',
  saved: 'Ab {{day}}: {{way}}',
  cancel: 'So lassen',
  always: 'Von Anfang an',
} as const;
