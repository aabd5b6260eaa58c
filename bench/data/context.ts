// What services get from the benchmarks: an open database, an audit key, a clock that moves on by itself, one owner.
import { v7 as uuid } from 'uuid';
import { COVERAGE } from '../../domain/coverage.ts';
import { missingGlyphs } from '../../domain/glyphs.ts';
import type { Db } from '../../main/db/open.ts';
import type { Ctx } from '../../main/service/context.ts';

/** The day it is in every company made here. */
export const TODAY = '2026-11-20';
export const OWNER_NAME = 'Nora Quinn';

/** Somebody at the till, whose role shows only their own documents. */
export const TILL: Owner = { id: '01990000-0000-7000-8000-000000000001', name: 'Ben Till', role: 'cashier' };

export interface Owner { id: string; name: string; role: string }

export function contextOf(db: Db, ak: Buffer, owner: Owner): Ctx {
  let now = Date.parse(`${TODAY}T09:00:00.000Z`);
  return {
    db, ak, epoch: 1, clock: { now: () => new Date((now += 1000)).toISOString() }, newId: () => uuid(), actor: owner, missingGlyphs: (text) => missingGlyphs(text, COVERAGE),
  };
}
