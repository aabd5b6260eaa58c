// Row 24c: what asking for rights and keeping the record cost of issuing one invoice, in the same run and the same books.
import { auditHead } from '../../main/audit/chain.ts';
import { assertWithin } from '../../main/ipc/ownOnly.ts';
import { rightsOf } from '../../main/repo/roles.ts';
import { invoicesIssue } from '../../main/service/issue.ts';
import { draftSource, type Ready } from '../data/issuing.ts';
import { median, ms, timed } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '24c', title: 'rights and record of one issue / all of it', limit: { atMost: 0.15 }, great: { atMost: 0.1 }, peer: '-',
  async run(ctx) {
    const each = ctx.times(40, 3);
    const books = await ctx.books(ctx.large, 'cipher');
    const { db, ctx: person } = books;
    const { id } = person.actor;
    db.prepare("INSERT OR IGNORE INTO user (id, name, name_folded, role, slot_id, pin_set_at, created_at) VALUES (?, 'Bench', 'bench', 'manager', 'x', '2026-11-22T09:00:00.000Z', '2026-11-22T09:00:00.000Z')").run(id);
    const head = auditHead(db);
    if (head === null) throw new Error('the log is empty');
    const bare = { ...person, write: () => head }; // no record: the row stands on one that is there already
    /** As the router and the context ask: at the door, after the gate, for what the call names, for the limits. */
    const asked = (ready: Ready): void => {
      if (!rightsOf(db, id).can('invoice.issue') || !rightsOf(db, id).can('invoice.issue')) throw new Error('refused');
      if (rightsOf(db, id).limits.ownDocumentsOnly === true) assertWithin(db, id, 'invoices.issue', ready);
      invoicesIssue({ ...person, limits: rightsOf(db, id).limits }, { ...ready, acceptWarnings: true });
    };
    const next = draftSource(books, 100);
    const once = (issue: (ready: Ready) => void): number => {
      const ready = next();
      return timed(() => issue(ready));
    };
    const without = (ready: Ready): void => void invoicesIssue(bare, { ...ready, acceptWarnings: true });
    /** One beside the other, so that whatever else the computer does meets both. */
    const pairs = (): { whole: number; without: number } => {
      const taken = Array.from({ length: each * ctx.rounds }, (_, i) => {
        if (i % 2 === 0) return { whole: once(asked), without: once(without) };
        const first = once(without);
        return { whole: once(asked), without: first };
      });
      return { whole: median(taken.map((pair) => pair.whole)), without: median(taken.map((pair) => pair.without)) };
    };
    pairs(); // the first round is not counted
    const synced = pairs();
    // A disk that takes long to sync hides everything else: the same once more without waiting for it.
    db.pragma('synchronous=OFF');
    const unsynced = pairs();
    const rights = median(Array.from({ length: 1000 }, () => timed(() => rightsOf(db, id))));
    const share = (of: { whole: number; without: number }): number => 1 - of.without / of.whole;
    return {
      value: share(synced), unit: 'x',
      note: `p50 of ${ms(synced.whole)} with, ${ms(synced.without)} without, synchronous=FULL, ${ctx.large} invoices; without waiting for the disk ${ms(unsynced.whole)} against ${ms(unsynced.without)} (${Math.round(share(unsynced) * 100)} %). Rights are looked up four times a call, ${ms(rights)} each.`,
    };
  },
};
