// Row 21b: the longest stretch of computing in one slice of the whole proof after login: no key press may wait longer than a frame for it.
import { WORK_MS } from '../../main/app/chainWatch.ts';
import { proveWhole } from '../../main/service/proof.ts';
import { smallest } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '21b', title: 'longest slice of the proof after login, in ms', limit: { atMost: 11 }, great: { atMost: 10 }, peer: 'no chain',
  async run(ctx) {
    const { ctx: books } = await ctx.books(ctx.large, 'cipher');
    const longest: number[] = [];
    let [slices, whole] = [0, false];
    for (let round = 0; round < Math.min(3, ctx.rounds); round += 1) {
      const walk = proveWhole(books, 'ok');
      let most = 0;
      slices = 0;
      for (let done = false; !done; slices += 1) {
        const [start, used] = [performance.now(), process.cpuUsage()];
        do {
          const step = walk.next();
          if (step.done === true) [done, whole] = [true, step.value.whole];
        } while (!done && performance.now() - start < WORK_MS);
        const { user, system } = process.cpuUsage(used);
        // what others had of the processor meanwhile is not ours
        most = Math.max(most, Math.min(performance.now() - start, (user + system) / 1000));
      }
      longest.push(most);
    }
    return { value: smallest(longest), unit: 'ms', note: `${slices} slices over the log, every document and every number of ${ctx.large} invoices; the least of ${longest.length} walks: ${longest.map((one) => one.toFixed(1)).join(', ')} ms.`, ...(!whole && { failed: 'the books of the benchmark are not whole' }) };
  },
};
