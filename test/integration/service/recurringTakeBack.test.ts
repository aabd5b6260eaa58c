// Undo of a pause, an end and of going on: everything as it was, as long as nothing came of it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftsSave } from '../../../main/service/drafts.ts';
import { recurringAdopt, recurringEnd, recurringGet, recurringPause, recurringResume, recurringStart, recurringTakeBack } from '../../../main/service/recurring.ts';
import { recurringDecide, recurringDue } from '../../../main/service/recurringDue.ts';
import { addCustomer, type Company, draftBody, openCompany } from '../../fixtures/company.ts';

let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());
const on = (day: string) => company.setNow(`${day}T09:00:00.000Z`);

function begun(anchor: string): string {
  const { ctx } = company;
  const draft = draftsSave(ctx, { body: draftBody(addCustomer(ctx), { issueDate: anchor }) });
  const { id } = recurringAdopt(ctx, { id: null, draftId: draft.id, version: draft.version });
  recurringStart(ctx, { id, version: recurringGet(ctx, { id }).version });
  return id;
}
const get = (id: string) => recurringGet(company.ctx, { id });
/** What a screen remembers of it before a step. */
const before = (id: string) => ({ state: get(id).state === 'ended' ? ('ended' as const) : ('on' as const), pauses: get(id).pauses });
const standing = (id: string) => { const { state, pauses, nextDate, made, through } = get(id); return { state, pauses, nextDate, made, through }; };
const due = () => recurringDue(company.ctx, { limit: 50 }).rows.map(({ date }) => date);

describe('taking a decision about a recurring invoice back', () => {
  it('undoes a pause that began in the past: its dates are due again', () => {
    on('2026-03-20');
    const id = begun('2026-03-01');
    const [was, list, then] = [standing(id), due(), before(id)];
    const { version } = recurringPause(company.ctx, { id, version: get(id).version, from: '2026-02-15', to: null });
    expect(due()).toEqual([]);
    recurringTakeBack(company.ctx, { id, version, ...then });
    expect([standing(id), due()]).toEqual([was, list]);
    expect(list).toEqual(['2026-03-01']);
  });

  it('undoes an end, and going on after a pause', () => {
    on('2026-03-20');
    const id = begun('2026-03-31');
    const [was, then] = [standing(id), before(id)];
    const ended = recurringEnd(company.ctx, { id, version: get(id).version });
    recurringTakeBack(company.ctx, { id, version: ended.version, ...then });
    expect(standing(id)).toEqual(was);
    recurringPause(company.ctx, { id, version: get(id).version, from: '2026-03-01', to: null });
    const [paused, rest] = [standing(id), before(id)];
    const resumed = recurringResume(company.ctx, { id, version: get(id).version });
    expect(get(id).state).toBe('on');
    recurringTakeBack(company.ctx, { id, version: resumed.version, ...rest });
    expect(standing(id)).toEqual(paused);
  });

  it('refuses once an invoice came of it, and for one that was never begun', () => {
    on('2026-03-01');
    const id = begun('2026-03-01');
    recurringPause(company.ctx, { id, version: get(id).version, from: '2026-02-01', to: '2026-02-10' });
    const then = before(id);
    const { version } = recurringPause(company.ctx, { id, version: get(id).version, from: '2026-05-01', to: '2026-05-31' });
    expect(recurringDecide(company.ctx, { id, date: '2026-03-01', decision: 'issue' }).kind).toBe('issued');
    const was = standing(id);
    expect(() => recurringTakeBack(company.ctx, { id, version, ...then })).toThrow('CONFLICT');
    expect(standing(id)).toEqual(was);
    const draft = draftsSave(company.ctx, { body: draftBody(addCustomer(company.ctx), { issueDate: '2026-03-05' }) });
    const fresh = recurringAdopt(company.ctx, { id: null, draftId: draft.id, version: draft.version }).id;
    expect(() => recurringTakeBack(company.ctx, { id: fresh, version: get(fresh).version, state: 'on', pauses: [] })).toThrow('CONFLICT');
  });
});
