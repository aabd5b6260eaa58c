// Time and order statistics. Things that are compared take turns in every round, so that a busy moment of the machine meets them all alike.

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2;
}

export function smallest(values: readonly number[]): number {
  return quantile(values, 0);
}

/** Milliseconds that `work` takes. */
export function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

export async function timedAsync(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Per name one figure per round; the order turns round every time. The first round warms up and is not counted. */
export async function takeTurns<N extends string>(rounds: number, subjects: Readonly<Record<N, () => number | Promise<number>>>): Promise<Record<N, number[]>> {
  // Object.keys forgets the names' type
  const names = Object.keys(subjects) as N[];
  const taken = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<N, number[]>;
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const figure = await subjects[name]();
      if (round > 0) taken[name].push(figure);
    }
  }
  return taken;
}

/** Median over the rounds of one figure divided by the other of the same round. */
export function ratio(above: readonly number[], below: readonly number[]): number {
  return median(above.map((figure, round) => figure / (below[round] ?? Number.NaN)));
}

export function ms(value: number): string {
  return `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toFixed(3)} ms`;
}
