// Row 21c: a page of the log at a million records against one at some ten thousands: the newest, the middle, by person, by action, by thing and by days.
import { v7 as uuid } from 'uuid';
import type { AuditFilters } from '../../contract/audit.ts';
import { auditWriter } from '../../main/audit/chain.ts';
import { writeCursor } from '../../main/repo/cursor.ts';
import { auditList } from '../../main/service/auditLog.ts';
import type { Ctx } from '../../main/service/context.ts';
import { median, ms, ratio, takeTurns, timed } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

const ALL: AuditFilters = { actor: null, actions: [], entityId: null, from: null, to: null };
const THING = '01900000-0000-7000-8000-0000000000e1';
const ACTIONS = ['draft.save', 'invoice.issue', 'invoice.pdf', 'customer.save', 'payment.payment'] as const;

/** Fills the log up to so many records, by five people; one in a hundred is about one thing. */
function fill({ db, ak }: Ctx, upTo: number): void {
  const have = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM audit_log').pluck().get() ?? 0;
  const people = Array.from({ length: 5 }, (_, i) => `01900000-0000-7000-8000-00000000000${i}`);
  db.transaction(() => {
    const write = auditWriter(db, ak);
    for (let n = have; n < upTo; n += 1) {
      write({ at: new Date(Date.UTC(2026, 10, 21) + n * 500).toISOString(), actor: people[n % 7] ?? 'system', action: ACTIONS[n % ACTIONS.length] ?? 'draft.save', entity: 'customer', entityId: n % 100 === 0 ? THING : uuid(), body: { n } });
    }
  })();
}

function asks(ctx: Ctx, records: number): Record<string, () => unknown> {
  const list = (filters: Partial<AuditFilters>, after: string | null = null) => () => auditList(ctx, { q: '', filters: { ...ALL, ...filters }, after, limit: 100 });
  return {
    newest: list({}), middle: list({}, writeCursor([Math.floor(records / 2)])), person: list({ actor: '01900000-0000-7000-8000-000000000002' }), action: list({ actions: ['customer.save'] }),
    both: list({ actor: '01900000-0000-7000-8000-000000000001', actions: ['customer.save', 'payment.payment'] }), thing: list({ entityId: THING }), days: list({ from: '2026-11-21', to: '2026-11-21' }),
  };
}

export const row: Row = {
  id: '21c', title: 'a page of the log: a million records / twenty thousand', limit: { atMost: 3 }, great: { atMost: 1.5 }, peer: '-',
  async run(ctx) {
    const [few, many] = [ctx.times(20_000, 1500), ctx.times(1_000_000, 4000)];
    const [small, large] = [await ctx.books(ctx.small, 'cipher'), await ctx.books(ctx.small, 'cipher')];
    fill(small.ctx, few);
    fill(large.ctx, many);
    const [of, at] = [asks(small.ctx, few), asks(large.ctx, many)];
    const found: { name: string; ratio: number; took: number }[] = [];
    for (const name of Object.keys(at)) {
      const repeat = (ask: (() => unknown) | undefined) => () => timed(() => { for (let n = 0; n < 10; n += 1) ask?.(); }) / 10;
      const figures = await takeTurns(ctx.rounds, { large: repeat(at[name]), small: repeat(of[name]) });
      found.push({ name, ratio: ratio(figures.large, figures.small), took: median(figures.large) });
    }
    const worst = found.toSorted((a, b) => b.ratio - a.ratio)[0];
    return { value: worst?.ratio ?? Number.NaN, unit: 'x', note: `${many} records; worst is "${worst?.name ?? ''}". ${found.map((one) => `${one.name} ${ms(one.took)} (${one.ratio.toFixed(2)})`).join(', ')}.` };
  },
};
