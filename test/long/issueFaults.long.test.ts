import { describe, expect, it } from 'vitest';
import { addCustomer, openCompany } from '../fixtures/company.ts';
import { newDraft, untilItDies, wrongs } from '../fixtures/issueFaults.ts';

const RUNS = 1000;
/** More statements than one issue has: runs past its end must leave an invoice, like any other. */
const STATEMENTS = 40;

/** A new company now and then: checking all books after each run would otherwise take longer and longer. */
const RUNS_PER_COMPANY = 100;

function openShared() {
  const company = openCompany();
  return { company, shared: { file: company.file, key: company.key, ak: company.ctx.ak, customerId: addCustomer(company.ctx) } };
}

describe('kill -9 during issue', () => {
  it('a thousand times, before and after every statement and at moments between them: 0 gaps, 0 doubles (T39)', async () => {
    let { company, shared } = openShared();
    let killed = 0;
    for (let i = 0; i < RUNS; i += 1) {
      if (i % RUNS_PER_COMPANY === 0 && i > 0) {
        company.close();
        ({ company, shared } = openShared());
      }
      const draftId = newDraft(company, shared.customerId);
      const when = i % 2 === 0 ? 'before' : 'after';
      // Every fifth run is killed by the clock instead, so that it also dies inside a statement: in the middle of COMMIT, say.
      const signal =
        i % 5 === 4
          ? await untilItDies(
              shared,
              { kind: 'issue', count: 5000 },
              (child) => void setTimeout(() => child.kill('SIGKILL'), 250 + ((i * 7919) % 400)),
            )
          : await untilItDies(shared, { kind: 'kill', draftId, at: Math.floor(i / 2) % STATEMENTS, when });
      if (signal === 'SIGKILL') killed += 1;
      expect(wrongs(shared, draftId), `run ${i}`).toEqual([]);
    }
    expect(killed).toBeGreaterThan(RUNS / 2);
    company.close();
  });
});
