// Reads the log behind the people who write it and tells what is worth an alert. How far it read is written down together with what it learned and told, so a crash loses nothing and tells nothing twice. Pure of electron; called by main/app/alertFeed.ts, the bench and tests.
import { chainBroken, type BackupStanding } from '../../domain/alertGuard.ts';
import { clockBack } from '../../domain/alertEntry.ts';
import type { AlertRule, Finding } from '../../domain/alertRules.ts';
import { type ActRow, ACTS_AT_ONCE, actsAfter, readWatch, saveWatch } from '../repo/alerts.ts';
import { type Evidence, isWatched, readAlertSettings, tellAlert } from './alerts.ts';
import { type Habits, openHabits } from './alertHabits.ts';
import { findingsOf, overdue } from './alertSight.ts';
import { type Ctx, localDate, transact } from './context.ts';

export interface AlertWatch {
  /** Looks at some records that nobody looked at yet. */
  look(ctx: Ctx): { told: AlertRule[]; more: boolean };
  /** What the clock says rather than the log; also writes down how far it is. */
  tick(ctx: Ctx, backup: BackupStanding | null): AlertRule[];
  /** The walk through the log, or a document against it, found a fault. */
  chainFault(ctx: Ctx, found: 'broken' | 'rolled-back'): AlertRule[];
  /** Writes down how far it is and what it learned; before the books close, and each minute. */
  save(ctx: Ctx): void;
}

const DAY_MS = 86_400_000;

/** After these the settings may be others. */
const SETS: ReadonlySet<string> = new Set(['settings.alerts', 'business.import']);

interface Told { finding: Finding; evidence: Evidence | null }
interface LocalTime { hour: number; day: string; dayNumber: number }

/** One watch for one unlocked database. */
export function openAlertWatch(db: Ctx['db']): AlertWatch {
  const state = readWatch(db);
  const habits: Habits = openHabits(db);
  const local = localTimes();
  let saved = state.seq;
  let settings = readAlertSettings({ db });
  /** Found and not yet told: a full disk must not lose it. */
  let pending: Told[] = [];

  const write = (ctx: Ctx): void => {
    saveWatch(ctx.db, state.seq, state.lastAt);
    habits.save(ctx.db, local(ctx.clock.now()).dayNumber);
  };
  /** Tells what is pending and writes down how far the log was read, both or neither. */
  const tell = (ctx: Ctx): AlertRule[] => {
    pending = pending.filter(({ finding }) => isWatched(finding.rule, settings));
    if (pending.length === 0) return [];
    const told = transact(ctx, () => {
      const rules = pending.flatMap(({ finding, evidence }) => tellAlert(ctx, finding, evidence) ?? []);
      write(ctx);
      return rules;
    });
    pending = [];
    saved = state.seq;
    return told;
  };
  const save = (ctx: Ctx): void => {
    tell(ctx);
    if (state.seq === saved && !habits.changed()) return;
    transact(ctx, () => write(ctx));
    saved = state.seq;
  };
  const clock = (act: ActRow, quiet: boolean): Finding | null => {
    const back = quiet || state.lastAt === '' ? null : clockBack(state.lastAt, act.at);
    // from here on the new time counts, or every later record would be told again
    if (back !== null || act.at > state.lastAt) state.lastAt = act.at;
    return back;
  };

  /** True while there may be more. */
  const read = (ctx: Ctx): boolean => {
    const acts = actsAfter(ctx.db, state.seq);
    for (const act of acts) {
      state.seq = act.seq;
      if (act.actor === 'system') continue;
      const quiet = act.seq <= state.quietThrough;
      const findings = findingsOf(act, { db: ctx.db, habits, thresholds: settings.thresholds, quiet, ...local(act.at) });
      if (SETS.has(act.action)) settings = readAlertSettings(ctx);
      const back = clock(act, quiet);
      const evidence = { seq: act.seq, actor: act.actor, entity: act.entity, entityId: act.entityId };
      for (const finding of back === null ? findings : [back, ...findings]) pending.push({ finding, evidence });
    }
    return acts.length === ACTS_AT_ONCE;
  };

  return {
    look(ctx) {
      const more = read(ctx);
      return { told: tell(ctx), more };
    },
    tick(ctx, backup) {
      const late = overdue(backup, ctx.clock.now(), settings.thresholds);
      if (late !== null) pending.push({ finding: late, evidence: null });
      const told = tell(ctx);
      save(ctx);
      return told;
    },
    chainFault(ctx, found) {
      pending.push({ finding: chainBroken(found), evidence: null });
      return tell(ctx);
    },
    save,
  };
}

/** Hour and day on this computer. Thousands of records lie within the same ten minutes, and dates are dear. */
function localTimes(): (at: string) => LocalTime {
  let known: { key: string; time: LocalTime } | null = null;
  return (at) => {
    const key = at.slice(0, 15);
    if (known?.key !== key) {
      const day = localDate(at);
      known = { key, time: { hour: new Date(at).getHours(), day, dayNumber: Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS) } };
    }
    return known.time;
  };
}
