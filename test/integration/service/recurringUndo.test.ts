// Taking back that a due date was left out or made into a draft: the date is due again, nothing is billed twice, and both stay written down.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftsDiscard, draftsGet, draftsList, draftsRestore, draftsSave } from '../../../main/service/drafts.ts';
import { invoicesIssue } from '../../../main/service/issue.ts';
import { recurringAdopt, recurringEnd, recurringGet, recurringPause, recurringSave, recurringStart } from '../../../main/service/recurring.ts';
import { clockBack, recurringDecide, recurringDue, recurringRun } from '../../../main/service/recurringDue.ts';
import { recurringUndo } from '../../../main/service/recurringUndo.ts';
import { addCustomer, type Company, draftBody, openCompany } from '../../fixtures/company.ts';

let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());
const on = (day: string) => company.setNow(`${day}T09:00:00.000Z`);

function begun(anchor: string, schedule: object = {}, mode: 'approve' | 'auto' = 'approve'): string {
  const { ctx } = company;
  const draft = draftsSave(ctx, { body: draftBody(addCustomer(ctx), { issueDate: anchor }) });
  const { id } = recurringAdopt(ctx, { id: null, draftId: draft.id, version: draft.version });
  const view = recurringGet(ctx, { id });
  const { version } = recurringSave(ctx, { id, version: view.version, schedule: { ...view.schedule, ...schedule }, mode, prices: [] });
  recurringStart(ctx, { id, version });
  return id;
}
const get = (id: string) => recurringGet(company.ctx, { id });
const due = () => recurringDue(company.ctx, { limit: 50 }).rows.map(({ date }) => date);
const decide = (id: string, date: string, decision: 'issue' | 'draft' | 'skip') => recurringDecide(company.ctx, { id, date, decision });
const undo = (id: string, date: string, turn = 1) => recurringUndo(company.ctx, { id, date, turn });
const standing = (id: string) => { const { state, nextDate, made, settled } = get(id); return { state, nextDate, made, settled }; };
const count = (sql: string) => company.ctx.db.prepare<[], number>(sql).pluck().get() ?? -1;
const actions = (id: string) => company.ctx.db.prepare<[string], string>("SELECT action FROM audit_log WHERE entity_id = ? AND action LIKE 'recurring.%' ORDER BY seq").pluck().all(id);

describe('a date that was left out', () => {
  it('is due again, keeps its day (T62, T65), and may be decided once more', () => {
    on('2026-04-30');
    const id = begun('2026-01-31');
    decide(id, '2026-01-31', 'issue');
    const [was, list] = [standing(id), due()];
    expect(list).toEqual(['2026-02-28', '2026-03-31', '2026-04-30']);
    expect(decide(id, '2026-02-28', 'skip').turn).toBe(1);
    expect([get(id).undoable, due()]).toEqual(['2026-02-28', list.slice(1)]);
    undo(id, '2026-02-28');
    expect([standing(id), due(), get(id).undoable]).toEqual([was, list, null]);
    expect(decide(id, '2026-02-28', 'issue')).toMatchObject({ kind: 'issued', turn: 2 });
    expect(get(id)).toMatchObject({ made: 2, through: '2026-02-28', nextDate: '2026-03-31' });
    expect(actions(id).slice(-4)).toEqual(['recurring.issue', 'recurring.skip', 'recurring.undo', 'recurring.issue']);
    expect([count('SELECT count(*) FROM recurring_made'), count('SELECT count(*) FROM recurring_undone')]).toEqual([3, 1]);
  });

  it('is taken back once: a second time is refused, also when it was left out again meanwhile', () => {
    on('2026-03-01');
    const id = begun('2026-03-01');
    decide(id, '2026-03-01', 'skip');
    undo(id, '2026-03-01');
    expect(() => undo(id, '2026-03-01')).toThrow('UNDONE');
    decide(id, '2026-03-01', 'skip');
    expect(() => undo(id, '2026-03-01')).toThrow('UNDONE');
    expect(due()).toEqual([]);
    undo(id, '2026-03-01', 2);
    expect(due()).toEqual(['2026-03-01']);
  });

  it('after a newer decision only in turn: the newest first (T65)', () => {
    on('2026-03-20');
    const id = begun('2026-01-01');
    const was = standing(id);
    for (const date of ['2026-01-01', '2026-02-01', '2026-03-01']) decide(id, date, 'skip');
    expect(() => undo(id, '2026-01-01')).toThrow('DECIDED_LATER');
    expect(due()).toEqual([]);
    for (const date of ['2026-03-01', '2026-02-01', '2026-01-01']) undo(id, date);
    expect([standing(id), due()]).toEqual([was, ['2026-01-01', '2026-02-01', '2026-03-01']]);
  });

  it('decided out of order it is taken back without moving the others', () => {
    on('2026-03-20');
    const id = begun('2026-01-01');
    decide(id, '2026-02-01', 'issue');
    decide(id, '2026-01-01', 'skip');
    expect(get(id)).toMatchObject({ through: '2026-02-01', made: 1 });
    undo(id, '2026-01-01');
    expect([due(), get(id).made]).toEqual([['2026-01-01', '2026-03-01'], 0]);
    decide(id, '2026-01-01', 'issue');
    expect(get(id)).toMatchObject({ through: '2026-02-01', made: 2, nextDate: '2026-03-01' });
  });

  it('counts again for an end after so many, and one that had run out goes on (T64)', () => {
    on('2026-03-20');
    const id = begun('2026-01-01', { end: { kind: 'count', count: 2 } });
    decide(id, '2026-01-01', 'issue');
    decide(id, '2026-02-01', 'draft');
    expect(get(id)).toMatchObject({ state: 'done', made: 2 });
    undo(id, '2026-02-01');
    expect([get(id).state, get(id).made, due()]).toEqual(['on', 1, ['2026-02-01']]);
    decide(id, '2026-02-01', 'skip');
    expect(due()).toEqual(['2026-03-01']);
    undo(id, '2026-02-01', 2);
    expect(due()).toEqual(['2026-02-01']);
  });

  it('does not come back where the schedule rests, has ended, or would bring other dates with it', () => {
    on('2026-03-20');
    const paused = begun('2026-03-01');
    decide(paused, '2026-03-01', 'skip');
    recurringPause(company.ctx, { id: paused, version: get(paused).version, from: '2026-02-15', to: null });
    const ended = begun('2026-03-02');
    decide(ended, '2026-03-02', 'skip');
    recurringEnd(company.ctx, { id: ended, version: get(ended).version });
    const moved = begun('2026-02-01');
    for (const date of ['2026-03-01', '2026-02-01']) decide(moved, date, 'skip');
    recurringSave(company.ctx, { id: moved, version: get(moved).version, schedule: { ...get(moved).schedule, unit: 'week' }, mode: 'approve', prices: [] });
    const was = [paused, ended, moved].map(standing);
    for (const [id, date] of [[paused, '2026-03-01'], [ended, '2026-03-02'], [moved, '2026-02-01']] as const) expect(() => undo(id, date), date).toThrow('CONFLICT');
    expect([paused, ended, moved].map(standing)).toEqual(was);
    expect(count('SELECT count(*) FROM recurring_undone')).toBe(0);
  });

  it('no longer makes the clock look set back (T66); what goes out by itself goes out once (T67)', () => {
    on('2026-11-20');
    const id = begun('2026-11-20', { unit: 'day' }, 'auto');
    decide(id, '2026-11-20', 'skip');
    undo(id, '2026-11-20');
    expect(clockBack(company.ctx, '2026-11-19')).toBeNull();
    expect([...recurringRun(company.ctx)].map(({ date }) => date)).toEqual(['2026-11-20']);
    expect([...recurringRun(company.ctx)]).toEqual([]);
    expect(clockBack(company.ctx, '2026-11-19')).toBe('2026-11-20');
  });
});

describe('a date that was made into a draft', () => {
  const drafted = (id: string, date: string) => decide(id, date, 'draft').draftId ?? '';
  const drafts = () => draftsList(company.ctx, { q: '', after: null, limit: 10 }).total;

  it('is due again and its draft is gone, for good: both would bill it twice', () => {
    on('2026-03-20');
    const id = begun('2026-03-01');
    const was = standing(id);
    const draftId = drafted(id, '2026-03-01');
    expect([drafts(), get(id).undoable]).toEqual([1, '2026-03-01']);
    undo(id, '2026-03-01');
    expect([standing(id), due(), drafts()]).toEqual([was, ['2026-03-01'], 0]);
    expect(() => draftsRestore(company.ctx, { id: draftId })).toThrow('UNDONE');
    expect(drafts()).toBe(0);
  });

  it('stays settled once somebody wrote in the draft, threw it away, or issued it', () => {
    on('2026-03-20');
    const id = begun('2026-01-01');
    const written = drafted(id, '2026-01-01');
    draftsSave(company.ctx, { id: written, version: 1, body: { ...draftsGet(company.ctx, { id: written }).body, subject: 'Mine' } });
    expect(() => undo(id, '2026-01-01')).toThrow('DRAFT_CHANGED');
    const away = drafted(id, '2026-02-01');
    draftsDiscard(company.ctx, { id: away });
    expect(() => undo(id, '2026-02-01')).toThrow('DRAFT_CHANGED');
    const issued = drafted(id, '2026-03-01');
    invoicesIssue(company.ctx, { draftId: issued, version: 1, acceptWarnings: true });
    expect(() => undo(id, '2026-03-01')).toThrow('ALREADY_ISSUED');
    expect([due(), get(id).undoable, count('SELECT count(*) FROM recurring_undone')]).toEqual([[], null, 0]);
  });

  it('an issued date and the invoice it began with are never taken back', () => {
    on('2026-03-20');
    const id = begun('2026-03-01');
    decide(id, '2026-03-01', 'issue');
    expect(() => undo(id, '2026-03-01')).toThrow('ALREADY_ISSUED');
    expect(() => undo(id, '2026-04-01')).toThrow('UNDONE');
  });
});

describe('schema step 134', () => {
  it('a decision and its taking back are never changed or removed, a date stands once, and a schedule goes back only for a date that is open again', () => {
    on('2026-03-20');
    const id = begun('2026-01-01');
    decide(id, '2026-01-01', 'issue');
    decide(id, '2026-02-01', 'skip');
    undo(id, '2026-02-01');
    decide(id, '2026-02-01', 'skip');
    for (const sql of [
      "UPDATE recurring_undone SET at = '2026-01-01T00:00:00.000Z'",
      'DELETE FROM recurring_undone',
      'INSERT OR REPLACE INTO recurring_undone SELECT * FROM recurring_undone',
      "INSERT INTO recurring_undone SELECT recurring_rid, date, turn, at, by, audit_seq FROM recurring_made WHERE kind = 'issued'",
      'DELETE FROM recurring_made',
      'INSERT OR REPLACE INTO recurring_made SELECT * FROM recurring_made',
      'INSERT INTO recurring_made SELECT recurring_rid, date, turn + 5, kind, NULL, NULL, at, by, audit_seq FROM recurring_made WHERE turn = 2',
      "UPDATE recurring SET through = '2026-01-31'",
      'UPDATE recurring SET made = 0',
    ]) expect(() => company.ctx.db.exec(sql), sql).toThrow('append-only');
  });

  it('the newest decision and the due dates are found by an index', () => {
    const plan = (sql: string) => company.ctx.db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all().map(({ detail }) => detail).join();
    expect(plan("SELECT m.date FROM recurring_made m WHERE m.kind <> 'origin' AND NOT EXISTS (SELECT 1 FROM recurring_undone u WHERE u.recurring_rid = m.recurring_rid AND u.date = m.date AND u.turn = m.turn) ORDER BY m.date DESC LIMIT 1")).toMatch(/recurring_made_newest(?!.*TEMP B-TREE)/);
    expect(plan("SELECT 1 FROM recurring_made WHERE draft_id = 'x'")).toMatch(/recurring_made_draft/);
  });
});
