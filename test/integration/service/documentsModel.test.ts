// A sample of the random sequences of everything one can do with documents; npm run test:long does ten thousand.
import { afterEach, expect, it } from 'vitest';
import { type Company, openCompany } from '../../fixtures/company.ts';
import { expectSalesToHold } from '../../fixtures/saleModelRun.ts';

const SEQUENCES = Number(process.env.BILLFOLD_SEQUENCES ?? 300);
let company: Company | undefined;
afterEach(() => company?.close());

it(`T41 T57 ${SEQUENCES} random sales: issued pages stay as they were, no quantity is billed or delivered twice, and documents, customers, months and days come to the same sum`, () => {
  company = openCompany();
  expectSalesToHold(company, 1, SEQUENCES);
  expect(company.ctx.db.prepare('SELECT count(*) FROM customer').pluck().get()).toBe(SEQUENCES);
}, 900_000);
