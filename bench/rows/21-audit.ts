// Row 21: the walk over the chain, a record, against the bare hash that a chain without keys, bodies and a database would cost.
import { hash } from 'node:crypto';
import { verifyAudit } from '../../main/audit/verify.ts';
import { ratio, smallest, takeTurns, timed } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '21', title: 'audit chain verified, per record / bare SHA-256 append', limit: { atMost: 6 }, great: { atMost: 2.4 }, peer: 'no chain',
  async run(ctx) {
    const { db, ctx: books } = await ctx.books(ctx.large, 'cipher');
    const rows = db.prepare<[], Record<string, string | number | null>>('SELECT l.seq, l.at, l.actor, l.action, l.entity, l.entity_id, b.body FROM audit_log l JOIN audit_body b USING (seq) ORDER BY l.seq LIMIT 200000').all();
    const records = db.prepare<[], number>('SELECT max(seq) FROM audit_log').pluck().get() ?? 1;
    const verify = (): void => {
      const walk = verifyAudit(db, books.ak);
      let step = walk.next();
      while (step.done !== true) step = walk.next();
      if (!step.value.ok) throw new Error(`record ${step.value.seq}: ${step.value.fault}`);
    };
    const bare = (): void => {
      let before = Buffer.alloc(32).toString('hex');
      for (const one of rows) before = hash('sha256', before + JSON.stringify(one), 'hex');
    };
    const figures = await takeTurns(Math.min(5, ctx.rounds), { chain: () => (timed(verify) / records) * 1000, bare: () => (timed(bare) / rows.length) * 1000 });
    return { value: ratio(figures.chain, figures.bare), unit: 'x', note: `${smallest(figures.chain).toFixed(1)} µs against ${smallest(figures.bare).toFixed(1)} µs a record, ${records} records: read through the cipher with their bodies, a hash and a MAC each; the bare hash is over rows that lie in memory.` };
  },
};
