// What business.* of the wall does, except the file dialog. Called by the IPC router and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { createHash } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import { addLogo, readBusiness, readLogo, saveBusiness, useLogo } from '../repo/business.ts';
import { allSums } from '../repo/totals.ts';
import { changesIn } from '../audit/changes.ts';
import { audit, transact, type Ctx } from './context.ts';
import { isPlainPng } from './png.ts';
import { changedFields, found, refuseField, saved } from './problems.ts';

/** NOT_FOUND before set-up. */
export function businessGet(ctx: Ctx): Output<'business.get'> {
  return found(readBusiness(ctx.db));
}

/** CONFLICT when the version is not the newest. The currency stays once anything was issued in it: old totals could not be read any more. */
export function businessSave(ctx: Ctx, { version, ...body }: Parsed<'business.save'>): Output<'business.save'> {
  return transact(ctx, () => {
    const { version: _version, logo: _logo, ...before } = found(readBusiness(ctx.db));
    if (before.currency !== body.currency && allSums(ctx.db).length > 0)
      throw new AppError('IN_USE', { fields: [{ path: 'currency', code: 'IN_USE' }] });
    if (body.payableRounding < 0) refuseField('payableRounding', 'NEGATIVE');
    const next = saved(saveBusiness(ctx.db, body, version, ctx.clock.now()));
    audit(ctx, 'business.save', 'business', null, { version: next, ...changesIn(before, body) });
    return { version: next };
  });
}

/** Whether saving this would change where customers send their money: that needs PIN and code again (H38). */
export function changesBank(ctx: Ctx, { bank }: Pick<Parsed<'business.save'>, 'bank'>): boolean {
  return changedFields(found(readBusiness(ctx.db)).bank, bank).length > 0;
}

/** Takes a PNG that the renderer has drawn anew; anything that is not exactly one plain PNG is IMAGE_INVALID. */
export function businessSetLogo(ctx: Ctx, { png }: Parsed<'business.setLogo'>): Output<'business.setLogo'> {
  const bytes = Buffer.from(png, 'base64');
  if (!isPlainPng(bytes)) throw new AppError('IMAGE_INVALID');
  const logo = createHash('sha256').update(bytes).digest('hex');
  return transact(ctx, () => {
    addLogo(ctx.db, logo, bytes);
    const version = found(useLogo(ctx.db, logo, ctx.clock.now()));
    audit(ctx, 'business.logo', 'business', null, { version, logo });
    return { version, logo };
  });
}

/** The business has no logo from now on; issued invoices keep theirs. */
export function businessClearLogo(ctx: Ctx): Output<'business.clearLogo'> {
  return transact(ctx, () => {
    const version = found(useLogo(ctx.db, null, ctx.clock.now()));
    audit(ctx, 'business.logo', 'business', null, { version, logo: null });
    return { version };
  });
}

/** NOT_FOUND. */
export function businessLogo(ctx: Ctx, { hash }: Parsed<'business.logo'>): Output<'business.logo'> {
  return { png: found(readLogo(ctx.db, hash)).toString('base64') };
}
