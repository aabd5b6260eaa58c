import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftsSave } from '../../../main/service/drafts.ts';
import { recurringAdopt, recurringGet, recurringSave, recurringStart } from '../../../main/service/recurring.ts';
import { recurringDue, recurringRun } from '../../../main/service/recurringDue.ts';
import { addCustomer, attachCompany, type Company, draftBody, openCompany, TODAY } from '../../fixtures/company.ts';
import { inProcess, type Shared, untilItDies, wrongs } from '../../fixtures/issueFaults.ts';

let company: Company;
let shared: Shared;
beforeEach(() => {
  company = openCompany();
  shared = { file: company.file, key: company.key, ak: company.ctx.ak, customerId: addCustomer(company.ctx) };
});
afterEach(() => company.close());

/** Daily and by itself since a day. */
function daily(anchor: string): string {
  const { ctx } = company;
  const draft = draftsSave(ctx, { body: draftBody(shared.customerId, { issueDate: anchor }) });
  const { id } = recurringAdopt(ctx, { id: null, draftId: draft.id, version: 1 });
  const { version, schedule } = recurringGet(ctx, { id });
  const saved = recurringSave(ctx, { id, version, schedule: { ...schedule, unit: 'day' }, mode: 'auto', prices: [] });
  recurringStart(ctx, { id, version: saved.version });
  return id;
}

/** Opens the books as the next start would, lets it go on, and tells what was issued and what the schedules say. */
function afterwards(ids: readonly string[]): { dates: string[]; drafts: number; left: number } {
  const { ctx } = attachCompany(shared.file, shared.key, shared.ak);
  try {
    const ran = [...recurringRun(ctx)];
    expect(ran.every(({ refused }) => refused === null)).toBe(true);
    expect([...recurringRun(ctx)]).toEqual([]);
    const dates = ctx.db.prepare<[], string>('SELECT issue_date FROM document ORDER BY rid').pluck().all();
    const settled = ids.flatMap((id) => recurringGet(ctx, { id }).settled.map(({ date }) => date));
    expect(settled.toSorted()).toEqual(dates.toSorted());
    const drafts = Number(ctx.db.prepare('SELECT count(*) FROM draft WHERE issued = 0 AND discarded_at IS NULL').pluck().get());
    return { dates, drafts, left: recurringDue(ctx, { limit: 0 }).total };
  } finally {
    ctx.db.close();
  }
}

describe('issuing by itself, killed in the middle (T65)', () => {
  it('before or after any statement: every date is issued once, none is left out, no draft stays behind, no number is lost', async () => {
    const two = ['2026-11-19', TODAY];
    const total = await statements();
    const sample = 24;
    for (let i = 0; i < sample; i += 1) {
      fresh();
      const ids = [daily('2026-11-19')];
      const at = Math.floor((i * total) / sample);
      const signal = await untilItDies(shared, { kind: 'recurring', at, when: i % 2 === 0 ? 'before' : 'after' });
      expect(signal, `statement ${at}`).toBe('SIGKILL');
      expect(afterwards(ids), `statement ${at}`).toEqual({ dates: two, drafts: 0, left: 0 });
      expect(wrongs(shared, null), `statement ${at}`).toEqual([]);
    }
  }, 300_000);

  it('two programs at once on the same books issue each date once', async () => {
    const ids = [daily('2026-11-14'), daily('2026-11-15')];
    const never = { kind: 'recurring', at: -1, when: 'before' };
    await Promise.all([inProcess(shared, never), inProcess(shared, never)]);
    expect(afterwards(ids).dates).toHaveLength(13);
    expect(wrongs(shared, null)).toEqual([]);
  }, 60_000);

  function fresh(): void {
    company.close();
    company = openCompany();
    shared = { file: company.file, key: company.key, ak: company.ctx.ak, customerId: addCustomer(company.ctx) };
  }

  /** How many statements two invoices take: the sample is spread over them. */
  async function statements(): Promise<number> {
    daily('2026-11-19');
    const { ctx } = company;
    const statement: { run: Function; get: Function; all: Function } = Object.getPrototypeOf(ctx.db.prepare('SELECT 1'));
    const real = { ...{ run: statement.run, get: statement.get, all: statement.all } };
    let n = 0;
    for (const name of ['run', 'get', 'all'] as const)
      statement[name] = function (this: object, ...params: unknown[]) {
        n += 1;
        return Reflect.apply(real[name], this, params) as unknown;
      };
    expect([...recurringRun(ctx)]).toHaveLength(2);
    Object.assign(statement, real);
    return n;
  }
});
