// Schema step 48 on books in use: what was issued and paid before there were statements is found for a line like what comes after, and the state of every line follows from its decisions.
import { expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import { bank } from '../../../main/db/migrations/0048-bank.ts';
import type { Db } from '../../../main/db/open.ts';
import { bankCommit } from '../../../main/import/bank/jobs.ts';
import { bankAccept, bankAccounts, bankLines, bankSetAside, bankUndo } from '../../../main/service/bank.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { addCustomer, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';

/** Takes the step back, as books of the version before have never seen it. */
function before48(db: Db): void {
  db.pragma('foreign_keys = OFF');
  db.exec('DROP TRIGGER bank_payment_voided; DROP INDEX document_partial; DROP INDEX open_later; DROP INDEX IF EXISTS document_number_key');
  for (const table of ['bank_fts', 'bank_event', 'bank_state', 'bank_tally', 'bank_line', 'bank_statement', 'bank_account']) {
    const triggers = db.prepare<[string], string>("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?").pluck().all(table);
    for (const trigger of triggers) db.exec(`DROP TRIGGER ${trigger}`);
    db.exec(`DROP TABLE ${table}`);
  }
  db.pragma('foreign_keys = ON');
}

const page = { accountId: null, q: '', after: null, limit: 50 };
const told = (...lines: [amount: number, text: string][]): Buffer =>
  Buffer.from(`:20:1\n:25:DE96999900000001234567\n:60F:C261119EUR0,\n${lines.map(([amount, text], i) => `:61:2611201120C${(amount / 100).toFixed(2).replace('.', ',')}NTRFNONREF//R${i}\n:86:${text}\n`).join('')}`);

it('finds invoices that were there before it, by number and by amount, and never those that were paid before it', () => {
  const company = openCompany();
  const { ctx } = company;
  const customerId = addCustomer(ctx);
  const issue = (unitPrice: string) => issueInvoice(ctx, draftBody(customerId, { lines: [line({ quantity: '1', unitPrice })] }));
  const [open, paid] = [issue('100'), issue('70')];
  const asks = (id: string) => ctx.db.prepare<[string], number>('SELECT sum(o.balance) FROM open_part o JOIN document d ON d.rid = o.document_rid WHERE d.id = ?').pluck().get(id) ?? 0;
  recordPayment(ctx, { id: uuid(), customerId, currency: 'EUR', amount: asks(paid.id), rate: null, baseAmount: null, paidOn: TODAY, method: { method: 'cash', reference: '', brand: null, last4: '' }, note: '', allocations: [{ documentId: paid.id, amount: asks(paid.id), rest: 'open' }] });
  before48(ctx.db);
  ctx.db.transaction(() => bank.up(ctx.db)).immediate();
  bankCommit(ctx, { bytes: told([asks(open.id), 'no number'], [1, open.number], [7000, paid.number]), file: 'a', mapping: null, skipProblems: false });
  const found = bankLines(ctx, { ...page, state: 'todo' }).rows.map(({ amount, proposal }) => [amount, proposal?.parts.map(({ number }) => number)]);
  expect(found).toEqual([[7000, undefined], [1, [open.number]], [asks(open.id), [open.number]]]);
  expect(ctx.db.pragma('foreign_key_check')).toEqual([]);
  company.close();
});

it('keeps the state and the counts of every line as its decisions say, whatever is done in whatever order', () => {
  const company = openCompany();
  const { ctx } = company;
  const customerId = addCustomer(ctx);
  bankCommit(ctx, { bytes: told(...Array.from({ length: 6 }, (_, i): [number, string] => [100 + i, 'x'])), file: 'a', mapping: null, skipProblems: false });
  const ids = bankLines(ctx, { ...page, state: 'todo' }).rows.map(({ id }) => id);
  let seed = 7;
  const next = (most: number): number => (seed = (seed * 48_271) % 2_147_483_647) % most;
  for (let turn = 0; turn < 120; turn += 1) {
    const lineId = ids[next(ids.length)] ?? '';
    const act = next(3);
    try {
      if (act === 0) bankAccept(ctx, { id: uuid(), lineId, customerId, rate: null, allocations: [] });
      else if (act === 1) bankSetAside(ctx, { id: uuid(), lineId, note: '' });
      else bankUndo(ctx, { id: uuid(), lineId });
    } catch (error) {
      expect(String(error)).toContain('BANK_STATE');
    }
  }
  const last = `SELECT CASE (SELECT kind FROM bank_event e WHERE e.line_rid = l.rid ORDER BY e.rid DESC LIMIT 1) WHEN 'accept' THEN 'booked' WHEN 'aside' THEN 'aside' ELSE 'todo' END AS state FROM bank_line l ORDER BY l.rid`;
  const states = ctx.db.prepare<[], string>(last).pluck().all();
  expect(ctx.db.prepare<[], string>('SELECT state FROM bank_state ORDER BY line_rid').pluck().all()).toEqual(states);
  const [counts] = bankAccounts(ctx).rows;
  expect([counts?.todo, counts?.booked, counts?.aside]).toEqual(['todo', 'booked', 'aside'].map((state) => states.filter((one) => one === state).length));
  // As many payments that count as lines that are booked: nothing twice, nothing lost.
  expect(ctx.db.prepare('SELECT count(*) FROM credit_source WHERE voided = 0').pluck().get()).toBe(counts?.booked);
  company.close();
});
