import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAppError } from '../../../contract/errors.ts';
import { snapshot as snapshotSchema, type DraftBody } from '../../../contract/invoices.ts';
import { buildSnapshot } from '../../../domain/snapshot.ts';
import { contentHash } from '../../../main/repo/documents.ts';
import { countPendingPdfs, pendingPdfs } from '../../../main/repo/pdf.ts';
import { businessGet, businessSave } from '../../../main/service/business.ts';
import { customersSave } from '../../../main/service/customers.ts';
import { draftsDiscard, draftsGet, draftsSave } from '../../../main/service/drafts.ts';
import { invoicesDuplicate, invoicesGet, invoicesList, invoicesProve, loadPdf, proveAll, storePdf } from '../../../main/service/invoices.ts';
import { invoicesIssue } from '../../../main/service/issue.ts';
import { itemsSave } from '../../../main/service/items.ts';
import { seriesSave } from '../../../main/service/series.ts';
import { taxesList, taxesSave } from '../../../main/service/taxes.ts';
import {
  addCustomer,
  addItem,
  type Company,
  customerInput,
  draftBody,
  issueInvoice,
  itemInput,
  line,
  openCompany,
  taxId,
  TODAY,
} from '../../fixtures/company.ts';

let company: Company;
let customerId: string;
beforeEach(() => {
  company = openCompany();
  customerId = addCustomer(company.ctx);
});
afterEach(() => company.close());

const numbers = () => company.ctx.db.prepare('SELECT number FROM document ORDER BY rid').pluck().all();

/** A document with everything that can stand on one. */
function richBody(): DraftBody {
  const { ctx } = company;
  const [standard, reduced] = [taxId(ctx, 'VAT 23'), taxId(ctx, 'VAT 9 ')];
  return draftBody(customerId, {
    reference: 'PO 7',
    subject: 'Spring posters',
    note: 'Thank you.\nSee you',
    supplyDate: '2026-11-18',
    terms: { kind: 'eom', days: 10 },
    lines: [
      line({
        itemId: addItem(ctx),
        detail: 'matt\npaper',
        quantity: '1.5',
        taxIds: [standard],
        adjustments: [
          { kind: 'allowance', percent: '12.5', amount: null, reason: 'Regular' },
          { kind: 'charge', percent: null, amount: 50, reason: 'Rush' },
        ],
      }),
      line({ description: 'Minutes', unit: 'min', quantity: '80', unitPrice: '75.00', per: '60', taxIds: [reduced] }),
      line({ description: 'Free', unitPrice: '0', taxIds: [standard] }),
    ],
    adjustments: [
      { kind: 'charge', percent: null, amount: 800, reason: 'Freight', taxIds: [standard], afterTax: false },
      { kind: 'allowance', percent: '2', amount: null, reason: 'Loyal', taxIds: null, afterTax: false },
      { kind: 'allowance', percent: null, amount: 100, reason: 'Voucher', taxIds: null, afterTax: true },
    ],
  });
}

/** The error a call throws, as the wall would tell it. */
function refusal(call: () => unknown) {
  try {
    call();
  } catch (error) {
    if (isAppError(error))
      return {
        code: error.code,
        fields: error.detail.fields?.map(({ path, code, severity }) => `${path} ${code}${severity === undefined ? '' : ' ?'}`),
      };
    throw error;
  }
  return null;
}

const issueDraft = (body: DraftBody, acceptWarnings = true) => {
  const draft = draftsSave(company.ctx, { body });
  return invoicesIssue(company.ctx, { draftId: draft.id, version: draft.version, acceptWarnings });
};

describe('issuing', () => {
  it('freezes a snapshot that its rows give back letter by letter, with the same seal', () => {
    const { ctx } = company;
    const body = richBody();
    const { id, number } = issueDraft(body);
    const view = invoicesGet(ctx, { id });
    expect(number).toBe('INV-2026-0001');
    expect(contentHash(view.snapshot).toString('hex')).toBe(view.contentHash);
    expect(snapshotSchema.parse(view.snapshot)).toEqual(view.snapshot);
    // The renderer's live page is built by the same function: what was on screen is what was issued (T28).
    const onScreen = buildSnapshot({
      draft: body,
      customer: customerInput(),
      business: businessGet(ctx),
      taxRates: taxesList(ctx, { archived: true }).rows,
      number,
    });
    expect(view.snapshot).toEqual(onScreen.snapshot);
    expect(view.snapshot.totals.payable).toBe(onScreen.totals.payable);
    expect(view).toMatchObject({
      id,
      customerId,
      issuedBy: 'Nora Quinn',
      pdf: { state: 'pending', sha256: null },
      history: [{ action: 'invoice.issue', by: 'Nora Quinn' }],
    });
    expect(invoicesProve(ctx, { id })).toMatchObject({ intact: true, seal: view.contentHash });
  });

  it('puts the seal into the log, in the same transaction', () => {
    const { id } = issueDraft(draftBody(customerId));
    const body = company.ctx.db
      .prepare("SELECT b.body FROM audit_log l JOIN audit_body b ON b.seq = l.seq WHERE l.action = 'invoice.issue' AND l.entity_id = ?")
      .pluck()
      .get(id);
    expect(JSON.parse(String(body))).toMatchObject({
      contentHash: invoicesGet(company.ctx, { id }).contentHash,
      number: 'INV-2026-0001',
      sequence: 1,
    });
  });

  it('twice, by a double click, answers the one invoice (T60)', () => {
    const { ctx } = company;
    const draft = draftsSave(ctx, { body: draftBody(customerId) });
    const once = invoicesIssue(ctx, { draftId: draft.id, version: 1, acceptWarnings: true });
    expect(invoicesIssue(ctx, { draftId: draft.id, version: 1, acceptWarnings: true })).toEqual(once);
    expect(invoicesIssue(ctx, { draftId: draft.id, version: 7, acceptWarnings: false })).toEqual(once);
    expect(numbers()).toEqual(['INV-2026-0001']);
    expect(() => draftsGet(ctx, { id: draft.id })).toThrow('ALREADY_ISSUED');
    expect(() => draftsSave(ctx, { id: draft.id, version: 1, body: draftBody(customerId) })).toThrow('ALREADY_ISSUED');
    expect(() => draftsDiscard(ctx, { id: draft.id })).toThrow('ALREADY_ISSUED');
  });

  it('takes the immediate successor, however many drafts came and went (T38)', () => {
    const { ctx } = company;
    issueDraft(draftBody(customerId));
    for (let i = 0; i < 5; i += 1) draftsDiscard(ctx, { id: draftsSave(ctx, { body: draftBody(customerId) }).id });
    expect(issueDraft(draftBody(customerId)).number).toBe('INV-2026-0002');
  });

  it('refused, for whatever reason, takes no number and leaves the draft', () => {
    const { ctx } = company;
    const bad = draftsSave(ctx, { body: draftBody(customerId, { lines: [line({ quantity: '0' })] }) });
    expect(refusal(() => invoicesIssue(ctx, { draftId: bad.id, version: 1, acceptWarnings: true }))).toMatchObject({
      code: 'DOCUMENT_INVALID',
      fields: ['lines.0.quantity QUANTITY_ZERO'],
    });
    expect(refusal(() => invoicesIssue(ctx, { draftId: bad.id, version: 2, acceptWarnings: true }))?.code).toBe('CONFLICT');
    expect(refusal(() => invoicesIssue(ctx, { draftId: ctx.newId(), version: 1, acceptWarnings: true }))?.code).toBe('NOT_FOUND');
    draftsDiscard(ctx, { id: bad.id });
    expect(refusal(() => invoicesIssue(ctx, { draftId: bad.id, version: 2, acceptWarnings: true }))?.code).toBe('NOT_FOUND');
    expect(issueDraft(draftBody(customerId)).number).toBe('INV-2026-0001');
  });

  it('asks once about a warning, and goes on when it was accepted', () => {
    const vat = taxId(company.ctx, 'VAT 23');
    const body = draftBody(customerId, { lines: [line({ taxIds: [vat] })] });
    expect(refusal(() => issueDraft(body, false))).toEqual({ code: 'DOCUMENT_INVALID', fields: ['seller.vatId SELLER_TAX_ID_MISSING ?'] });
    expect(issueDraft(body).number).toBe('INV-2026-0001');
  });

  it('names every field that stops it, in the words of the draft', () => {
    const body = draftBody(null, {
      currency: 'USD',
      dueDate: '2026-11-01',
      lines: [line({ description: '', quantity: '' }), line({ unitPrice: '' })],
    });
    expect(refusal(() => issueDraft(body))?.fields).toEqual(
      expect.arrayContaining([
        'customerId BUYER_MISSING',
        'dueDate DUE_BEFORE_ISSUE',
        'rate RATE_MISSING',
        'lines.0.description DESCRIPTION_MISSING',
        'lines.0.quantity QUANTITY_MISSING',
        'lines.1.unitPrice PRICE_MISSING',
      ]),
    );
    expect(refusal(() => issueDraft(draftBody(customerId, { lines: [] })))?.fields).toEqual(['lines LINES_MISSING']);
  });

  it('never freezes a letter that the page cannot draw (T85)', () => {
    const { ctx } = company;
    const strict = { ...ctx, missingGlyphs: (text: string) => [...text].filter((letter) => letter === '☃' || letter === '❄') };
    const draft = draftsSave(ctx, {
      body: draftBody(addCustomer(ctx, { name: 'Snow ☃' }), { note: 'cold ❄❄', lines: [line(), line({ detail: '☃' })] }),
    });
    expect(refusal(() => invoicesIssue(strict, { draftId: draft.id, version: 1, acceptWarnings: true }))).toEqual({
      code: 'MISSING_GLYPHS',
      fields: ['note MISSING_GLYPHS', 'lines.1.detail MISSING_GLYPHS', 'customerId MISSING_GLYPHS'],
    });
    expect(numbers()).toEqual([]);
  });
});

describe('numbers', () => {
  it('begin anew with the year of the issue date, not of today (T44)', () => {
    expect(issueDraft(draftBody(customerId, { issueDate: '2026-12-31' })).number).toBe('INV-2026-0001');
    expect(issueDraft(draftBody(customerId, { issueDate: '2027-01-01' })).number).toBe('INV-2027-0001');
    expect(issueDraft(draftBody(customerId, { issueDate: '2027-01-01' })).number).toBe('INV-2027-0002');
  });

  it('back-dated below the last one warn or refuse, as the business wants (T44)', () => {
    const { ctx } = company;
    issueDraft(draftBody(customerId));
    const early = draftBody(customerId, { issueDate: '2026-11-19' });
    expect(refusal(() => issueDraft(early, false))?.fields).toEqual(['issueDate BACKDATED ?']);
    expect(issueDraft(early).number).toBe('INV-2026-0002');
    const { logo: _logo, ...profile } = businessGet(ctx);
    businessSave(ctx, { ...profile, backdating: 'refuse' });
    expect(refusal(() => issueDraft(early))?.fields).toEqual(['issueDate BACKDATED']);
  });

  it('of the Indian rules follow the financial year and stay within 16 characters (T45)', () => {
    const india = openCompany({ country: 'IN', currency: 'INR' });
    const buyer = addCustomer(india.ctx, { country: 'IN' });
    const issue = (issueDate: string) => issueInvoice(india.ctx, draftBody(buyer, { issueDate, currency: 'INR' })).number;
    expect(issue('2026-03-31')).toBe('INV/25-26/0001');
    expect(issue('2026-04-01')).toBe('INV/26-27/0001');
    const series = india.ctx.db.prepare<[], { id: string; version: number }>('SELECT id, version FROM number_series').get();
    seriesSave(india.ctx, {
      id: series?.id,
      version: series?.version,
      kind: 'invoice',
      name: 'x',
      pattern: 'INVO/{FY}/{00000}',
      rules: 'india',
      isDefault: true,
    });
    expect(issue('2026-04-01')).toBe('INVO/26-27/00002');
    seriesSave(india.ctx, {
      id: series?.id,
      version: (series?.version ?? 0) + 1,
      kind: 'invoice',
      name: 'x',
      pattern: 'INVO/{FY}/{00000}',
      rules: 'india',
      isDefault: true,
      nextSequence: 99_999,
    });
    india.close();
  });

  it('keep their order past 9999 (T46)', () => {
    const { ctx } = company;
    const { id } = seriesSave(ctx, {
      kind: 'invoice',
      name: 'x',
      pattern: 'R-{0000}',
      rules: 'plain',
      isDefault: true,
      nextSequence: 9999,
    });
    const issued = [1, 2, 3].map(() => issueDraft(draftBody(customerId, { seriesId: id })).number);
    expect(issued).toEqual(['R-9999', 'R-10000', 'R-10001']);
    const listed = invoicesList(ctx, {
      q: '',
      after: null,
      limit: 10,
      filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null },
    });
    expect(listed.rows.map((row) => row.number)).toEqual(['R-10001', 'R-10000', 'R-9999']);
  });

  it('a pattern changed back to an old one is refused where it would repeat a number', () => {
    const { ctx } = company;
    const { id } = seriesSave(ctx, { kind: 'invoice', name: 'x', pattern: 'A-{000}', rules: 'plain', isDefault: true });
    issueDraft(draftBody(customerId));
    seriesSave(ctx, { id, version: 1, kind: 'invoice', name: 'x', pattern: 'B-{000}', rules: 'plain', isDefault: true });
    const other = seriesSave(ctx, { kind: 'invoice', name: 'y', pattern: 'A-{000}', rules: 'plain', isDefault: true });
    expect(refusal(() => issueDraft(draftBody(customerId)))?.code).toBe('NUMBER_TAKEN');
    seriesSave(ctx, {
      id: other.id,
      version: 1,
      kind: 'invoice',
      name: 'y',
      pattern: 'A-{000}',
      rules: 'plain',
      isDefault: true,
      nextSequence: 2,
    });
    expect(issueDraft(draftBody(customerId)).number).toBe('A-002');
  });
});

describe('an issued invoice', () => {
  it('stays the same when business, customer, item and tax change afterwards (T20, T43)', () => {
    const { ctx } = company;
    const { id } = issueDraft(richBody());
    const before = invoicesGet(ctx, { id });
    const { logo: _logo, ...profile } = businessGet(ctx);
    businessSave(ctx, {
      ...profile,
      name: 'Renamed',
      street: 'Elsewhere 2',
      accent: '#ff0000',
      bank: { ...profile.bank, iban: 'IE00' },
      taxRounding: 'down',
      payableRounding: 5,
    });
    customersSave(ctx, { ...customerInput({ name: 'Other Name', street: 'Moved 3' }), id: customerId, version: 1 });
    const item = before.snapshot.lines[0]?.itemId ?? '';
    itemsSave(ctx, { ...itemInput({ name: 'Other item', price: '99' }), id: item, version: 1 });
    for (const tax of taxesList(ctx, { archived: false }).rows)
      if (tax.category === 'S') taxesSave(ctx, { ...tax, name: 'Changed', versions: [{ from: '1970-01-01', rate: '50' }] });
    expect(invoicesGet(ctx, { id })).toEqual(before);
    expect(invoicesProve(ctx, { id }).intact).toBe(true);
  });

  it('keeps its PDF byte for byte; a second one is not taken (T43)', () => {
    const { ctx } = company;
    const { id } = issueDraft(draftBody(customerId));
    expect(pendingPdfs(ctx.db)).toEqual([id]);
    expect(refusal(() => loadPdf(ctx, id))?.code).toBe('PDF_PENDING');
    const bytes = Buffer.from('%PDF-1.7 first');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(storePdf(ctx, id, bytes)).toEqual({ sha256, stored: true });
    expect(storePdf(ctx, id, Buffer.from('%PDF-1.7 second'))).toEqual({ sha256, stored: false });
    expect(loadPdf(ctx, id)).toEqual({ bytes, number: 'INV-2026-0001' });
    expect(countPendingPdfs(ctx.db)).toBe(0);
    expect(invoicesGet(ctx, { id })).toMatchObject({
      pdf: { state: 'ready', sha256, size: bytes.length },
      history: [{ action: 'invoice.issue' }, { action: 'invoice.pdf' }],
    });
    expect(invoicesProve(ctx, { id }).intact).toBe(true);
    expect(refusal(() => storePdf(ctx, ctx.newId(), bytes))?.code).toBe('NOT_FOUND');
  });

  it('knows which documents wait for their PDF, in whatever order they are stored', () => {
    const { ctx } = company;
    const [a, b, c] = [1, 2, 3].map(() => issueDraft(draftBody(customerId)).id);
    if (a === undefined || b === undefined || c === undefined) throw new Error('three were issued');
    const through = () => ctx.db.prepare('SELECT through FROM pdf_progress').pluck().get();
    storePdf(ctx, b, Buffer.from('%PDF b'));
    expect([pendingPdfs(ctx.db), through()]).toEqual([[a, c], 0]);
    storePdf(ctx, a, Buffer.from('%PDF a'));
    expect([pendingPdfs(ctx.db), through()]).toEqual([[c], 2]);
    storePdf(ctx, c, Buffer.from('%PDF c'));
    expect([pendingPdfs(ctx.db), through()]).toEqual([[], 3]);
    const next = issueDraft(draftBody(customerId)).id;
    expect(pendingPdfs(ctx.db)).toEqual([next]);
  });

  const forgeries: [what: string, sql: string][] = [
    ['an amount', 'UPDATE document SET payable = payable + 100, rounding = rounding + 100'],
    ['a line', "UPDATE document_line SET description = 'Other' WHERE position = 0"],
    ['a line taken out', 'DELETE FROM document_line WHERE position = 2'],
    ['a tax', 'UPDATE document_tax SET amount = amount + 1 WHERE position = 0'],
    ['an adjustment', "UPDATE document_adjustment SET reason = 'Other' WHERE position = 0"],
    ['a discount as typed', 'UPDATE document_adjustment SET entered = entered + 1 WHERE line IS NULL'],
    ['how tax was rounded', "UPDATE document SET tax_rounding = 'down'"],
    ['the customer on paper', "UPDATE party_snapshot SET body = json_set(body, '$.name', 'Other')"],
    ['the seal', 'UPDATE document SET content_hash = zeroblob(32)'],
    ['the PDF', "UPDATE document_pdf SET bytes = x'00'"],
    [
      'the PDF and its hash',
      "UPDATE document_pdf SET bytes = x'00', sha256 = x'6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'",
    ],
    ['the log', "UPDATE audit_body SET body = json_set(body, '$.number', 'INV-2026-0002') WHERE body LIKE '%contentHash%'"],
    ['the record it points at', 'UPDATE document SET audit_seq = 1'],
  ];
  it.each(forgeries)("changed behind the program's back is found: %s", (_what, sql) => {
    const { ctx } = company;
    const { id } = issueDraft(richBody());
    storePdf(ctx, id, Buffer.from('%PDF-1.7'));
    expect(invoicesProve(ctx, { id }).intact).toBe(true);
    ctx.db.pragma('foreign_keys = OFF');
    for (const name of ctx.db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all())
      ctx.db.exec(`DROP TRIGGER ${String(name)}`);
    ctx.db.exec(sql);
    expect(invoicesProve(ctx, { id }).intact).toBe(false);
  });

  /** The walk over all documents, with somebody working in between. */
  const proved = (between: () => unknown = () => undefined): boolean => {
    const walk = proveAll(company.ctx);
    for (;;) {
      const { done, value } = walk.next();
      if (done) return value;
      between();
    }
  };
  const deleted = [...['document_line', 'document_adjustment', 'document_tax'].map((table) => `DELETE FROM ${table} WHERE document_rid = 2;`), 'DELETE FROM document WHERE rid = 2'];
  const behind: [what: string, whole: boolean, sql: string][] = [
    ['nothing', true, ''],
    ['a line', false, "UPDATE document_line SET description = 'Other' WHERE document_rid = 2 AND position = 0"],
    ['a document deleted with all its rows', false, deleted.join('')],
    ['every document deleted', false, deleted.join('').replaceAll(' = 2', ' > 0')],
  ];
  it.each(behind)("the walk over all documents finds what was done behind the program's back: %s (T42)", (_what, whole, sql) => {
    const { ctx } = company;
    for (let n = 0; n < 3; n += 1) issueDraft(richBody());
    expect(proved()).toBe(true);
    ctx.db.pragma('foreign_keys = OFF');
    for (const name of ctx.db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all())
      ctx.db.exec(`DROP TRIGGER ${String(name)}`);
    ctx.db.exec(sql);
    expect(proved()).toBe(whole);
  });

  it('the walk over all documents is not misled by one that is issued meanwhile', () => {
    for (let n = 0; n < 3; n += 1) issueDraft(draftBody(customerId));
    let left = 2;
    expect(proved(() => left-- > 0 && issueDraft(draftBody(customerId)))).toBe(true);
    expect(numbers()).toHaveLength(5);
  });

  it("rewritten in every place but the log's MAC is found too", () => {
    const { ctx } = company;
    const { id } = issueDraft(richBody());
    const seal = invoicesGet(ctx, { id }).contentHash;
    for (const name of ctx.db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all())
      ctx.db.exec(`DROP TRIGGER ${String(name)}`);
    ctx.db.exec("UPDATE document_line SET description = 'Other' WHERE position = 0");
    const forged = contentHash(invoicesGet(ctx, { id }).snapshot);
    ctx.db.prepare('UPDATE document SET content_hash = ?').run(forged);
    ctx.db.prepare('UPDATE audit_body SET body = replace(body, ?, ?)').run(seal, forged.toString('hex'));
    expect(invoicesGet(ctx, { id }).contentHash).toBe(forged.toString('hex'));
    expect(invoicesProve(ctx, { id }).intact).toBe(false);
  });

  it('is copied with its discounts as they were typed, where prices include tax too', () => {
    const { ctx } = company;
    const adjustments = [{ kind: 'allowance' as const, percent: null, amount: 1230, reason: 'Voucher', taxIds: null, afterTax: false }];
    const { id } = issueDraft(draftBody(customerId, { pricesIncludeTax: true, lines: [line({ taxIds: [taxId(ctx, 'VAT 23')] })], adjustments }));
    expect(invoicesGet(ctx, { id }).snapshot.adjustments).toMatchObject([{ amount: 1000, entered: 1230 }]);
    const copy = invoicesDuplicate(ctx, { id, today: '2027-03-01' });
    expect(draftsGet(ctx, { id: copy.id }).body.adjustments).toEqual(adjustments);
  });

  it('is copied into a new draft dated today, asking anew for what may have changed (Ctrl+D)', () => {
    const { ctx } = company;
    const body = richBody();
    const { id } = issueDraft(body);
    const copy = invoicesDuplicate(ctx, { id, today: '2027-03-01' });
    const draft = draftsGet(ctx, { id: copy.id }).body;
    const lines = body.lines.map((entry) => ({ ...entry, unitPrice: String(Number(entry.unitPrice)) }));
    expect(draft).toEqual({ ...body, lines, issueDate: '2027-03-01', supplyDate: null, reference: '' });
    expect(issueInvoice(ctx, { ...draft, issueDate: '2026-11-20', supplyDate: '2026-11-18', reference: 'PO 7' }).number).toBe(
      'INV-2026-0002',
    );
  });
});

describe('amounts', () => {
  it('too large for any sum are refused, and the home screen goes on working (SECURITY e 56)', () => {
    const large = draftBody(customerId, { lines: [line({ quantity: '100', unitPrice: '600000000000' })] });
    expect(issueDraft(large).number).toBe('INV-2026-0001');
    expect(refusal(() => issueDraft(large))?.code).toBe('AMOUNT_TOO_LARGE');
    expect(refusal(() => issueDraft({ ...large, currency: 'USD', rate: '1' }))?.code).toBe('AMOUNT_TOO_LARGE');
    expect(refusal(() => issueDraft({ ...large, currency: 'JPY', rate: '999999' }))).toMatchObject({
      code: 'AMOUNT_TOO_LARGE',
      fields: ['rate AMOUNT_TOO_LARGE'],
    });
    expect(issueDraft(draftBody(customerId, { issueDate: TODAY })).number).toBe('INV-2026-0002');
  });

  it('that cancel each other out still may not outgrow any sum over some of them', () => {
    const large = (quantity: string) => draftBody(customerId, { lines: [line({ quantity, unitPrice: '600000000000' })] });
    issueDraft(large('100'));
    expect(refusal(() => issueDraft(large('-100')))?.code).toBe('AMOUNT_TOO_LARGE');
    expect(issueDraft(large('-40')).number).toBe('INV-2026-0002');
  });

  it('of a foreign currency are kept beside their dated base amount (T34)', () => {
    const { ctx } = company;
    const { id } = issueDraft(
      draftBody(customerId, { currency: 'USD', rate: '0.858762', lines: [line({ quantity: '1', unitPrice: '1560' })] }),
    );
    expect(invoicesGet(ctx, { id }).snapshot).toMatchObject({
      currency: 'USD',
      rate: '0.858762',
      baseCurrency: 'EUR',
      baseTotal: 133967,
      totals: { payable: 156000 },
    });
  });
});
