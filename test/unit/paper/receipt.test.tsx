// The receipt of a payment: what was paid, how, and for what, in every language; of a card its brand and last four digits (T82).
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { type Receipt, ReceiptPage } from '../../../paper/ReceiptPage.tsx';
import { HARBOUR_LINES, sampleSnapshot } from '../../fixtures/snapshot.ts';

const snapshot = sampleSnapshot({ lines: HARBOUR_LINES });
const RECEIPT: Receipt = {
  seller: snapshot.seller, buyer: snapshot.buyer ?? { name: 'Nobody', contact: '', street: '', street2: '', city: '', region: '', postcode: '', country: '', vatId: '', taxNumber: '', email: '', phone: '' },
  language: 'en', number: '12', paidOn: '2026-11-20', currency: 'EUR', amount: 10_000, method: { method: 'card', reference: 'slip 7', brand: 'visa', last4: '4242' },
  rows: [{ number: 'INV-2026-0001', issueDate: '2026-11-01', amount: 3000 }, { number: 'INV-2026-0002', issueDate: '2026-11-02', amount: 5000 }], unapplied: 2000,
};
const text = (change: Partial<Receipt>, voidedOn: string | null = null) => renderToStaticMarkup(<ReceiptPage receipt={{ ...RECEIPT, ...change }} voidedOn={voidedOn} logo={null} medium="one" />).replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ');

test('T55 T82 a receipt names every document it paid and what was kept as credit, and nothing of a card but its brand and last digits', () => {
  const page = text({});
  for (const said of ['Receipt 12', 'Received on 20 Nov 2026', '€ 100.00', 'Card, Visa ••4242, slip 7', 'INV-2026-0001', '30.00', 'INV-2026-0002', '50.00', 'Kept as your credit', '20.00']) expect(page).toContain(said);
});

test('a receipt is in the language of the customer', () => {
  expect(text({ language: 'de' })).toContain('Quittung 12');
  expect(text({ language: 'fr' })).toContain('Reçu 12');
  expect(text({ language: 'es' })).toContain('Recibo 12');
});

test('a receipt of a payment that was taken back says so, with the day, in every language; one that stands does not', () => {
  expect(text({})).not.toContain('Void');
  const said = { en: 'Void The payment was taken back on 23 Nov 2026', de: 'Ungültig Die Zahlung wurde am', fr: 'Annulé Le paiement a été annulé le', es: 'Anulado El pago se anuló el' } as const;
  for (const language of ['en', 'de', 'fr', 'es'] as const) expect(text({ language }, '2026-11-23')).toContain(said[language]);
});
