// Random sequences of everything one can do with documents: no issued byte changes, nothing is billed twice, and all sums agree.
import { afterEach, expect, it } from 'vitest';
import { proveAll } from '../../../main/service/invoices.ts';
import { addCustomer, type Company, openCompany, taxId } from '../../fixtures/company.ts';
import { dice, faults, owed, type Sale, step } from '../../fixtures/saleModel.ts';

const SEQUENCES = Number(process.env.BILLFOLD_SEQUENCES ?? 150);
const STEPS = 25;
let company: Company | undefined;
afterEach(() => company?.close());

it(`T41 T57 ${SEQUENCES} random sales: issued pages stay as they were, no quantity is billed or delivered twice, and documents, customers, months and days come to the same sum`, () => {
  company = openCompany();
  const { ctx } = company;
  const vat = taxId(ctx, 'VAT 23');
  let total = 0;
  let documents = 0;
  for (let seed = 1; seed <= SEQUENCES; seed += 1) {
    const sale: Sale = { company, customerId: addCustomer(ctx, { name: `Customer ${seed}` }), vat, issued: [], drafts: [], next: dice(seed) };
    for (let n = 0; n < STEPS; n += 1) step(sale);
    expect(faults(sale), `seed ${seed}`).toEqual([]);
    const own = ctx.db.prepare('SELECT coalesce(sum(t.amount), 0) FROM customer_total t JOIN customer c ON c.rid = t.customer_rid WHERE c.id = ?').pluck().get(sale.customerId);
    expect(own, `seed ${seed}`).toBe(owed(sale));
    total += owed(sale);
    documents += sale.issued.length;
  }
  const sum = (sql: string) => ctx.db.prepare(sql).pluck().get();
  expect(documents).toBeGreaterThan(SEQUENCES * 4);
  expect(sum("SELECT sum(amount) FROM month_total WHERE month = '9999-99'")).toBe(total);
  expect(sum("SELECT sum(net + tax) FROM day_total WHERE tax_rate_rid = 0 AND basis = 'issue'")).toBe(total);
  expect(sum('SELECT sum(amount) FROM due_total')).toBe(sum('SELECT sum(balance) FROM open_part'));
  const walk = proveAll(ctx);
  for (let turn = walk.next(); ; turn = walk.next()) {
    if (turn.done !== true) continue;
    expect(turn.value).toBe(true);
    break;
  }
}, 900_000);
