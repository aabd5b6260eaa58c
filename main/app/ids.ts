// New identifiers (UUIDv7) for a job that needs hundreds of thousands: random bytes are fetched by the page instead of sixteen at a time. Called by main/job.ts and bench.
import { randomFillSync } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

const BYTES = 16;
const AT_ONCE = 4096;

/** Makes ids that sort in the order they were made, within a millisecond too, and never twice the same. */
export function idMaker(nowMs: () => number): () => string {
  const pool = new Uint8Array(BYTES * AT_ONCE);
  let used = pool.length;
  let last = 0;
  let sequence = 0;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const random = pool.subarray(used, (used += BYTES));
    const now = nowMs();
    if (now > last) {
      last = now;
      // The upper half of the counter is random, the lower half counts: two thousand million ids of one millisecond stay in order.
      sequence = (random[6] ?? 0) & 0x7f;
      sequence = (sequence << 24) >>> 0;
    } else sequence += 1;
    return uuidv7({ random, msecs: last, seq: sequence });
  };
}
