// What erasure.* of the wall does: looks, forgets one person, and forgets them again in books restored from before (T83). Called by the IPC router, the restore and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { AppError } from '../../contract/errors.ts';
import { erasedName, keptUntil } from '../../domain/keeping.ts';
import type { Db } from '../db/open.ts';
import { readBusiness } from '../repo/business.ts';
import { indexCustomerAgain, readCustomer, type StoredCustomer } from '../repo/customers.ts';
import { bury, documentsOf, dropAbout, emptyCustomer, erasureBlocks, readTombstone, readTombstones, recordsAbout, type Tombstone } from '../repo/erasure.ts';
import { dropTraces } from '../repo/erasedTraces.ts';
import { sortName } from '../repo/words.ts';
import { audit, localDate, readTogether, transact, type Ctx } from './context.ts';
import { eraseDocuments, keepingYears, pastOfCustomer } from './documentErasure.ts';
import { found } from './problems.ts';

export type { Tombstone };

/** NOT_FOUND. */
export function erasureLook(ctx: Ctx, { id }: Parsed<'erasure.look'>): Output<'erasure.look'> {
  return readTogether(ctx, () => {
    const { rid } = found(readCustomer(ctx.db, id));
    const stone = readTombstone(ctx.db, id);
    const past = pastOfCustomer(ctx, rid).length;
    return {
      erased: stone === undefined ? null : { at: stone.at, by: stone.by },
      blocks: stone === undefined ? erasureBlocks(ctx.db, rid, localDate(ctx.clock.now())) : [],
      ...kept(ctx, rid, past),
      past,
      records: recordsAbout(ctx.db, id),
    };
  });
}

/** How many documents are done, of all that go. */
export interface Gone {
  readonly done: number;
  readonly total: number;
}

/** Documents past their time that go in one transaction: a frame or two of the window. */
const AT_ONCE = 10;

/**
 * Forgets a customer for good: the fields of the record, the words of the log about them, drafts thrown away, internal notes, what the search finds them by, and
 * the texts of their payments, bank lines and ended recurring invoices. Issued documents and letters that the law asks for (GDPR 17(3)(b)) stay as they are, and that they had to, and until when, is on record; those whose time
 * is over lose whoever they name. Money keeps its days and amounts, and no sum changes.
 * Many documents past their time go some at a time, before the person, who goes in one transaction: cut off between two steps, asking again does the rest.
 * Errors: NOT_FOUND, CUSTOMER_ERASED, CUSTOMER_OPEN.
 */
export function* erasureSteps(ctx: Ctx, { id }: Pick<Parsed<'erasure.erase'>, 'id'>): Generator<Gone, Output<'erasure.erase'>> {
  for (let [gone, total] = [0, 0]; ; ) {
    const done = transact(ctx, (): Output<'erasure.erase'> | number => {
      const customer = found(readCustomer(ctx.db, id));
      if (readTombstone(ctx.db, id) !== undefined) throw new AppError('CUSTOMER_ERASED');
      if (erasureBlocks(ctx.db, customer.rid, localDate(ctx.clock.now())).length > 0) throw new AppError('CUSTOMER_OPEN');
      const past = pastOfCustomer(ctx, customer.rid, AT_ONCE + 1);
      if (past.length > AT_ONCE) {
        if (gone === 0) total = pastOfCustomer(ctx, customer.rid).length;
        return eraseDocuments(ctx, past.slice(0, AT_ONCE));
      }
      const stays = kept(ctx, customer.rid, past.length);
      const all = gone + past.length;
      const seq = audit(ctx, 'customer.erase', 'customer', id, { documents: stays.documents, keptUntil: stays.keptUntil, past: all });
      const name = forget(ctx.db, customer, { customerId: id, at: ctx.clock.now(), by: ctx.actor.name, ...stays }, seq);
      eraseDocuments(ctx, past);
      return { ...stays, name, past: all };
    });
    if (typeof done !== 'number') return done;
    gone += done;
    yield { done: gone, total: Math.max(gone, total) };
  }
}

/** The same in one go. */
export function erasureErase(ctx: Ctx, input: Pick<Parsed<'erasure.erase'>, 'id'>): Output<'erasure.erase'> {
  const walk = erasureSteps(ctx, input);
  for (let step = walk.next(); ; step = walk.next()) if (step.done === true) return step.value;
}

/** The documents that have to stay as they are: all but those `past` their time. */
function kept(ctx: Ctx, rid: number, past: number): { documents: number; keptUntil: string | null } {
  const { documents, newest } = documentsOf(ctx.db, rid);
  const stay = documents - past;
  return { documents: stay, keptUntil: newest === null || stay === 0 ? null : keptUntil(newest, keepingYears(ctx).years) };
}

function forget(db: Db, customer: StoredCustomer, stone: Tombstone, seq: number): string {
  const name = erasedName(customer.id, readBusiness(db)?.language ?? 'en');
  emptyCustomer(db, customer.id, name, sortName(name));
  indexCustomerAgain(db, customer.rid, { name, code: '', contact: '', city: '', email: '' });
  bury(db, stone, seq);
  dropAbout(db, customer.id, customer.rid, seq);
  dropTraces(db, customer.rid, customer.name, name);
  return name;
}

/** Everybody who was erased from these books: what a restore has to take along. */
export function erasuresOf(db: Db): Tombstone[] {
  return readTombstones(db);
}

/**
 * Forgets again whoever was erased after the books that were restored had been saved. One transaction (or that of the caller), with a record of each in the log:
 * words go from a log only under a record that says so. Answers how many were forgotten; those already gone count for none, those never there leave their tombstone.
 */
export function reapplyErasures(ctx: Ctx, tombstones: readonly Tombstone[]): number {
  return transact(ctx, () => {
    let forgotten = 0;
    for (const stone of tombstones) {
      if (readTombstone(ctx.db, stone.customerId) !== undefined) continue;
      const seq = audit(ctx, 'customer.erase', 'customer', stone.customerId, { documents: stone.documents, keptUntil: stone.keptUntil, again: true });
      const customer = readCustomer(ctx.db, stone.customerId);
      if (customer !== undefined) {
        forget(ctx.db, customer, stone, seq);
        forgotten += 1;
      } else bury(ctx.db, stone, seq); // an even older backup may still know them
    }
    return forgotten;
  });
}
