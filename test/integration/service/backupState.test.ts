// What the books say about backups: places, tries, what no backup holds yet, the drill and the warning. The work itself is main/backup's.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import type { BackupFigures, MadeOutcome } from '../../../main/backup/outcome.ts';
import { listRuns } from '../../../main/repo/backup.ts';
import { backupAdd, backupKeepAgree, backupLater, backupRemove, backupSave, backupSaveSettings, backupState, type Seen, USUAL } from '../../../main/service/backup.ts';
import { recordDrill } from '../../../main/service/backupDrill.ts';
import { backupHistory, recordBackups, recordKeep, recordScrub } from '../../../main/service/backupRuns.ts';
import { backupFacts, somethingToSave } from '../../../main/app/backupFacts.ts';
import { listTargets } from '../../../main/repo/backup.ts';
import { auditHead } from '../../../main/audit/chain.ts';
import { addCustomer, type Company, draftBody, issueInvoice, openCompany } from '../../fixtures/company.ts';

const DAY = 86_400_000;
const here: Seen = { presence: 'here', sameDisk: false, free: 1000, size: 2000, fileSystem: '' };
const figures: BackupFigures = { records: 40, documents: 3, customers: 1, items: 0, payments: 0, pdfs: 3, sums: [{ currency: 'EUR', amount: 12_300 }] };
const NOW = Date.parse('2026-11-20T12:00:00.000Z');
let company: Company;
beforeEach(() => {
  company = openCompany();
  company.setNow('2026-11-20T12:00:00.000Z');
});
afterEach(() => company.close());

const add = (label = 'Red stick', kind: 'stick' | 'folder' = 'stick'): string => backupAdd(company.ctx, { id: uuid(), kind, label, place: '/media/red/Billfold backups', below: 'Billfold backups', program: '' }).id;
const good = (target: string, name = 'a.bak', seq = 1): MadeOutcome => {
  const head = auditHead(company.ctx.db);
  return { ok: true, target, name, seq, bytes: 5000, sha256: 'f'.repeat(64), head: { epoch: head?.epoch ?? 1, seq: head?.seq ?? 0 }, figures, ms: 900 };
};
const bad = (target: string, code: string): MadeOutcome => ({ ok: false, target, code, stage: 'copy', ms: 5 });
const state = (nowMs = NOW) => backupState(company.ctx, () => here, null, nowMs);

describe('what would be lost', () => {
  it('everything before the first backup, nothing right after it, and each change of the books since; logins and the backup itself are none', () => {
    expect(state()).toMatchObject({ lastGoodAt: null, offer: true, targets: [] });
    const stick = add();
    recordBackups(company.ctx, 'person', [good(stick)]);
    expect(state()).toMatchObject({ since: 0, inPlaces: 1, offer: false });
    addCustomer(company.ctx);
    expect(state().since).toBe(1);
    recordBackups(company.ctx, 'schedule', [good(stick, 'b.bak', 2)]);
    expect(state()).toMatchObject({ since: 0, inPlaces: 1 });
  });
  it('counts the places that hold all of it, and only those', () => {
    const [one, two] = [add('One'), add('Two', 'folder')];
    recordBackups(company.ctx, 'person', [good(one), good(two)]);
    expect(state().inPlaces).toBe(2);
    addCustomer(company.ctx);
    recordBackups(company.ctx, 'person', [good(one, 'b.bak', 2), bad(two, 'TARGET_FULL')]);
    expect(state()).toMatchObject({ inPlaces: 1, since: 0 });
  });
  it('a folder that is gone or is another one now holds nothing; a stick in a drawer does', () => {
    const folder = add('Folder', 'folder');
    recordBackups(company.ctx, 'person', [good(folder)]);
    const seenAs = (presence: Seen['presence']) => backupState(company.ctx, () => ({ ...here, presence }), null, NOW).inPlaces;
    expect([seenAs('here'), seenAs('away'), seenAs('other')]).toEqual([1, 0, 0]);
    const stick = add('Stick');
    recordBackups(company.ctx, 'person', [good(stick, 'b.bak', 2)]);
    expect([seenAs('away'), seenAs('other')]).toEqual([1, 0]);
  });
  it('warns after the limit of days, by the last good one of any place', () => {
    const stick = add();
    recordBackups(company.ctx, 'person', [good(stick)]);
    expect(state(NOW + 6 * DAY).tooOld).toBe(false);
    expect(state(NOW + 8 * DAY).tooOld).toBe(true);
    backupSaveSettings(company.ctx, { ...USUAL, limitDays: 14 });
    expect(state(NOW + 8 * DAY).tooOld).toBe(false);
  });
});

describe('tries', () => {
  it('are never changed, each with its record in the log, also the ones that failed', () => {
    const stick = add();
    recordBackups(company.ctx, 'quit', [good(stick), bad(stick, 'TARGET_FULL')]);
    const said = company.ctx.db.prepare<[], string>("SELECT action FROM audit_log WHERE action LIKE 'backup.%' ORDER BY seq").pluck().all();
    expect(said).toEqual(['backup.target.add', 'backup.ok', 'backup.failed']);
    for (const sql of ['UPDATE backup_run SET ok = 1', 'DELETE FROM backup_run', 'INSERT OR REPLACE INTO backup_run SELECT * FROM backup_run LIMIT 1', 'DELETE FROM backup_target']) expect(() => company.ctx.db.exec(sql), sql).toThrow('append-only');
    expect(backupHistory(company.ctx, { before: null, limit: 1 })).toMatchObject({ more: true, rows: [{ code: 'TARGET_FULL', cause: 'quit', ok: false, holds: null }] });
    expect(backupHistory(company.ctx, { before: null, limit: 5 }).rows[1]).toMatchObject({ ok: true, holds: { records: 40, documents: 3 }, bytes: 5000 });
  });
  it('a place fails twice in a row before anybody is told; a stick in a drawer and Stop are no failures', () => {
    const stick = add();
    recordBackups(company.ctx, 'schedule', [bad(stick, 'TARGET_GONE'), bad(stick, 'TARGET_GONE'), bad(stick, 'CANCELLED'), bad(stick, 'TARGET_FULL')]);
    expect(state().failing).toBe(0);
    recordBackups(company.ctx, 'schedule', [bad(stick, 'TARGET_IO')]);
    expect(state()).toMatchObject({ failing: 1, targets: [{ fails: 2 }] });
    recordBackups(company.ctx, 'schedule', [good(stick)]);
    expect(state().failing).toBe(0);
  });
  it('a code of a later version is shown as a failure, not as nothing', () => {
    const stick = add();
    recordBackups(company.ctx, 'schedule', [bad(stick, 'SOMETHING_NEW')]);
    expect(state().targets[0]?.last).toMatchObject({ ok: false, code: 'UNKNOWN' });
  });
  it('the last thirty days show the good ones, whatever failed on the same day', () => {
    const stick = add();
    recordBackups(company.ctx, 'schedule', [bad(stick, 'TARGET_IO'), good(stick), bad(stick, 'TARGET_IO')]);
    const days = state().targets[0]?.days ?? [];
    expect([days.length, days.at(-1)?.state, days.at(-2)?.state]).toEqual([30, 'good', 'none']);
  });
  it('a scrub and a removal are on the record; removing nothing leaves none', () => {
    const stick = add();
    recordScrub(company.ctx, { target: stick, checked: 3, code: '', name: '', ms: 10 });
    recordKeep(company.ctx, { target: stick, removed: [], code: '', ms: 1 });
    recordKeep(company.ctx, { target: stick, removed: ['x.bak'], code: '', ms: 1 });
    expect(listRuns(company.ctx.db, null, 10).map(({ act, n }) => [act, n])).toEqual([['prune', 1], ['scrub', 3]]);
  });
});

describe('places', () => {
  it('one that is taken out stays in the history and comes back under its own id', () => {
    const stick = add();
    recordBackups(company.ctx, 'person', [good(stick)]);
    backupRemove(company.ctx, { id: stick });
    expect(state().targets).toEqual([]);
    expect(backupHistory(company.ctx, { before: null, limit: 5 }).rows[0]?.label).toBe('Red stick');
    backupAdd(company.ctx, { id: stick, kind: 'stick', label: 'Again', place: '/x', below: '', program: '' });
    expect(state().targets).toMatchObject([{ id: stick, label: 'Again', enabled: true, lastGood: { ok: true } }]);
  });
  it('is renamed and switched off, never by an old version of itself', () => {
    const stick = add();
    expect(backupSave(company.ctx, { id: stick, version: 1, label: 'Blue', enabled: false })).toEqual({ version: 2 });
    expect(() => backupSave(company.ctx, { id: stick, version: 1, label: 'Old', enabled: true })).toThrow('CONFLICT');
    expect(() => backupRemove(company.ctx, { id: uuid() })).toThrow('NOT_FOUND');
  });
  it('nothing is removed from a place before the owner agreed to it', () => {
    const stick = add();
    expect(state().targets[0]?.keepAgreed).toBe(false);
    backupKeepAgree(company.ctx, { id: stick });
    expect(state().targets[0]?.keepAgreed).toBe(true);
    backupSaveSettings(company.ctx, { ...USUAL, limitDays: 3 });
    expect(state().targets[0]?.keepAgreed).toBe(true);
    backupSaveSettings(company.ctx, { ...USUAL, keep: { ...USUAL.keep, yearly: 0 } });
    expect(state().targets[0]?.keepAgreed).toBe(false); // another rule removes other things
  });
  it('the offer after set-up is made until somebody says later', () => {
    backupLater(company.ctx);
    expect(state().offer).toBe(false);
  });
});

describe('a drill', () => {
  it('compares every count and sum with what the live books had at that moment, not with what they have now', () => {
    const stick = add();
    recordBackups(company.ctx, 'person', [good(stick)]);
    issueInvoice(company.ctx, draftBody(addCustomer(company.ctx), {}));
    recordDrill(company.ctx, 'person', { ok: true, target: stick, name: 'a.bak', figures, seals: null, live: null, ms: 1200 });
    expect(state().drill).toMatchObject({ ok: true, code: '', label: 'Red stick' });
    expect(state().drill?.compared).toContainEqual({ what: 'sum', currency: 'EUR', live: 12_300, copy: 12_300 });
  });
  it('holds the copy against what the live books still have of that moment, where that can be counted', () => {
    const stick = add();
    recordBackups(company.ctx, 'person', [good(stick)]);
    recordDrill(company.ctx, 'person', { ok: true, target: stick, name: 'a.bak', figures, seals: null, live: { ...figures, documents: 2 }, ms: 1 });
    expect(state().drill?.compared.filter(({ live, copy }) => live !== copy)).toEqual([{ what: 'documents', currency: null, live: 2, copy: 3 }]);
  });
  it('of a backup that these books never wrote down (they were restored from it) still compares what can be counted', () => {
    const stick = add();
    recordDrill(company.ctx, 'person', { ok: true, target: stick, name: 'unknown.bak', figures, seals: null, live: { ...figures, records: 39 }, ms: 1 });
    expect(state().drill).toMatchObject({ ok: false, code: 'DIFFERENT', backupAt: null });
  });
  it('fails by one cent, and says which figure', () => {
    const stick = add();
    recordBackups(company.ctx, 'person', [good(stick)]);
    recordDrill(company.ctx, 'schedule', { ok: true, target: stick, name: 'a.bak', figures: { ...figures, sums: [{ currency: 'EUR', amount: 12_299 }] }, seals: null, live: null, ms: 1 });
    expect(state().drill).toMatchObject({ ok: false, code: 'DIFFERENT' });
    expect(state().drill?.compared.filter(({ live, copy }) => live !== copy)).toEqual([{ what: 'sum', currency: 'EUR', live: 12_300, copy: 12_299 }]);
  });
  it('fails by one document or PDF whose seal does not fit any more', () => {
    const stick = add();
    recordBackups(company.ctx, 'person', [good(stick)]);
    recordDrill(company.ctx, 'person', { ok: true, target: stick, name: 'a.bak', figures, seals: { all: 6, fitting: 5 }, live: null, ms: 1 });
    expect(state().drill).toMatchObject({ ok: false, code: 'DIFFERENT' });
    expect(state().drill?.compared.at(-1)).toEqual({ what: 'seals', currency: null, live: 6, copy: 5 });
  });
  it('that could not open the copy says why', () => {
    const stick = add();
    recordDrill(company.ctx, 'person', { ok: false, target: stick, name: 'a.bak', code: 'BACKUP_TRUNCATED', ms: 1 });
    expect(state().drill).toMatchObject({ ok: false, code: 'BACKUP_TRUNCATED', compared: [] });
  });
});

it('after years of a backup an hour the screen is still quick: the last ones are found, not looked for', () => {
  const stick = add();
  recordBackups(company.ctx, 'schedule', [good(stick)]);
  const { db } = company.ctx;
  db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
    INSERT INTO backup_run (id, target_rid, act, cause, ok, code, stage, name, backup_seq, bytes, sha256, head_epoch, head_seq, figures, n, ms, audit_seq, at, by)
    SELECT printf('%036d', i), target_rid, act, cause, ok, code, stage, name || i, backup_seq, bytes, sha256, head_epoch, head_seq, figures, n, ms, audit_seq, strftime('%Y-%m-%dT%H:00:00.000Z', '2026-11-20', printf('-%d hours', 60000 - i)), by FROM backup_run, n`);
  state(); // statements are made ready once
  const began = performance.now();
  for (let i = 0; i < 5; i += 1) {
    state();
    backupFacts(db, () => true, NOW);
  }
  expect((performance.now() - began) / 5).toBeLessThan(60);
});

describe('what decides about the next backup', () => {
  it('is whether the books changed since the last good one of that place', () => {
    const stick = add();
    const facts = () => backupFacts(company.ctx.db, () => true, NOW).targets[0];
    expect(facts()).toMatchObject({ changed: true, lastGood: null, tries: 0 });
    recordBackups(company.ctx, 'person', [good(stick)]);
    expect(facts()).toMatchObject({ changed: false, tries: 0 });
    expect(somethingToSave(company.ctx.db, listTargets(company.ctx.db))).toBe(false);
    addCustomer(company.ctx);
    recordBackups(company.ctx, 'schedule', [bad(stick, 'TARGET_GONE')]);
    expect(facts()).toMatchObject({ changed: true, tries: 1 });
    expect(somethingToSave(company.ctx.db, listTargets(company.ctx.db))).toBe(true);
  });
});
