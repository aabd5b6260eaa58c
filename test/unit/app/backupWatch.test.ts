// What the watch begins by itself, and when: pure decisions, and the timer with a clock of the test.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { backupWatch, nextAct, type WatchAct, type WatchedTarget, type WatchFacts } from '../../../main/app/backupWatch.ts';

const at = (day: string, time: string) => ({ ms: Date.parse(`${day}T${time}:00Z`), local: { day, time } });
const NOW = at('2026-11-22', '14:00');
const stick: WatchedTarget = { id: 'stick', kind: 'stick', enabled: true, here: true, lastGood: at('2026-11-22', '13:00'), changed: true, lastTryMs: at('2026-11-22', '13:00').ms, tries: 0, scrubbedMs: NOW.ms, firstGoodMs: 0 };
const folder: WatchedTarget = { ...stick, id: 'folder', kind: 'folder' };
const facts = (targets: WatchedTarget[], more: Partial<WatchFacts> = {}): WatchFacts => ({ now: NOW, when: { every: 'day', at: '12:30' }, onStick: true, targets, drillMs: NOW.ms, ...more });
const none = new Set<string>();
const old = { lastGood: at('2026-11-21', '13:00'), lastTryMs: at('2026-11-21', '13:00').ms };

describe('what is begun', () => {
  it('nothing while every place is up to date', () => {
    expect(nextAct(facts([stick, folder]), none)).toBeNull();
  });
  it('a stick that was just plugged in gets a backup, unless nothing changed, it is switched off or the owner does not want that', () => {
    expect(nextAct(facts([stick, folder]), new Set(['stick']))).toEqual({ what: 'backup', cause: 'stick', targets: ['stick'] });
    expect(nextAct(facts([{ ...stick, changed: false }]), new Set(['stick']))).toBeNull();
    expect(nextAct(facts([{ ...stick, enabled: false }]), new Set(['stick']))).toBeNull();
    expect(nextAct(facts([stick], { onStick: false }), new Set(['stick']))).toBeNull();
  });
  it('the schedule takes every place that is due in one go, and leaves out books that did not change', () => {
    expect(nextAct(facts([{ ...stick, ...old }, { ...folder, ...old }]), none)).toEqual({ what: 'backup', cause: 'schedule', targets: ['stick', 'folder'] });
    expect(nextAct(facts([{ ...folder, ...old, changed: false }]), none)).toBeNull();
    expect(nextAct(facts([{ ...folder, ...old }], { when: { every: 'off', at: '12:30' } }), none)).toBeNull();
  });
  it('notes a stick in a drawer once a day, and tries a share that is gone again soon', () => {
    const away = { ...stick, ...old, here: false };
    expect(nextAct(facts([away]), none)).toEqual({ what: 'backup', cause: 'schedule', targets: ['stick'] });
    expect(nextAct(facts([{ ...away, tries: 1, lastTryMs: NOW.ms - 60_000 }]), none)).toBeNull();
    expect(nextAct(facts([{ ...folder, ...old, here: false, tries: 1, lastTryMs: NOW.ms - 11 * 60_000 }]), none)).not.toBeNull();
  });
  it('a scrub each week and a drill each month, from the newest backup, never from a place that is away', () => {
    expect(nextAct(facts([{ ...folder, scrubbedMs: NOW.ms - 8 * 86_400_000 }]), none)).toEqual({ what: 'scrub', target: 'folder' });
    expect(nextAct(facts([{ ...folder, lastGood: at('2026-11-22', '13:30') }, stick], { drillMs: null }), none)).toEqual({ what: 'drill', target: 'folder' });
    expect(nextAct(facts([{ ...folder, here: false }], { drillMs: null }), none)).toBeNull();
  });
});

describe('the timer', () => {
  afterEach(() => void vi.useRealTimers());
  const run = (over: { busy?: boolean; cameIn?: Set<string>; sticks?: boolean } = {}) => {
    vi.useFakeTimers();
    const begun: WatchAct[] = [];
    const failures: unknown[] = [];
    const looks: boolean[] = [];
    const watch = backupWatch(1000, 100);
    watch.start({
      busy: () => over.busy ?? false,
      look: (thorough) => Promise.resolve(looks.push(thorough)).then(() => over.cameIn ?? none),
      facts: () => facts([{ ...folder, ...old }, stick]), hasSticks: () => over.sticks ?? true,
      begin: (act) => Promise.resolve(void begun.push(act)), failed: (error) => void failures.push(error),
    });
    return { watch, begun, looks, failures };
  };
  it('leaves the first moments after login to the person, then begins what was missed', async () => {
    const { watch, begun } = run();
    await vi.advanceTimersByTimeAsync(900);
    expect(begun).toEqual([]);
    await vi.advanceTimersByTimeAsync(150);
    expect(begun).toEqual([{ what: 'backup', cause: 'schedule', targets: ['folder'] }]);
    watch.stop();
  });
  it('begins nothing while the books are busy, and after stop() never again', async () => {
    const { watch, begun, looks } = run({ busy: true });
    await vi.advanceTimersByTimeAsync(10_000);
    expect([begun, looks]).toEqual([[], []]);
    watch.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(begun).toEqual([]);
  });
  it('without a stick among the places drives are not looked at every few seconds', async () => {
    const { watch, looks } = run({ busy: false, sticks: false });
    await vi.advanceTimersByTimeAsync(1000);
    const first = looks.length;
    await vi.advanceTimersByTimeAsync(100);
    expect(looks.length - first).toBeLessThanOrEqual(1);
    watch.stop();
  });
});
