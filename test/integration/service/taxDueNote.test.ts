// Documents whose tax falls due when they are paid: what their frozen words say, on the page and in the proof, that nobody can change it, and that older ones stay as they were.
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DraftBody } from '../../../contract/invoices.ts';
import { contentHash } from '../../../main/repo/documents.ts';
import { documentsConvert } from '../../../main/service/convert.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { draftsSave } from '../../../main/service/drafts.ts';
import { invoicesGet, invoicesProve, storePdf } from '../../../main/service/invoices.ts';
import { invoicesIssue } from '../../../main/service/issue.ts';
import { taxDueSet } from '../../../main/service/taxDue.ts';
import { InvoicePage } from '../../../paper/InvoicePage.tsx';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, taxId } from '../../fixtures/company.ts';

let company: Company;
let customerId: string;
beforeEach(() => {
  company = openCompany({ country: 'DE', language: 'de' });
  customerId = addCustomer(company.ctx, { country: 'DE' });
});
afterEach(() => company.close());

const NOTE = 'Versteuerung nach vereinnahmten Entgelten';
const taxed = (issueDate: string, more: Partial<DraftBody> = {}): DraftBody => draftBody(customerId, { issueDate, lines: [line({ quantity: '1', unitPrice: '100', taxIds: [taxId(company.ctx, 'USt 19')] })], ...more });
const issue = (issueDate: string, more: Partial<DraftBody> = {}): string => issueInvoice(company.ctx, taxed(issueDate, more)).id;
const paidFrom = (validFrom: string): unknown => taxDueSet(company.ctx, { validFrom, due: 'paid' });
const credit = (id: string, issueDate: string): string => invoicesCredit(company.ctx, { id, newId: company.ctx.newId(), request: { kind: 'whole' }, issueDate, reason: '' }).id;
const snapshotOf = (id: string) => invoicesGet(company.ctx, { id }).snapshot;
const said = (id: string): string | undefined => snapshotOf(id).taxDue;
const page = (id: string): string => renderToStaticMarkup(createElement(InvoicePage, { snapshot: snapshotOf(id), logo: null, draft: null }));

describe('a document of a time when tax is due when paid', () => {
  it('T41 says so in its frozen words and on its page, the proof covers it, and no statement takes it away', () => {
    paidFrom('2026-01-01');
    const id = issue('2026-01-10');
    expect(said(id)).toBe('paid');
    expect(page(id).split(NOTE)).toHaveLength(2);
    storePdf(company.ctx, id, Buffer.from('%PDF-1.7'));
    expect(invoicesProve(company.ctx, { id })).toMatchObject({ intact: true });
    expect(contentHash(snapshotOf(id)).toString('hex')).toBe(invoicesGet(company.ctx, { id }).contentHash);
    for (const value of ['NULL', "'paid'"]) expect(() => company.ctx.db.exec(`UPDATE document SET tax_due = ${value}`)).toThrow(/append-only/);
    company.ctx.db.exec('DROP TRIGGER document_no_update; UPDATE document SET tax_due = NULL');
    expect(invoicesProve(company.ctx, { id }).intact).toBe(false);
  });

  it('goes by the day of issue, not by the day it is written or supplied', () => {
    paidFrom('2026-03-01');
    expect([said(issue('2026-02-28', { supplyDate: '2026-03-02' })), said(issue('2026-03-01', { supplyDate: '2026-02-27' }))]).toEqual([undefined, 'paid']);
  });

  it('T48 a credit note says what its invoice says, also when the way has changed since', () => {
    paidFrom('2026-01-01');
    const id = issue('2026-01-10');
    taxDueSet(company.ctx, { validFrom: '2026-02-01', due: 'invoiced' });
    const note = credit(id, '2026-02-05');
    expect([said(issue('2026-02-04')), said(note)]).toEqual([undefined, 'paid']);
    expect(page(note)).toContain(NOTE);
    expect(invoicesProve(company.ctx, { id: note }).intact).toBe(true);
  });

  it('T57 a deposit, a part and a final invoice say it; a quote, an order, a delivery note and a pro forma do not', () => {
    paidFrom('2026-01-01');
    const of = (body: DraftBody): string => invoicesIssue(company.ctx, { draftId: draftsSave(company.ctx, { body }).id, version: 1, acceptWarnings: true }).id;
    const convert = (id: string, to: 'deposit-invoice' | 'final-invoice', size: { percent: string } | null): string =>
      invoicesIssue(company.ctx, { draftId: documentsConvert(company.ctx, { id, newId: company.ctx.newId(), to, today: '2026-01-10', lines: null, size }).id, version: 1, acceptWarnings: true }).id;
    const papers = (['quote', 'order-confirmation', 'delivery-note', 'pro-forma'] as const).map((kind) => of(taxed('2026-01-10', { kind, ...(kind === 'quote' && { validUntil: '2026-02-10' }) })));
    expect(papers.map(said)).toEqual([undefined, undefined, undefined, undefined]);
    const order = papers[1] ?? '';
    const deposit = convert(order, 'deposit-invoice', { percent: '30' });
    expect([said(deposit), said(convert(order, 'final-invoice', null)), said(issue('2026-01-11', { part: true }))]).toEqual(['paid', 'paid', 'paid']);
  });

  it('says nothing where no tax of it can fall due', () => {
    paidFrom('2026-01-01');
    const none = issue('2026-01-10', { lines: [line({ quantity: '1', unitPrice: '100', taxIds: [] })] });
    expect(said(none)).toBeUndefined();
    expect(page(none)).not.toContain(NOTE);
  });
});

describe('documents of before', () => {
  it('T41 where tax is due with the invoice, the stored words and the seal are what they always were', () => {
    const id = issue('2026-01-10');
    const row = company.ctx.db.prepare('SELECT tax_due FROM document WHERE id = ?').get(id);
    expect(row).toEqual({ tax_due: null });
    expect(Object.keys(snapshotOf(id))).not.toContain('taxDue');
    const { taxDue: _none, ...before } = snapshotOf(id);
    expect(contentHash(before).toString('hex')).toBe(invoicesGet(company.ctx, { id }).contentHash);
  });

  it('T41 T48 one that was issued in such a month without the note gets none, and neither does its credit note', () => {
    const id = issue('2026-01-10');
    // As books stand that chose before documents said so: the choice is older than the document.
    company.ctx.db.exec('DROP TRIGGER tax_due_after_documents');
    company.ctx.db.prepare("INSERT INTO tax_due (valid_from, due, audit_seq, at, by) VALUES ('2026-01-01', 'paid', 1, '2026-01-01T09:00:00.000Z', 'x')").run();
    expect([said(id), invoicesProve(company.ctx, { id }).intact]).toEqual([undefined, true]);
    expect([said(credit(id, '2026-01-11')), said(issue('2026-01-12'))]).toEqual([undefined, 'paid']);
  });
});
