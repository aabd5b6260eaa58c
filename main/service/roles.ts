// What roles.* of the wall does, and which roles there are for a person to have. Called by the IPC router and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { AppError } from '../../contract/errors.ts';
import { isRole, OWNER_ONLY, type Permission, permissionsOf, ROLES, type Limits } from '../../domain/roles.ts';
import { changesIn } from '../audit/changes.ts';
import { addRole, changeRole, listLimits, listRoles, readRole, retireRole, roleHolders, roleNamed, setLimits } from '../repo/roles.ts';
import { sortName } from '../repo/words.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { found, refuseDuplicate, refuseField } from './problems.ts';

type Listed = Output<'roles.list'>['roles'][number];
/** As many as the wall hands out, those of the program included. */
const MOST_ROLES = 100;

/** Those of the program first, then the business's own by name. */
export function rolesList(ctx: Ctx): Output<'roles.list'> {
  return readTogether(ctx, () => {
    const [limits, holders] = [listLimits(ctx.db), roleHolders(ctx.db)];
    const shown = (role: string, rest: Pick<Listed, 'builtIn' | 'name' | 'version' | 'permissions'>): Listed => ({ role, ...rest, limits: limits.get(role) ?? {}, holders: holders.get(role) ?? 0 });
    return {
      roles: [
        ...ROLES.map((role) => shown(role, { builtIn: true, name: null, version: 0, permissions: permissionsOf(role) })),
        ...listRoles(ctx.db).map(({ id, name, version, permissions }) => shown(id, { builtIn: false, name, version, permissions })),
      ],
    };
  });
}

/**
 * Without `role` a new one is made; of a role of the program only the limits change. What only owners may do is never part of an own role.
 * It holds at once: rights are looked up at every call. CONFLICT, DUPLICATE, NOT_FOUND, INVALID_INPUT.
 */
export function rolesSave(ctx: Ctx, input: Parsed<'roles.save'>): Output<'roles.save'> {
  return transact(ctx, () => {
    const { role, limits: wanted } = input;
    const limits = tidy(wanted);
    if (role === 'owner') refuseField('role', 'INVALID');
    if (role !== undefined && isRole(role)) {
      const before = listLimits(ctx.db).get(role) ?? {};
      setLimits(ctx.db, role, limits);
      audit(ctx, 'role.save', 'role', role, changesIn({ limits: before }, { limits }));
      return { role };
    }
    return { role: role === undefined ? create(ctx, input, limits) : update(ctx, role, input, limits) };
  });
}

/** A new object without the keys that are absent, so that equal limits are equal texts. */
function tidy(limits: Parsed<'roles.save'>['limits']): Limits {
  const { discountPercent, creditNoteMinor, ownDocumentsOnly } = limits;
  return { ...(discountPercent !== undefined && { discountPercent }), ...(creditNoteMinor !== undefined && { creditNoteMinor }), ...(ownDocumentsOnly === true && { ownDocumentsOnly }) };
}

function wordsOf({ name, permissions }: Parsed<'roles.save'>): { name: string; nameFolded: string; permissions: Permission[] } {
  if (name === undefined) return refuseField('name', 'REQUIRED');
  if (permissions === undefined) return refuseField('permissions', 'REQUIRED');
  if (permissions.some((one) => OWNER_ONLY.includes(one))) refuseField('permissions', 'OWNER_ONLY');
  return { name, nameFolded: sortName(name), permissions: [...new Set(permissions)].sort() };
}

function create(ctx: Ctx, input: Parsed<'roles.save'>, limits: Limits): string {
  const words = wordsOf(input);
  if (roleNamed(ctx.db, words.nameFolded) !== null) refuseDuplicate('name');
  if (listRoles(ctx.db).length >= MOST_ROLES) refuseField('name', 'TOO_MANY');
  const id = ctx.newId();
  addRole(ctx.db, { id, ...words, at: ctx.clock.now() });
  setLimits(ctx.db, id, limits);
  audit(ctx, 'role.create', 'role', id, { name: words.name, ...changesIn(null, { permissions: words.permissions, limits }) });
  return id;
}

function update(ctx: Ctx, id: string, input: Parsed<'roles.save'>, limits: Limits): string {
  const before = found(readRole(ctx.db, id));
  if (input.version === undefined) refuseField('version', 'REQUIRED');
  const words = wordsOf(input);
  const holder = roleNamed(ctx.db, words.nameFolded);
  if (holder !== null && holder !== id) refuseDuplicate('name');
  const oldLimits = listLimits(ctx.db).get(id) ?? {};
  if (!changeRole(ctx.db, { id, version: input.version, ...words })) throw new AppError('CONFLICT');
  setLimits(ctx.db, id, limits);
  const old = { name: before.name, permissions: before.permissions.toSorted(), limits: oldLimits };
  audit(ctx, 'role.save', 'role', id, changesIn(old, { name: words.name, permissions: words.permissions, limits }));
  return id;
}

/** NOT_FOUND, also for a role of the program; IN_USE while somebody has it. */
export function rolesRemove(ctx: Ctx, { role }: Parsed<'roles.remove'>): Output<'roles.remove'> {
  return transact(ctx, () => {
    const { name } = found(readRole(ctx.db, role));
    if ((roleHolders(ctx.db).get(role) ?? 0) > 0) throw new AppError('IN_USE');
    retireRole(ctx.db, role, ctx.clock.now());
    audit(ctx, 'role.remove', 'role', role, { name });
    return {};
  });
}

/** @throws AppError NOT_FOUND for what is no role (any more) */
export function assertRole(ctx: Ctx, role: string): void {
  if (!isRole(role)) found(readRole(ctx.db, role));
}
