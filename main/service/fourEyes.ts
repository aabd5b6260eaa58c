// The rule that some acts need two people: what it says today, and changing it. Called by approvals.ts, secondPerson.ts and the IPC router.
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import { FOUR_EYES_OFF, type FourEyes } from '../../domain/fourEyes.ts';
import { changesIn } from '../audit/changes.ts';
import { presentUsers } from '../repo/approvals.ts';
import { readSetting, writeSetting } from '../repo/business.ts';
import { rightsOf } from '../repo/roles.ts';
import { audit, transact, type Ctx } from './context.ts';

const KEY = 'fourEyes';
const stored = z.strictObject({ on: z.boolean(), creditNoteMinor: z.number().int().min(0).nullable() });

/** Off until somebody switches it on. */
export function fourEyes(ctx: Ctx): FourEyes {
  return readSetting(ctx.db, KEY, stored) ?? FOUR_EYES_OFF;
}

/** How many people could decide today. */
export function deciders(ctx: Ctx): number {
  return presentUsers(ctx.db).filter((id) => rightsOf(ctx.db, id).can('approval.decide')).length;
}

/** @throws AppError NOT_ENOUGH_PEOPLE when it would be on with fewer than two who can decide */
export function storeFourEyes(ctx: Ctx, rule: FourEyes): void {
  transact(ctx, () => {
    if (rule.on && deciders(ctx) < 2) throw new AppError('NOT_ENOUGH_PEOPLE');
    const before = fourEyes(ctx);
    writeSetting(ctx.db, KEY, { on: rule.on, creditNoteMinor: rule.creditNoteMinor });
    audit(ctx, 'approval.settings', 'settings', null, changesIn(before, rule));
  });
}
