// What the watch has learned: running counts by person, measure and hour or day. Kept in memory while the books are open; written down now and then together with how far the log was read. Called by main/service/alert*.ts and tests.
import type { Habit } from '../../domain/alertHabit.ts';
import type { Db } from '../db/open.ts';
import { readHabits, saveHabit } from '../repo/alerts.ts';

/** By hour of the day. */
type HourMeasure = 'hour';
/** By day since 1970. */
type DayMeasure = 'login' | 'work' | 'void' | 'credit' | 'card' | 'export' | 'exported';
/** The newest number of a series: `series:period`, bucket 0. */
type NumberMeasure = `number:${string}`;
export type Measure = HourMeasure | DayMeasure | NumberMeasure;

/** A season: longer ago is another business. */
const SEASON_DAYS = 90;
const DAY_MEASURES: ReadonlySet<string> = new Set<DayMeasure>(['login', 'work', 'void', 'credit', 'card', 'export', 'exported']);

export interface Habits {
  add(actor: string, measure: Measure, bucket: number, n?: number): number;
  set(actor: string, measure: Measure, bucket: number, n: number): void;
  get(actor: string, measure: Measure, bucket: number): number;
  /** 24 counts. */
  hours(actor: string): number[];
  /** On how many days before `today` something was counted, within the season. */
  days(actor: string, measure: DayMeasure, today: number): number;
  /** Largest count of one day before `today`. */
  most(actor: string, measure: DayMeasure, today: number): number;
  /** Acts of one person before `today`, on the days this person worked at all; and the same of everybody. */
  habit(actor: string, measure: DayMeasure, today: number): { person: Habit; business: Habit };
  changed(): boolean;
  /** Writes what changed since the last time, and lets go of what is older than a season. Inside the caller's transaction. */
  save(db: Db, today: number): void;
}

/** Reads what was learned before. */
export function openHabits(db: Db): Habits {
  const known = new Map<string, Map<number, number>>();
  const dirty = new Map<string, Set<number>>();
  const keyOf = (actor: string, measure: string): string => `${measure}\n${actor}`;
  const bucketsOf = (actor: string, measure: string): Map<number, number> => {
    const key = keyOf(actor, measure);
    const found = known.get(key) ?? new Map<number, number>();
    if (!known.has(key)) known.set(key, found);
    return found;
  };
  for (const { actor, measure, bucket, n } of readHabits(db)) bucketsOf(actor, measure).set(bucket, n);
  const set = (actor: string, measure: string, bucket: number, n: number): void => {
    bucketsOf(actor, measure).set(bucket, n);
    const key = keyOf(actor, measure);
    dirty.set(key, (dirty.get(key) ?? new Set<number>()).add(bucket));
  };
  const before = (actor: string, measure: string, today: number): number[] =>
    [...(known.get(keyOf(actor, measure)) ?? [])].filter(([bucket]) => bucket < today && bucket >= today - SEASON_DAYS).map(([, n]) => n);
  const sum = (counts: readonly number[]): number => counts.reduce((all, n) => all + n, 0);
  const workers = (): string[] => [...known.keys()].filter((key) => key.startsWith('work\n')).map((key) => key.slice('work\n'.length));
  const habitOf = (actor: string, measure: DayMeasure, today: number): Habit => ({ acts: sum(before(actor, measure, today)), days: before(actor, 'work', today).length });

  return {
    add(actor, measure, bucket, n = 1) {
      const next = (known.get(keyOf(actor, measure))?.get(bucket) ?? 0) + n;
      set(actor, measure, bucket, next);
      return next;
    },
    set,
    get: (actor, measure, bucket) => known.get(keyOf(actor, measure))?.get(bucket) ?? 0,
    hours: (actor) => Array.from({ length: 24 }, (_, hour) => known.get(keyOf(actor, 'hour'))?.get(hour) ?? 0),
    days: (actor, measure, today) => before(actor, measure, today).length,
    most: (actor, measure, today) => Math.max(0, ...before(actor, measure, today)),
    habit(actor, measure, today) {
      const all = workers().map((one) => habitOf(one, measure, today));
      return { person: habitOf(actor, measure, today), business: { acts: sum(all.map(({ acts }) => acts)), days: sum(all.map(({ days }) => days)) } };
    },
    changed: () => dirty.size > 0,
    save(db, today) {
      for (const [key, buckets] of known) {
        const [measure = '', actor = ''] = key.split('\n');
        const old = DAY_MEASURES.has(measure) ? [...buckets.keys()].filter((bucket) => bucket < today - SEASON_DAYS) : [];
        for (const bucket of old) {
          buckets.delete(bucket);
          saveHabit(db, { actor, measure, bucket, n: 0 });
        }
        for (const bucket of dirty.get(key) ?? []) if (buckets.has(bucket)) saveHabit(db, { actor, measure, bucket, n: buckets.get(bucket) ?? 0 });
      }
      dirty.clear();
    },
  };
}
