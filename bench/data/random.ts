// A repeatable source of chance: the same company is made on every machine.

export interface Chance {
  /** 0 <= x < 1. */
  next(): number;
  /** 0 <= n < below. */
  int(below: number): number;
  pick<T>(list: readonly T[]): T;
}

/** mulberry32. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  const pick = <T>(list: readonly T[]): T => {
    const found = list[int(list.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  return { next, int, pick };
}
