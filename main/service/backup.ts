// Backups' places and settings, and how it stands with each. Where files lie and what is plugged in is main/app's; here is what the books know. Called by handlers, main/app/backups.ts and tests.
import { backupSettings, type BackupRun, type BackupSettings, type BackupState, type BackupTarget } from '../../contract/backup.ts';
import type { Parsed } from '../../contract/index.ts';
import { tooOld } from '../../domain/backupPlan.ts';
import { z } from 'zod';
import type { Db } from '../db/open.ts';
import { addTarget, agreeToKeep, booksSince, changesAfter, disagreeToKeep, failsAfter, lastGoodBackup, lastRun, listTargets, readTarget, removeTarget, type RunRow, saveTarget, type TargetRow, triesSince } from '../repo/backup.ts';
import { readSetting, writeSetting } from '../repo/business.ts';
import { drillView } from './backupDrill.ts';
import { faultOf } from './backupFault.ts';
import { audit, localDate, readTogether, transact, type Ctx } from './context.ts';
import { found, saved } from './problems.ts';

const KEY = 'backup';
const LATER = 'backupOfferLater';
const DAY_MS = 86_400_000;
const DAYS_SHOWN = 30;

/** Seven newest, fourteen days, eight weeks, twelve months, seven years: as long as invoices must be kept in most places. */
export const USUAL: BackupSettings = { when: { every: 'day', at: '12:30' }, onQuit: true, onStick: true, limitDays: 7, keep: { last: 7, daily: 14, weekly: 8, monthly: 12, yearly: 7 } };

export function readBackupSettings(db: Db): BackupSettings {
  return readSetting(db, KEY, backupSettings) ?? USUAL;
}

export function backupSaveSettings(ctx: Ctx, settings: Parsed<'backup.settings'>): Record<string, never> {
  return transact(ctx, () => {
    // Who agreed to one rule has not seen what another one removes.
    if (JSON.stringify(readBackupSettings(ctx.db).keep) !== JSON.stringify(settings.keep)) disagreeToKeep(ctx.db);
    writeSetting(ctx.db, KEY, settings);
    audit(ctx, 'backup.settings', 'settings', null, settings);
    return {};
  });
}

/** The offer after set-up is not made again. */
export function backupLater(ctx: Ctx): Record<string, never> {
  return transact(ctx, () => {
    writeSetting(ctx.db, LATER, true);
    audit(ctx, 'backup.later', 'settings', null, {});
    return {};
  });
}

export type NewTarget = Pick<TargetRow, 'id' | 'kind' | 'label' | 'place' | 'below' | 'program'>;

/** A place from now on; its marker is written already. The log names it by its id and kind: a path could name a person. */
export function backupAdd(ctx: Ctx, target: NewTarget): { id: string } {
  return transact(ctx, () => {
    addTarget(ctx.db, { ...target, addedAt: ctx.clock.now() });
    audit(ctx, 'backup.target.add', 'backupTarget', target.id, { kind: target.kind, label: target.label });
    return { id: target.id };
  });
}

/** CONFLICT when the version is not the newest. */
export function backupSave(ctx: Ctx, { id, version, label, enabled }: Parsed<'backup.save'>): { version: number } {
  return transact(ctx, () => {
    found(readTarget(ctx.db, id));
    const next = saved(saveTarget(ctx.db, { id, version, label, enabled: Number(enabled) }));
    audit(ctx, 'backup.target.save', 'backupTarget', id, { label, enabled });
    return { version: next };
  });
}

/** Nothing on the place is touched: the backups there stay good. */
export function backupRemove(ctx: Ctx, { id }: Parsed<'backup.remove'>): Record<string, never> {
  return transact(ctx, () => {
    if (!removeTarget(ctx.db, id, ctx.clock.now())) found(undefined);
    audit(ctx, 'backup.target.remove', 'backupTarget', id, {});
    return {};
  });
}

/** The owner has seen what keeping by the rule removes there. */
export function backupKeepAgree(ctx: Ctx, { id }: Parsed<'backup.keepAgree'>): Record<string, never> {
  return transact(ctx, () => {
    if (!agreeToKeep(ctx.db, id, ctx.clock.now())) found(undefined);
    audit(ctx, 'backup.target.keep', 'backupTarget', id, {});
    return {};
  });
}

/** What the disk says of a place; from main/app. */
export type Seen = Pick<BackupTarget, 'presence' | 'sameDisk' | 'free' | 'size' | 'fileSystem'> & { place?: string };

/** The whole Backups screen but its history. */
export function backupState(ctx: Ctx, seen: (id: string) => Seen, running: BackupState['running'], nowMs: number): BackupState {
  return readTogether(ctx, () => {
    const settings = readBackupSettings(ctx.db);
    const targets = listTargets(ctx.db).map((row) => targetView(ctx.db, row, seen(row.id), nowMs));
    const newest = lastGoodBackup(ctx.db);
    const began = Date.parse(booksSince(ctx.db) ?? ctx.clock.now());
    const drill = drillView(ctx.db);
    return {
      targets, running, settings,
      lastGoodAt: newest?.at ?? null,
      since: changesAfter(ctx.db, newest?.headSeq ?? 0),
      inPlaces: newest === undefined ? 0 : targets.filter((target) => !isLost(target) && holdsAll(ctx.db, target.id, newest)).length,
      tooOld: tooOld(newest === undefined ? null : Date.parse(newest.at), began, settings.limitDays, nowMs),
      failing: targets.filter(({ enabled, fails }) => enabled && fails >= 2).length,
      drill,
      drillDueOn: newest === undefined ? null : localDate(new Date(Math.max(nowMs, drill === null ? nowMs : Date.parse(drill.at) + 30 * DAY_MS)).toISOString()),
      offer: targets.length === 0 && readSetting(ctx.db, LATER, z.boolean()) !== true,
    };
  });
}

/** A stick may lie in a drawer and a share may sleep; a folder that is gone, and a place where something else lies now, hold nothing for all we know. */
function isLost({ kind, presence }: Pick<BackupTarget, 'kind' | 'presence'>): boolean {
  return presence === 'other' || (kind === 'folder' && presence === 'away');
}

/** Whether everything that the newest backup holds is at this place too. A backup's own records and logins between the two are no change of the books. */
function holdsAll(db: Db, id: string, newest: RunRow): boolean {
  const target = readTarget(db, id);
  const last = target && lastRun(db, target.rid, 'backup', true);
  return last !== undefined && changesAfter(db, last.headSeq ?? 0) === changesAfter(db, newest.headSeq ?? 0);
}

function targetView(db: Db, row: TargetRow, seen: Seen, nowMs: number): BackupTarget {
  const last = lastRun(db, row.rid, 'backup', false);
  const good = lastRun(db, row.rid, 'backup', true);
  const { place, ...found } = seen;
  return {
    ...found, id: row.id, version: row.version, kind: row.kind, label: row.label, place: (place ?? row.place).slice(-300), program: row.program, enabled: row.enabled === 1,
    last: last === undefined ? null : runView(last), lastGood: good === undefined ? null : runView(good), scrubbedAt: lastRun(db, row.rid, 'scrub', true)?.at ?? null,
    fails: failsAfter(db, row.rid, good?.rid ?? 0), days: daysOf(db, row, nowMs), keepAgreed: row.keepAgreedAt !== null,
  };
}

/** A day with a good backup is good, whatever failed on it. */
function daysOf(db: Db, row: TargetRow, nowMs: number): BackupTarget['days'] {
  const days = Array.from({ length: DAYS_SHOWN }, (_, i) => localDate(new Date(nowMs - (DAYS_SHOWN - 1 - i) * DAY_MS).toISOString()));
  const states = new Map<string, 'good' | 'failed'>();
  for (const { at, ok } of triesSince(db, row.rid, new Date(nowMs - DAYS_SHOWN * DAY_MS).toISOString())) {
    const day = localDate(at);
    if (ok === 1 || !states.has(day)) states.set(day, ok === 1 ? 'good' : 'failed');
  }
  return [...new Set(days)].map((day) => ({ day, state: states.get(day) ?? 'none' }));
}

const storedFigures = z.object({ records: z.number().int().min(0), documents: z.number().int().min(0) });

export function runView(row: RunRow): BackupRun {
  const holds = row.figures === null ? undefined : storedFigures.safeParse(JSON.parse(row.figures)).data;
  return {
    id: row.id, target: row.target, label: row.label, act: row.act, cause: row.cause, ok: row.ok === 1, code: faultOf(row.code), at: row.at, by: row.by, bytes: row.bytes,
    holds: holds === undefined ? null : { records: holds.records, documents: holds.documents }, n: row.n, ms: row.ms,
  };
}
