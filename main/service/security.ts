// The one security setting that lives among the business's settings: after how many idle minutes the books lock. Called by main/app and the router.
import { z } from 'zod';
import { changesIn } from '../audit/changes.ts';
import type { Db } from '../db/open.ts';
import { readSetting, writeSetting } from '../repo/business.ts';
import { type Ctx, audit, transact } from './context.ts';

const KEY = 'idleMinutes';
const DEFAULT_MINUTES = 5;
const minutesSchema = z.number().int().min(1).max(60);

/** 1 to 60; 5 until somebody chose otherwise. */
export function readIdleMinutes(db: Db): number {
  return readSetting(db, KEY, minutesSchema) ?? DEFAULT_MINUTES;
}

/** Changes it, on the record. */
export function saveIdleMinutes(ctx: Ctx, minutes: number): void {
  transact(ctx, () => {
    const before = readIdleMinutes(ctx.db);
    writeSetting(ctx.db, KEY, minutes);
    audit(ctx, 'security.idle', 'settings', null, changesIn({ minutes: before }, { minutes }));
  });
}
