// Quotes and what follows them, deposits, notes and files go out with the complete export and come in again: where everything stands, what is left, and every byte.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { DraftKind } from '../../../domain/lifecycle.ts';
import { exportBusiness } from '../../../main/export/exportBusiness.ts';
import { importBusiness } from '../../../main/export/importBusiness.ts';
import { asidesGet, asidesSaveNote, attach, PIECE, readAttachment } from '../../../main/service/asides.ts';
import type { Ctx } from '../../../main/service/context.ts';
import { documentsConvert, documentsLeft } from '../../../main/service/convert.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { draftsSave } from '../../../main/service/drafts.ts';
import { invoicesGet } from '../../../main/service/invoices.ts';
import { invoicesIssue } from '../../../main/service/issue.ts';
import { documentsAct, documentsCounts, documentsLife } from '../../../main/service/life.ts';
import { addCustomer, allProved, type Company, draftBody, line, openCompany, taxId, TODAY } from '../../fixtures/company.ts';

const folder = mkdtempSync(join(tmpdir(), 'billfold-papers-'));
const companies: Company[] = [];
const open = (): Company => {
  const company = openCompany();
  companies.push(company);
  return company;
};
afterAll(() => {
  for (const company of companies) company.close();
  rmSync(folder, { recursive: true, force: true });
});

it('a sale from quote to final invoice is the same sale in new books', async () => {
  const { ctx } = open();
  const issue = (id: string): string => invoicesIssue(ctx, { draftId: id, version: 1, acceptWarnings: true }).id;
  const convert = (id: string, to: DraftKind, percent: string | null = null): string =>
    issue(documentsConvert(ctx, { id, newId: ctx.newId(), to, today: TODAY, lines: null, size: percent === null ? null : { percent } }).id);
  const vat = taxId(ctx, 'VAT 23');
  const quote = issue(draftsSave(ctx, { body: draftBody(addCustomer(ctx), { kind: 'quote', validUntil: '2026-12-31', lines: [line({ quantity: '4', unitPrice: '250', taxIds: [vat] })] }) }).id);
  documentsAct(ctx, { id: quote, action: 'accept', today: TODAY });
  const order = convert(quote, 'order-confirmation');
  const deposit = convert(order, 'deposit-invoice', '30');
  const note = convert(order, 'delivery-note');
  const final = convert(order, 'final-invoice');
  invoicesCredit(ctx, { id: final, newId: ctx.newId(), request: { kind: 'whole' }, issueDate: TODAY, reason: '' });
  const again = convert(order, 'final-invoice');
  asidesSaveNote(ctx, { documentId: order, text: 'first' });
  asidesSaveNote(ctx, { documentId: order, text: 'second' });
  for (const _ of attach(ctx, order, 'plan.pdf', Buffer.alloc(2 * PIECE + 3, 'x'))) continue;

  const target = join(folder, 'one.zip');
  exportBusiness(ctx, { target, part: `${target}.part`, madeBy: 'Billfold test', vaultId: '01900000-0000-4000-8000-0000000000aa' });
  const copy = open();
  await importBusiness(copy.ctx, target);

  const told = (of: Ctx) => ({
    views: [quote, order, deposit, note, final, again].map((id) => {
      const { snapshot, contentHash, credited } = invoicesGet(of, { id });
      return { snapshot, contentHash, credited, life: documentsLife(of, { id, today: TODAY }) };
    }),
    left: documentsLeft(of, { id: order, to: 'invoice' }),
    counts: documentsCounts(of),
    beside: asidesGet(of, { documentId: order }),
  });
  expect(told(copy.ctx)).toEqual(told(ctx));
  const [file] = asidesGet(copy.ctx, { documentId: order }).attachments;
  expect(readAttachment(copy.ctx, file?.id ?? '').bytes.length).toBe(2 * PIECE + 3);
  expect([allProved(ctx), allProved(copy.ctx)]).toEqual([true, true]);
});
