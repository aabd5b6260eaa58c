// A frozen invoice for tests, straight from arithmetic input: what buildSnapshot writes, without a draft around it.
import { exponentOf } from '../../../domain/currency.ts';
import { type DocumentInput, computeDocument } from '../../../domain/document.ts';
import { minor, convert } from '../../../domain/money.ts';
import type { Snapshot } from '../../../domain/snapshotShape.ts';

const party = {
  name: 'X',
  contact: '',
  street: '',
  street2: '',
  city: '',
  region: '',
  postcode: '',
  country: 'DE',
  vatId: '',
  taxNumber: '',
  email: '',
  phone: '',
};

export function issued(input: DocumentInput, more: Partial<Snapshot> = {}): Snapshot {
  const totals = computeDocument(input);
  const position = new Map(totals.taxes.map(({ component }, i) => [component.id, i]));
  const places = (taxes: readonly { id: string }[]) => taxes.flatMap(({ id }) => position.get(id) ?? []);
  const { lines: _lines, adjustments: _adjustments, taxes, ...head } = totals;
  const rate = more.rate ?? null;
  return {
    kind: 'invoice',
    original: null,
    origin: null,
    deposits: [],
    validUntil: null,
    number: 'INV-1',
    issueDate: '2026-11-20',
    dueDate: '2026-12-20',
    supplyDate: null,
    terms: null,
    reference: '',
    subject: '',
    note: '',
    currency: input.currency,
    rate,
    baseCurrency: 'EUR',
    baseTotal: rate === null ? null : convert(minor(head.payable), rate, exponentOf(input.currency), 2),
    language: 'en',
    pricesIncludeTax: input.pricesIncludeTax,
    taxRounding: input.taxRounding,
    seller: {
      ...party,
      tagline: '',
      legalName: '',
      companyNumber: '',
      website: '',
      footer: '',
      accent: '#000000',
      logo: null,
      bank: { holder: '', iban: '', bic: '', other: '' },
    },
    buyer: party,
    lines: input.lines.map((l, i) => {
      const { gross = 0, entered = 0, net = 0, netUnitPrice = '', adjustments = [] } = totals.lines[i] ?? {};
      return {
        itemId: null,
        description: l.description,
        detail: '',
        quantity: l.quantity,
        unit: l.unit,
        unitPrice: l.unitPrice,
        per: l.per,
        netUnitPrice,
        gross,
        entered,
        net,
        taxes: places(l.taxes),
        adjustments: l.adjustments.map((a, k) => ({ kind: a.kind, percent: a.percent, amount: adjustments[k] ?? 0, reason: a.reason })),
      };
    }),
    adjustments: input.adjustments.map((a, i) => ({
      kind: a.kind,
      percent: a.percent,
      amount: totals.adjustments[i]?.amount ?? 0,
      entered: totals.adjustments[i]?.entered ?? 0,
      reason: a.reason,
      afterTax: a.afterTax,
      taxes: a.taxes && places(a.taxes),
    })),
    taxes: taxes.map(({ component, base, amount }) => ({ component: { ...component }, base, amount })),
    totals: head,
    template: 'page-1',
    ...more,
  };
}
