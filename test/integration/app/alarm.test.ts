// Signs of somebody else's code reach the record of open books, and cannot flood it.
import { expect, it } from 'vitest';
import { alarm } from '../../../main/app/alarm.ts';
import type { House } from '../../../main/app/house.ts';
import { openCompany } from '../../fixtures/company.ts';

function house(over: { open?: boolean; held?: boolean } = {}) {
  const { ctx } = openCompany();
  const time = { ms: 0 };
  const logged: string[] = [];
  const session = { db: ctx.db, ak: ctx.ak, user: ctx.actor, closed: false, readOnly: false, inner: {}, vault: { clock: { nowMs: () => Date.parse('2026-03-04T05:06:07Z') } } };
  const fake = {
    session: over.open === false ? null : session, gate: { held: over.held === true }, clock: { monotonicMs: () => time.ms },
    log: { info: (event: string) => logged.push(event), failure: (event: string) => logged.push(`${event} failed`) },
  };
  const records = (): unknown[] => ctx.db.prepare("SELECT action, actor FROM audit_log WHERE action LIKE 'security.%' ORDER BY seq").all();
  return { note: alarm(fake as unknown as House), time, logged, records, actor: ctx.actor.id };
}

it('e42, H12 a refused sender and opened developer tools are on the record, once a minute each', () => {
  const { note, time, records, logged, actor } = house();
  for (let n = 0; n < 500; n += 1) note('security.callRefused', 'unknown');
  note('security.devtools', 'window');
  time.ms += 60_000;
  note('security.callRefused', 'business.save');
  expect(records()).toEqual(['security.callRefused', 'security.devtools', 'security.callRefused'].map((action) => ({ action, actor })));
  expect(logged.length).toBe(502);
});

it('closed books and books an import is writing to are left alone; the log has it', () => {
  for (const state of [{ open: false }, { held: true }]) {
    const { note, records, logged } = house(state);
    note('security.devtools', 'window');
    expect(records()).toEqual([]);
    expect(logged).toEqual(['security.devtools']);
  }
});
