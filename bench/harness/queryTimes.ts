// Times every interactive query on two companies in turns: shared by the rows on growth, on the cipher's price and on the slowest one.
import type { Books } from '../data/books.ts';
import { queries, type Query } from '../queries.ts';
import type { Ctx } from '../../main/service/context.ts';
import { median, ms, ratio, timed } from './measure.ts';

export interface QueryTime {
  name: string;
  /** Milliseconds of one call: median over the rounds. */
  above: number;
  below: number;
  /** Median of the rounds' ratios. */
  ratio: number;
  /** Rows answered, where the answer has rows. */
  rows: readonly [above: number, below: number];
}

/** A batch lasts about this long, so that the clock's steps and single interruptions do not matter. */
const BATCH_MS = 8;
const MOST_CALLS = 200;
const AGAIN = 10;
const AGAIN_ROUNDS = 3;

export function compareQueries(above: Books, below: Books, rounds: number, tiny: boolean, list: (ctx: Ctx) => Query[] = queries): QueryTime[] {
  const ofBelow = list(below.ctx);
  const pairs = list(above.ctx).map((query, i) => ({ ...query, other: ofBelow[i]?.ask ?? query.ask }));
  const times = pairs.map((pair) => compare(pair, rounds, tiny));
  if (tiny) return times;
  // The worst of many is often only the unluckiest: the ones that look worst are measured again, longer, and that counts.
  const suspects = new Set([...times.toSorted((x, y) => y.ratio - x.ratio).slice(0, AGAIN), ...times.toSorted((x, y) => y.above - x.above).slice(0, AGAIN)].map((one) => one.name));
  return times.map((one, i) => {
    const pair = pairs[i];
    return pair !== undefined && suspects.has(one.name) ? compare(pair, rounds * AGAIN_ROUNDS, tiny) : one;
  });
}

interface Pair extends Query { other: () => unknown }

function compare({ name, ask, other }: Pair, rounds: number, tiny: boolean): QueryTime {
  const [a, b] = tiny ? [1, 1] : [warm(ask), warm(other)];
  const [timesA, timesB]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const turns: (() => void)[] = [() => void timesA.push(batch(ask, a)), () => void timesB.push(batch(other, b))];
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) turn();
  }
  return { name, above: median(timesA), below: median(timesB), ratio: ratio(timesA, timesB), rows: [rowsIn(ask()), rowsIn(other())] };
}

/** How much an answer holds; one for what is not a list. */
function rowsIn(answer: unknown): number {
  if (typeof answer !== 'object' || answer === null) return 1;
  if ('rows' in answer && Array.isArray(answer.rows)) return answer.rows.length;
  if ('sections' in answer && Array.isArray(answer.sections)) return answer.sections.reduce((sum: number, section) => sum + rowsIn(section), 0);
  return 1;
}

/** Fills caches and says how many calls make a batch. */
function warm(ask: () => unknown): number {
  for (let i = 0; i < 20; i += 1) ask();
  const once = Math.max(0.001, timed(ask));
  return Math.max(1, Math.min(MOST_CALLS, Math.round(BATCH_MS / once)));
}

function batch(ask: () => unknown, calls: number): number {
  return timed(() => {
    for (let i = 0; i < calls; i += 1) ask();
  }) / calls;
}

/** The worst few by a figure, in words. */
export function worst(times: readonly QueryTime[], by: 'ratio' | 'above', count = 4): string {
  const top = times.toSorted((a, b) => b[by] - a[by]).slice(0, count);
  return top.map((one) => (by === 'ratio' ? `${one.name} ${one.ratio.toFixed(2)} (${ms(one.above)})` : `${one.name} ${ms(one.above)}`)).join('; ');
}

/** How many times longer an answer must be to count as another answer. */
const MORE = 1.5;

/** As the list of goals says of statements: an answer that itself holds more rows may take longer. Those are judged by what a row costs. */
export function growthOf(times: readonly QueryTime[]): { value: number; note: string } {
  const judged = times.map((one) => (one.rows[0] > one.rows[1] * MORE ? { ...one, ratio: (one.ratio * Math.max(1, one.rows[1])) / one.rows[0] } : one));
  const longer = times.filter((one) => one.rows[0] > one.rows[1] * MORE);
  const whole = longer.length === 0 ? '' : ` ${longer.length} whose answers are longer in the large company are judged per row; as a whole the worst of them: ${worst(longer, 'ratio', 3)}.`;
  return { value: Math.max(...judged.map((one) => one.ratio)), note: `median of all ${median(judged.map((one) => one.ratio)).toFixed(2)}. Worst: ${worst(judged, 'ratio')}.${whole}` };
}
