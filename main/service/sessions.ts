// What sessions.* of the wall does: logins of oneself or, for who looks after people, of others; and how long each role may stay idle. Called by the IPC router and main/app.
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import type { Output, Parsed } from '../../contract/index.ts';
import type { LoginView } from '../../contract/sessions.ts';
import { isRole, ROLES } from '../../domain/roles.ts';
import type { Db } from '../db/open.ts';
import { changesIn } from '../audit/changes.ts';
import { listUsers, readUser } from '../db/vaultRows.ts';
import { readSetting, writeSetting } from '../repo/business.ts';
import { loginsOf, type LoginRow } from '../repo/logins.ts';
import { listRoles, readRole, rightsOf } from '../repo/roles.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { found, refuseField } from './problems.ts';
import { readIdleMinutes } from './security.ts';

const WAYS = ['totp', 'recoveryCode', 'kit', 'create', 'enrol'] as const;
const body = z.object({ with: z.string(), failedBefore: z.number(), blockedBefore: z.number() }).partial();

/** @throws AppError FORBIDDEN (somebody else's, without 'user.manage'), NOT_FOUND */
export function sessionsLogins(ctx: Ctx, { userId }: Parsed<'sessions.logins'>, since: string): Output<'sessions.logins'> {
  return readTogether(ctx, () => {
    const of = userId ?? ctx.actor.id;
    const mayOthers = rightsOf(ctx.db, ctx.actor.id).can('user.manage');
    if (of !== ctx.actor.id && !mayOthers) throw new AppError('FORBIDDEN');
    const { name } = found(readUser(ctx.db, of));
    return { rows: loginsOf(ctx.db, of).map(viewOf), name, since, people: mayOthers ? listUsers(ctx.db).map(({ id, name: called }) => ({ id, name: called })) : [] };
  });
}

/** A body may have been erased: then only the moment is known. */
function viewOf(row: LoginRow): LoginView {
  const read = body.safeParse(row.body === null ? {} : JSON.parse(row.body));
  const known = read.success ? read.data : {};
  return { kind: row.action === 'session.open' ? 'open' : 'refused', at: row.at, way: WAYS.find((way) => way === known.with) ?? 'unknown', failed: known.failedBefore ?? 0, blocked: known.blockedBefore ?? 0 };
}

const KEY = 'idleByRole';
const stored = z.record(z.string().max(36), z.number().int().min(1).max(60));

/** What holds for a person of this role: everybody's limit, or the role's where that is shorter. */
export function idleMinutesFor(db: Db, role: string): number {
  const everybody = readIdleMinutes(db);
  return Math.min(everybody, readSetting(db, KEY, stored)?.[role] ?? everybody);
}

/** Owners have everybody's limit, which they set themselves. */
export function sessionsIdle(ctx: Ctx): Output<'sessions.idle'> {
  return readTogether(ctx, () => {
    const byRole = readSetting(ctx.db, KEY, stored) ?? {};
    const minutes = readIdleMinutes(ctx.db);
    const of = (role: string, name: string | null) => ({ role, name, minutes: byRole[role] === undefined ? null : Math.min(byRole[role], minutes) });
    return { minutes, roles: [...ROLES.filter((role) => role !== 'owner').map((role) => of(role, null)), ...listRoles(ctx.db).map(({ id, name }) => of(id, name))] };
  });
}

/** @throws AppError NOT_FOUND, INVALID_INPUT (longer than everybody's) */
export function sessionsSaveIdle(ctx: Ctx, { role, minutes }: Parsed<'sessions.saveIdle'>): Output<'sessions.saveIdle'> {
  return transact(ctx, () => {
    if (role === 'owner' || !(isRole(role) || readRole(ctx.db, role) !== null)) throw new AppError('NOT_FOUND');
    if (minutes !== null && minutes > readIdleMinutes(ctx.db)) refuseField('minutes', 'TOO_LONG');
    const { [role]: before, ...rest } = readSetting(ctx.db, KEY, stored) ?? {};
    writeSetting(ctx.db, KEY, minutes === null ? rest : { ...rest, [role]: minutes });
    audit(ctx, 'security.idle', 'settings', role, changesIn({ minutes: before ?? null }, { minutes }));
    return {};
  });
}
