// Ten thousand random sales, a new company every few hundred: in one of them checking all books would take longer and longer.
import { describe, expect, it } from 'vitest';
import { openCompany } from '../fixtures/company.ts';
import { expectSalesToHold } from '../fixtures/saleModelRun.ts';

const SEQUENCES = 10_000;
const A_COMPANY = 250;
const FIRST_SEEDS = Array.from({ length: SEQUENCES / A_COMPANY }, (_, n) => 1 + n * A_COMPANY);

describe(`${SEQUENCES} random sales`, () => {
  it.each(FIRST_SEEDS)('T41 T57 from seed %i: no issued byte changes, nothing is billed or delivered twice, all sums agree', (seed) => {
    const company = openCompany();
    try {
      expectSalesToHold(company, seed, A_COMPANY);
      expect(company.ctx.db.prepare('SELECT count(*) FROM customer').pluck().get()).toBe(A_COMPANY);
    } finally {
      company.close();
    }
  });
});
