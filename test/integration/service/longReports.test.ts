// Reports that take long: when they are left to the job process, and what it makes of them.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReportAsk, ReportName } from '../../../contract/reports.ts';
import { reportWork } from '../../../main/report/work.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { isLong, reportTable, shortened } from '../../../main/service/reports.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';
import { noPrinter } from '../../fixtures/noPrinter.ts';

const TRANSFER = { method: 'transfer' as const, reference: '', brand: null, last4: '' };
let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());
const ask = (report: ReportName, more: Partial<ReportAsk> = {}): ReportAsk => ({ report, from: '2026-01-01', to: TODAY, basis: 'issue', by: 'month', customerId: null, ...more });

describe('a statement of a busy customer', () => {
  it('is long from some hundred bookings on, documents and payments counted, and says the same in the job process', async () => {
    const { ctx } = company;
    const [busy, other] = [addCustomer(ctx, { name: 'Busy' }), addCustomer(ctx, { name: 'Quiet' })];
    ctx.db.transaction(() => {
      for (let n = 0; n < 150; n += 1) {
        const { id } = issueInvoice(ctx, draftBody(busy, { lines: [line({ quantity: '1', unitPrice: '100' })] }));
        recordPayment(ctx, {
          id: ctx.newId(), customerId: busy, currency: 'EUR', amount: 10_000, rate: null, baseAmount: null, paidOn: TODAY, note: '', method: TRANSFER, allocations: [{ documentId: id, amount: 10_000, rest: 'open' }],
        });
      }
    })();
    expect(isLong(ctx, ask('statement', { customerId: busy }))).toBe(false);
    issueInvoice(ctx, draftBody(busy));
    expect([busy, other].map((customerId) => isLong(ctx, ask('statement', { customerId })))).toEqual([true, false]);
    const asked = ask('statement', { customerId: busy });
    expect(await reportWork(ctx, { name: 'report', ask: asked }, {}, noPrinter)).toEqual(shortened(reportTable(ctx, asked)));
  });
});

describe('a report as a file', () => {
  const folder = (): string => mkdtempSync(join(tmpdir(), 'billfold-report-'));

  it('is written by the job process whole, and says how far it is without ever going back', async () => {
    const { ctx } = company;
    issueInvoice(ctx, draftBody(addCustomer(ctx, { name: 'Ada' })));
    const said: number[] = [];
    const [target, part] = [join(folder(), 'sales.csv'), join(folder(), 'sales.part')];
    await reportWork(ctx, { name: 'reportFile', ask: ask('salesCustomer'), format: 'csv', language: 'en', target, part }, { onProgress: ({ done, total }) => said.push(done / total) }, noPrinter);
    expect(readFileSync(target, 'utf8')).toContain('Ada');
    expect(said).toEqual(said.toSorted((a, b) => a - b));
    expect(said.length).toBeGreaterThan(1);
  });

  it('a page that nobody could draw leaves no file', async () => {
    const { ctx } = company;
    const place = folder();
    const task = { name: 'reportFile', ask: ask('salesCustomer'), format: 'pdf', language: 'en', target: join(place, 'a.pdf'), part: join(place, 'a.part') } as const;
    await expect(reportWork(ctx, task, {}, noPrinter)).rejects.toThrow('PRINT_FAILED');
    expect(readdirSync(place)).toEqual([]);
  });
});
