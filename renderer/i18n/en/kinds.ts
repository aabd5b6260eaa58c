// What each kind of document is called on screen.
export const kinds = {
  page: '{{kind}} {{number}}, as issued',
  about: 'About this document',
  quote: { one: 'Quote', many: 'Quotes', fresh: 'New quote', draft: 'Draft quote', issue: 'Issue quote', make: 'Make a quote' },
  'order-confirmation': { one: 'Order confirmation', many: 'Order confirmations', fresh: 'New order confirmation', draft: 'Draft order confirmation', issue: 'Issue confirmation', make: 'Make an order confirmation' },
  'delivery-note': { one: 'Delivery note', many: 'Delivery notes', fresh: 'New delivery note', draft: 'Draft delivery note', issue: 'Issue delivery note', make: 'Make a delivery note' },
  'pro-forma': { one: 'Pro forma', many: 'Pro formas', fresh: 'New pro forma', draft: 'Draft pro forma', issue: 'Issue pro forma', make: 'Make a pro forma' },
  invoice: { one: 'Invoice', many: 'Invoices', fresh: 'New invoice', draft: 'Draft invoice', issue: 'Issue invoice', make: 'Make an invoice' },
  'deposit-invoice': { one: 'Deposit invoice', many: 'Deposit invoices', fresh: 'New deposit invoice', draft: 'Draft deposit invoice', issue: 'Issue deposit invoice', make: 'Ask for a deposit' },
  'part-invoice': { one: 'Part invoice', many: 'Part invoices', fresh: 'New part invoice', draft: 'Draft part invoice', issue: 'Issue part invoice' },
  'final-invoice': { one: 'Final invoice', many: 'Final invoices', fresh: 'New final invoice', draft: 'Draft final invoice', issue: 'Issue final invoice', make: 'Make the final invoice' },
  'credit-note': { one: 'Credit note', many: 'Credit notes', fresh: 'New credit note', draft: 'Draft credit note', issue: 'Issue credit note', make: 'Make a credit note' },
  receipt: { one: 'Receipt', many: 'Receipts' },
};
