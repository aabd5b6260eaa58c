// What the invoice page says, in every language, and that it says nothing else: words, sums, gaps, markup typed into fields.
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../contract/invoices.ts';
import { InvoicePage, type InvoicePageProps } from '../../../paper/InvoicePage.tsx';
import { type SampleDocument, HARBOUR_LINES, harbourInvoice, longInvoice, sampleSnapshot, tax } from '../../fixtures/snapshot.ts';

function draw(snapshot: Snapshot, more: Partial<InvoicePageProps> = {}): HTMLElement {
  const holder = document.createElement('div');
  holder.append(new DOMParser().parseFromString(markup(snapshot, more), 'text/html').body);
  return holder;
}
const markup = (snapshot: Snapshot, more: Partial<InvoicePageProps> = {}): string => renderToStaticMarkup(<InvoicePage snapshot={snapshot} logo={null} draft={null} {...more} />);
const plain = (text: string | null): string => (text ?? '').replace(/\s+/gu, ' ').trim();
const totals = (page: HTMLElement): [string, string][] =>
  [...page.querySelectorAll('.paper-totals dl > div')].map((row) => [plain(row.querySelector('dt')?.textContent ?? null), plain(row.querySelector('dd')?.textContent ?? null)]);
const rows = (page: HTMLElement): string[][] => [...page.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => plain(cell.textContent)));

describe('the page of the design', () => {
  const page = draw(harbourInvoice());

  it('says who, when and what', () => {
    expect(plain(page.querySelector('h2')?.textContent ?? null)).toBe('Invoice HL-2026-0148');
    expect(plain(page.querySelector('.paper-headline')?.textContent ?? null)).toBe('To pay by 4 Dec 2026€ 2,413.91');
    expect([...page.querySelectorAll('.paper-meta dt')].map((one) => one.textContent)).toEqual(['Date', 'Pay by', 'Your reference', 'Questions']);
    expect(page.querySelector('.paper-buyer')?.textContent).toContain('VAT IE0000001BB');
    expect(plain(page.querySelector('.paper-legal')?.textContent ?? null)).toContain('Harbour Lane Joinery Ltd, company 000000, VAT IE0000000AA');
  });

  it('lists the lines with their discount in words', () => {
    expect(rows(page)).toEqual([
      ['Oak shelving, fittedFive boards, 30 mm, oiled. Less 10 % (88.80)', '6', 'm', '148.00', '13.5 %', '799.20'],
      ['Counter top, beech40 mm, rounded edge', '2.4', 'm²', '212.50', '13.5 %', '510.00'],
      ['Fitting on site17 to 19 November', '14.5', 'h', '48.00', '13.5 %', '696.00'],
      ['Brass hingesPair, 75 mm', '12', 'pair', '9.35', '23 %', '112.20'],
    ]);
  });

  it('adds up as in the picture', () => {
    expect(totals(page)).toEqual([['Before VAT', '2,117.40'], ['VAT 13.5 % on 2,005.20', '270.70'], ['VAT 23 % on 112.20', '25.81'], ['To pay', '€ 2,413.91']]);
  });

  it('has a payment code, bank details and the reference', () => {
    expect(page.querySelector('svg[role=img]')?.getAttribute('aria-label')).toBe('Payment code');
    expect(page.querySelector('.paper-pay')?.textContent).toContain('IE29 AIBK 9311 5212 3456 78');
    expect(page.querySelector('.paper-pay')?.textContent).toContain('HL-2026-0148');
  });

  it('carries its own language and direction', () => {
    const article = page.querySelector('article');
    expect([article?.getAttribute('lang'), article?.getAttribute('dir')]).toEqual(['en', 'ltr']);
  });
});

describe('an invoice over several delivery notes', () => {
  const origins = [{ kind: 'delivery-note' as const, number: 'DN-1', issueDate: '2026-11-03', lines: [0, 1] }, { kind: 'delivery-note' as const, number: 'DN-2', issueDate: '2026-11-10', lines: [2] }];
  it.each([
    ['en', 'Delivery note DN-1 of 3 Nov 2026', 'Delivery note DN-2 of 10 Nov 2026', 'Besides'], ['de', 'Lieferschein DN-1 vom 3. Nov. 2026', 'Lieferschein DN-2 vom 10. Nov. 2026', 'Außerdem'],
    ['fr', 'Bon de livraison DN-1 du 3 nov. 2026', 'Bon de livraison DN-2 du 10 nov. 2026', 'En outre'], ['es', 'Albarán DN-1 del 3 nov 2026', 'Albarán DN-2 del 10 nov 2026', 'Además'],
  ] as const)('names each over its lines with its day in %s, across all columns', (language, first, second, rest) => {
    const page = draw({ ...harbourInvoice(), language, origins });
    const headings = [...page.querySelectorAll<HTMLTableCellElement>('tbody th')];
    expect(headings.map((one) => plain(one.textContent))).toEqual([first, second, rest]);
    expect(new Set(headings.map((one) => one.colSpan))).toEqual(new Set([page.querySelectorAll('thead th').length]));
    expect([...page.querySelectorAll('tbody tr')].map((row) => (row.querySelector('th') ? 'heading' : 'line'))).toEqual(['heading', 'line', 'line', 'heading', 'line', 'heading', 'line']);
  });
  it('an invoice of one source or none has no such row', () => {
    expect(markup(harbourInvoice())).not.toContain('paper-group');
  });
});

describe('which of the invoices of a sale it is', () => {
  const TITLES = {
    en: ['Deposit invoice', 'Part invoice', 'Final invoice', 'Invoice'],
    de: ['Anzahlungsrechnung', 'Teilrechnung', 'Schlussrechnung', 'Rechnung'],
    fr: ['Facture d’acompte', 'Facture partielle', 'Facture de solde', 'Facture'],
    es: ['Factura de anticipo', 'Factura parcial', 'Factura final', 'Factura'],
  } as const;
  it.each(['en', 'de', 'fr', 'es'] as const)('T57 a deposit, a part and a final invoice say so over the page in %s, and an ordinary one does not', (language) => {
    const titleOf = (more: Partial<Snapshot>) => plain(draw({ ...harbourInvoice(), language, ...more }).querySelector('h2')?.textContent ?? null);
    const said = [titleOf({ kind: 'deposit-invoice' }), titleOf({ part: true }), titleOf({ kind: 'final-invoice' }), titleOf({})];
    expect(said).toEqual(TITLES[language].map((title) => `${title} HL-2026-0148`));
  });
});

describe('all that can stand between the lines and what is to pay', () => {
  it('is named and in order: discounts, charges, tax, kept back, after tax, paid before, rounding', () => {
    const page = draw(
      sampleSnapshot({
        lines: [{ description: 'Work', quantity: '1', unitPrice: '1000', taxes: [tax('VAT', '20'), tax('Retention', '15', { withholding: true })] }],
        adjustments: [
          { kind: 'charge', amount: 5000, reason: 'Freight' }, { kind: 'allowance', percent: '10', reason: 'Loyal customer' }, { kind: 'allowance', amount: 200, reason: 'Voucher', afterTax: true },
        ],
        prepaid: 10_003, payableRounding: 5, currency: 'CHF',
      }),
    );
    expect(totals(page)).toEqual([
      ['Lines', '1,000.00'], ['Freight', '50.00'], ['Loyal customer, 10 %', '−100.00'], ['Before VAT', '950.00'], ['VAT 20 % on 950.00', '190.00'], ['Total with VAT', '1,140.00'],
      ['Withheld: Retention 15 % on 950.00', '−142.50'], ['Voucher', '−2.00'], ['Already paid', '−100.03'], ['Rounding', '−0.02'], ['To pay', 'CHF 895.45'],
    ]);
    expect(rows(page)[0]?.[3]).toBe('20 %');
  });

  it('says that prices include tax, and why none is charged (T18, T19)', () => {
    const page = draw(harbourInvoice({ pricesIncludeTax: true }));
    expect(page.textContent).toContain('Prices include VAT');
    const free = draw(sampleSnapshot({ lines: [{ description: 'Work', quantity: '1', unitPrice: '10', taxes: [tax('VAT', '0', { category: 'AE', reason: 'Reverse charge' })] }] }));
    expect(free.querySelector('.paper-notes')?.textContent).toContain('Reverse charge');
    expect(totals(free)).toContainEqual(['VAT 0 % on 10.00', '0.00']);
  });

  it('marks two different reasons so that each line finds its own', () => {
    const one = tax('VAT', '0', { category: 'E', reason: 'Exempt from VAT' });
    const other = tax('VAT', '0', { category: 'G', reason: 'Export' });
    const page = draw(sampleSnapshot({ lines: [{ description: 'A', quantity: '1', unitPrice: '1', taxes: [one] }, { description: 'B', quantity: '1', unitPrice: '1', taxes: [other] }] }));
    expect(rows(page).map((row) => row[3])).toEqual(['0 % 1)', '0 % 2)']);
    expect([...page.querySelectorAll('.paper-notes p')].map((p) => p.textContent)).toEqual(expect.arrayContaining(['1) Exempt from VAT', '2) Export']));
  });

  it('repeats total and tax in the seller’s currency', () => {
    const page = draw(harbourInvoice({ currency: 'USD', more: { baseCurrency: 'EUR', rate: '0.92', baseTotal: 222_080 } }));
    expect(totals(page).slice(-3)).toEqual([['To pay', '$ 2,413.91'], ['Total in EUR (1 USD = 0.92 EUR)', '2,220.80'], ['VAT in EUR', '272.79']]);
    expect(page.querySelector('svg[role=img]')).toBeNull();
  });

  it('begins each row with a capital where taxes have no name in common', () => {
    const page = draw(sampleSnapshot({ lines: [{ description: 'Work', quantity: '1', unitPrice: '100', taxes: [tax('GST', '5'), tax('PST', '7')] }], currency: 'CAD', more: { baseCurrency: 'EUR', rate: '0.7', baseTotal: 7840 } }));
    expect(page.querySelectorAll('th')[3]?.textContent).toBe('Tax');
    expect(totals(page).map(([label]) => label)).toEqual(['Before tax', 'GST 5 % on 100.00', 'PST 7 % on 100.00', 'To pay', 'Total in EUR (1 CAD = 0.7 EUR)', 'Tax in EUR']);
  });

  it('copes with no tax at all, up to four on a line, and a name that says its rate', () => {
    const none = draw(harbourInvoice({ lines: HARBOUR_LINES.map((line) => ({ ...line, taxes: [] })) }));
    expect(none.querySelectorAll('th')).toHaveLength(5);
    expect(totals(none).map(([label]) => label)).toEqual(['To pay']);
    const four = ['9', '9', '1', '2'].map((rate, i) => tax(`T${i}`, rate));
    const many = draw(sampleSnapshot({ lines: [{ description: 'Work', quantity: '1', unitPrice: '100.05', taxes: four }] }));
    expect(rows(many)[0]?.[3]).toBe('9 %9 %1 %2 %');
    const named = draw(sampleSnapshot({ lines: [{ description: 'Work', quantity: '1', unitPrice: '100', taxes: [tax('USt 19 %', '19')] }], more: { language: 'de' } }));
    expect(totals(named)).toContainEqual(['USt 19 % auf 100,00', '19,00']);
  });

  it('says what is meant when nothing is to pay, or the customer gets money back', () => {
    expect(draw(harbourInvoice({ prepaid: 241_391 })).querySelector('.paper-headline')?.textContent).toBe('Nothing to pay');
    const back = draw(harbourInvoice({ prepaid: 300_000 }));
    expect(plain(back.querySelector('.paper-headline')?.textContent ?? null)).toBe('In your favour€ 586.09');
    expect(back.querySelector('.paper-pay')).toBeNull();
  });

  it('shows prices per several units and many small decimals lined up', () => {
    const page = draw(sampleSnapshot({ lines: [{ description: 'Fitting', quantity: '80', unit: 'min', unitPrice: '75', per: '60' }, { description: 'Screw', quantity: '1000', unit: 'pc', unitPrice: '0.0049' }] }));
    expect(rows(page)[0]?.[3]).toContain('per 60 min');
    expect([...page.querySelectorAll('.paper-pad')].map((pad) => pad.textContent)).toEqual(['00']);
  });
});

describe('the four languages', () => {
  const cases: [Snapshot['language'], title: string, headline: string, toPay: string][] = [
    ['en', 'Invoice HL-2026-0148', 'To pay by 4 Dec 2026', 'To pay'], ['de', 'Rechnung HL-2026-0148', 'Zu zahlen bis 4. Dez. 2026', 'Zu zahlen'],
    ['fr', 'Facture HL-2026-0148', 'À payer d’ici le 4 déc. 2026', 'À payer'], ['es', 'Factura HL-2026-0148', 'A pagar hasta el 4 dic 2026', 'A pagar'],
  ];
  it.each(cases)('%s', (language, title, headline, toPay) => {
    const page = draw(harbourInvoice({ more: { language } }));
    expect(plain(page.querySelector('h2')?.textContent ?? null)).toBe(title);
    expect(plain(page.querySelector('.paper-headline')?.textContent ?? null)).toContain(headline);
    expect(page.querySelector('.paper-to-pay dt')?.textContent).toBe(toPay);
    expect(page.querySelector('article')?.getAttribute('lang')).toBe(language);
  });

  it('leave no English word behind', () => {
    const sample: Partial<SampleDocument> = {
      adjustments: [{ kind: 'charge', amount: 1, reason: '' }, { kind: 'allowance', amount: 1, reason: '' }], prepaid: 1, pricesIncludeTax: true,
      seller: { tagline: '', taxNumber: '1', contact: 'X' }, buyer: { contact: '' },
    };
    for (const language of ['de', 'fr', 'es'] as const) {
      const text = draw(harbourInvoice({ ...sample, more: { language, note: '', subject: '', supplyDate: '2026-11-19' } })).textContent ?? '';
      expect(text).not.toMatch(/(?<!\p{L})(Invoice|Pay|Qty|Unit|Price|Amount|Discount|Charge|Before|Already|Supplied|Lines|company|Please|scan the|Less)(?!\p{L})/u);
    }
  });
});

describe('what people type', () => {
  const nasty = '<img src=x onerror=alert(1)>"><script>alert(1)</script>{{7*7}}<iframe src="file:///etc/passwd"></iframe>';

  it('is text and nothing but text, in every field', () => {
    const invoice = harbourInvoice({
      lines: [{ ...HARBOUR_LINES[0], description: nasty, detail: nasty, quantity: '1', unitPrice: '1', unit: '<b>m</b>', less: [{ percent: '1', reason: nasty }], taxes: [tax(nasty.slice(0, 30), '1', { reason: nasty })] }],
      adjustments: [{ kind: 'charge', amount: 1, reason: nasty }],
      more: { note: nasty, subject: nasty, reference: nasty, number: nasty },
      seller: { name: nasty, tagline: nasty, legalName: nasty, footer: nasty, street: nasty, email: nasty, bank: { holder: nasty, iban: nasty, bic: nasty, other: nasty } },
      buyer: { name: nasty, contact: nasty, city: nasty, vatId: nasty },
    });
    const page = draw(invoice);
    expect(page.querySelectorAll('img, script, iframe, b b, [onerror]')).toHaveLength(0);
    expect(page.textContent).toContain('{{7*7}}');
    expect(page.textContent).toContain('file:///etc/passwd');
  });

  it('keeps its own direction, so that Hebrew beside digits does not jump (T85)', () => {
    const page = draw(harbourInvoice({ lines: [{ description: 'שולחן 3', quantity: '1', unitPrice: '1' }], buyer: { name: 'מאפייה' } }));
    expect(page.querySelector('.paper-item > bdi')?.textContent).toBe('שולחן 3');
    expect(page.querySelector('.paper-name > bdi')?.textContent).toBe('מאפייה');
  });

  it('may be missing almost everywhere', () => {
    const empty = { name: '', contact: '', street: '', city: '', postcode: '', vatId: '', email: '', phone: '', tagline: '', legalName: '', companyNumber: '' };
    const page = draw(harbourInvoice({ lines: [], buyer: null, seller: { ...empty, bank: { holder: '', iban: '', bic: '', other: '' } }, more: { number: '', subject: '', note: '', reference: '', dueDate: null } }));
    expect(page.querySelector('h2')?.textContent).toBe('Invoice number at issue');
    expect(page.textContent).toContain('No customer yet');
    expect(page.querySelector('.paper-pay')).toBeNull();
  });
});

describe('screen and print', () => {
  it('print writes no style attribute, no handler and no script, whatever the colour and logo', () => {
    const html = markup(harbourInvoice(), { medium: 'one', logo: 'data:image/png;base64,AAAA' });
    expect(html).not.toMatch(/ style=| on\w+=|<script/);
    expect(html).toContain('<img class="paper-logo" src="data:image/png;base64,AAAA" alt=""/>');
    expect(html).toContain('<h1>');
  });

  it('shows the owner’s colour on screen only if it can be read', () => {
    expect(markup(harbourInvoice())).toContain('--paper-seller:#1c6148');
    expect(markup(harbourInvoice({ seller: { accent: '#ffee00' } }))).not.toContain('style=');
  });

  it('says "Page 1 of 1" only where that is sure', () => {
    expect(draw(harbourInvoice()).querySelector('.paper-page')?.textContent).toBe('Page 1 of 1');
    expect(draw(longInvoice(40)).querySelector('.paper-page')).toBeNull();
    expect(draw(harbourInvoice(), { medium: 'one' }).querySelector('.paper-page')?.textContent).toBe('Page 1 of 1');
    expect(draw(harbourInvoice(), { medium: 'many' }).querySelector('.paper-page')).toBeNull();
  });

  it('marks what is not settled on a draft: customer looked at, number to be taken, a wrong date', () => {
    const page = draw(harbourInvoice(), { draft: { ghostNumber: true, highlight: { customer: 'ghost', dueDate: 'wrong' } } });
    expect(page.querySelector('h2 .paper-ghost')?.textContent).toBe('HL-2026-0148');
    expect(page.querySelectorAll('.paper-buyer .paper-ghost')).toHaveLength(5);
    expect(page.querySelectorAll('.paper-wrong')).toHaveLength(2);
    expect(draw(harbourInvoice()).querySelectorAll('.paper-ghost, .paper-wrong')).toHaveLength(0);
  });

  it('sets long figures smaller instead of pushing words out', () => {
    const huge = sampleSnapshot({ lines: [{ description: 'Dust', quantity: '123456789012.1234567891', unit: 'kilometres', unitPrice: '7.1234567' }] });
    expect(draw(huge).querySelector('article')?.className).toContain('paper-crowded');
    expect(draw(harbourInvoice()).querySelector('article')?.className).not.toMatch(/dense|crowded/);
  });
});

describe('a credit note', () => {
  const note = (more: Partial<Snapshot> = {}) =>
    harbourInvoice({ more: { kind: 'credit-note', number: 'CN-2026-0001', original: { number: 'HL-2026-0148', issueDate: '2026-11-20' }, dueDate: null, terms: null, ...more } });

  it('T48 says what it is and which invoice of which day it corrects', () => {
    const page = draw(note());
    expect(plain(page.querySelector('h2')?.textContent ?? null)).toBe('Credit note CN-2026-0001');
    expect(plain(page.querySelector('.paper-original')?.textContent ?? null)).toBe('for invoice HL-2026-0148 of 20 Nov 2026');
    expect(plain(page.querySelector('.paper-buyer .paper-label')?.textContent ?? null)).toBe('Credit to');
    expect(draw(harbourInvoice()).querySelector('.paper-original')).toBeNull();
  });

  it('gives back: positive amounts to the credit of the customer, and no way to pay anything', () => {
    const page = draw(note());
    expect(plain(page.querySelector('.paper-headline')?.textContent ?? null)).toBe('To your credit€ 2,413.91');
    expect(totals(page).at(-1)).toEqual(['To your credit', '€ 2,413.91']);
    expect(page.querySelector('.paper-pay')).toBeNull();
    expect(page.textContent).not.toMatch(/to pay|IE29|\u2212/iu);
  });

  it.each([
    ['en', 'Credit note', 'for invoice HL-2026-0148 of 20 Nov 2026', 'To your credit'],
    ['de', 'Rechnungskorrektur', 'zur Rechnung HL-2026-0148 vom 20. Nov. 2026', 'Zu Ihren Gunsten'],
    ['fr', 'Avoir', 'sur la facture HL-2026-0148 du 20 nov. 2026', 'En votre faveur'],
    ['es', 'Factura rectificativa', 'de la factura HL-2026-0148 del 20 nov 2026', 'A su favor'],
  ] as const)('speaks %s', (language, title, of, credit) => {
    const page = draw(note({ language }));
    expect(plain(page.querySelector('h2')?.textContent ?? null)).toBe(`${title} CN-2026-0001`);
    expect(plain(page.querySelector('.paper-original')?.textContent ?? null)).toBe(of);
    expect(totals(page).at(-1)?.[0]).toBe(credit);
  });
});

describe('quotes and what follows them', () => {
  const paper = (kind: Snapshot['kind'], more: Partial<Snapshot> = {}) => draw(harbourInvoice({ more: { kind, number: 'X-7', dueDate: null, terms: null, ...more } }));

  it.each([
    ['en', 'Quote', 'Total, good until 20 Dec 2026', 'Order confirmation', 'as in quote Q-3 of 1 Nov 2026', 'Delivery note', 'Pro forma', 'This is not an invoice'],
    ['de', 'Angebot', 'Summe, gültig bis 20. Dez. 2026', 'Auftragsbestätigung', 'gemäß Angebot Q-3 vom 1. Nov. 2026', 'Lieferschein', 'Proforma', 'Dies ist keine Rechnung'],
    ['fr', 'Devis', 'Total, valable jusqu’au 20 déc. 2026', 'Confirmation de commande', 'selon devis Q-3 du 1er nov. 2026', 'Bon de livraison', 'Facture pro forma', 'Ce document n’est pas une facture'],
    ['es', 'Presupuesto', 'Total, válido hasta el 20 dic 2026', 'Confirmación de pedido', 'según presupuesto Q-3 del 1 nov 2026', 'Albarán', 'Factura proforma', 'Este documento no es una factura'],
  ] as const)('call themselves by their names in %s', (language, quote, until, order, origin, delivery, proForma, sentence) => {
    const title = (page: HTMLElement) => plain(page.querySelector('h2')?.textContent ?? null);
    const offered = paper('quote', { language, validUntil: '2026-12-20' });
    expect(title(offered)).toBe(`${quote} X-7`);
    expect(plain(offered.querySelector('.paper-headline div')?.textContent ?? null)).toBe(until);
    const ordered = paper('order-confirmation', { language, origin: { kind: 'quote', number: 'Q-3', issueDate: '2026-11-01' } });
    expect(title(ordered)).toBe(`${order} X-7`);
    expect(plain(ordered.querySelector('.paper-original')?.textContent ?? null)).toBe(origin);
    expect(title(paper('delivery-note', { language }))).toBe(`${delivery} X-7`);
    expect(title(paper('pro-forma', { language }))).toBe(`${proForma} X-7`);
    expect(paper('pro-forma', { language }).querySelector('.paper-notes')?.textContent).toContain(sentence);
  });

  it('ask nobody to pay; only a pro forma names the account', () => {
    for (const kind of ['quote', 'order-confirmation', 'delivery-note'] as const) {
      const page = paper(kind);
      expect(page.querySelector('.paper-pay')).toBeNull();
      expect(page.textContent).not.toMatch(/to pay|pay by|IE29/iu);
    }
    expect(paper('pro-forma').querySelector('.paper-pay')).not.toBeNull();
    expect(paper('pro-forma').querySelector('.paper-code')).toBeNull();
  });

  it('a delivery note has quantities and no price, amount, tax, discount or sum', () => {
    const page = paper('delivery-note');
    expect(rows(page).map((row) => row.slice(1))).toEqual([['6', 'm'], ['2.4', 'm²'], ['14.5', 'h'], ['12', 'pair']]);
    expect(page.querySelector('.paper-totals, .paper-headline b')).toBeNull();
    expect(page.textContent).not.toMatch(/148\.00|799|13\.5|Before VAT|Less|2,413/u);
  });
});
