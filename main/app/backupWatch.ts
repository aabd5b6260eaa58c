// Begins backups, drills and scrubs by themselves: on the schedule, when a known stick is plugged in, and after a failure again. One at a time. Pure of electron; main/app/backups.ts starts it.
import { type BackupWhen, backupDue, drillDue, type LocalMoment, mayTryAgain, scrubDue } from '../../domain/backupPlan.ts';

export interface Moment {
  ms: number;
  local: LocalMoment;
}
/** A place as the watch sees it. */
export interface WatchedTarget {
  id: string;
  kind: 'stick' | 'folder' | 'network';
  enabled: boolean;
  here: boolean;
  lastGood: Moment | null;
  /** Whether the books changed since. */
  changed: boolean;
  lastTryMs: number | null;
  /** Failures since the last good one, whatever they were. */
  tries: number;
  scrubbedMs: number | null;
  firstGoodMs: number | null;
}
export interface WatchFacts {
  now: Moment;
  when: BackupWhen;
  onStick: boolean;
  targets: readonly WatchedTarget[];
  drillMs: number | null;
}
export type WatchAct = { what: 'backup'; cause: 'schedule' | 'stick'; targets: string[] } | { what: 'drill'; target: string } | { what: 'scrub'; target: string };

const DAY_MS = 86_400_000;

/** What is to be done now, if anything: sticks that just came first, then the schedule, then the scrub, then the drill. */
export function nextAct(facts: WatchFacts, cameIn: ReadonlySet<string>): WatchAct | null {
  const { now, when, onStick, targets, drillMs } = facts;
  const wanted = targets.filter(({ enabled, changed, lastGood }) => enabled && (changed || lastGood === null));
  const sticks = wanted.filter(({ id, here }) => onStick && here && cameIn.has(id));
  if (sticks.length > 0) return { what: 'backup', cause: 'stick', targets: sticks.map(({ id }) => id) };
  const due = wanted.filter((target) => backupDue(when, now, target.lastGood) && mayTry(target, now.ms));
  if (due.length > 0) return { what: 'backup', cause: 'schedule', targets: due.map(({ id }) => id) };
  const filled = targets.filter(({ enabled, here, lastGood }) => enabled && here && lastGood !== null);
  const scrub = filled.find(({ scrubbedMs, firstGoodMs }) => scrubDue(scrubbedMs ?? firstGoodMs, now.ms));
  if (scrub !== undefined) return { what: 'scrub', target: scrub.id };
  const drill = filled.toSorted((a, b) => (b.lastGood?.ms ?? 0) - (a.lastGood?.ms ?? 0))[0];
  if (drill !== undefined && drillDue(drillMs, now.ms)) return { what: 'drill', target: drill.id };
  return null;
}

/** A stick in a drawer is noted once a day, so that the history says why there is no backup; everything else is tried again, less and less often. */
function mayTry({ here, kind, tries, lastTryMs }: WatchedTarget, nowMs: number): boolean {
  if (lastTryMs === null) return here || kind !== 'stick';
  if (!here && kind === 'stick') return nowMs - lastTryMs >= DAY_MS || lastTryMs > nowMs + DAY_MS;
  return mayTryAgain(tries, lastTryMs, nowMs);
}

export interface WatchDeps {
  /** Something else works on the books, or they cannot be written: come again later. */
  busy(): boolean;
  /** Looks where the places are; answers which of them just appeared. `thorough`: also those that cannot be plugged in. */
  look(thorough: boolean): Promise<ReadonlySet<string>>;
  facts(): WatchFacts;
  /** Whether a place that can be plugged in is set up at all. */
  hasSticks(): boolean;
  begin(act: WatchAct): Promise<void>;
  failed(error: unknown): void;
}
export interface BackupWatch {
  start(deps: WatchDeps): void;
  stop(): void;
  /** Look at once: a place was added, or a backup ended. */
  wake(): void;
}

/** After login, before anything begins: the person comes first. */
const FIRST_MS = 12_000;
/** Between two looks at where drives are. */
const LOOK_MS = 4_000;
/** Every so many looks the folders and shares are looked at as well. */
const THOROUGH_EVERY = 15;

export function backupWatch(firstMs = FIRST_MS, lookMs = LOOK_MS): BackupWatch {
  let timer: NodeJS.Timeout | null = null;
  let current: WatchDeps | null = null;
  let looks = 0;

  const again = (ms: number): void => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void tick(), ms);
  };
  async function tick(): Promise<void> {
    const deps = current;
    if (deps === null) return;
    try {
      const thorough = looks % THOROUGH_EVERY === 0;
      looks += 1;
      if (!deps.busy() && (thorough || deps.hasSticks())) {
        const cameIn = await deps.look(thorough);
        if (current !== deps || deps.busy()) return;
        const act = thorough || cameIn.size > 0 ? nextAct(deps.facts(), cameIn) : null;
        if (act !== null) {
          looks = 0; // when it is over, there may be more to do
          await deps.begin(act);
        }
      }
    } catch (error) {
      deps.failed(error);
    } finally {
      if (current === deps) again(lookMs);
    }
  }
  return {
    start(deps) {
      current = deps;
      looks = 0;
      again(firstMs);
    },
    stop() {
      if (timer) clearTimeout(timer);
      timer = null;
      current = null;
    },
    wake() {
      looks = 0;
      if (current !== null) again(lookMs);
    },
  };
}
