// Another role for somebody, carried out after a second person's yes: the same rules as the direct way in main/vault/people.ts. Called by secondPerson.ts.
import { AppError } from '../../contract/errors.ts';
import { PERMISSIONS } from '../../domain/roles.ts';
import { otherOwners, setUserRole } from '../db/peopleRows.ts';
import { readUser, type UserRow } from '../db/vaultRows.ts';
import { rightsOf } from '../repo/roles.ts';
import { audit, transact, type Ctx } from './context.ts';
import { assertRole } from './roles.ts';

/** Somebody who is not removed. @throws AppError NOT_FOUND */
export function presentPerson(ctx: Ctx, id: string): UserRow {
  const user = readUser(ctx.db, id);
  if (user === null || user.disabledAt !== null) throw new AppError('NOT_FOUND');
  return user;
}

const heldBy = (ctx: Ctx, id: string): string => PERMISSIONS.filter(rightsOf(ctx.db, id).can).join(', ');

/** @throws AppError NOT_FOUND (person or role), LAST_OWNER */
export function givePersonRole(ctx: Ctx, { id, role }: { id: string; role: string }): void {
  transact(ctx, () => {
    assertRole(ctx, role);
    const user = presentPerson(ctx, id);
    if (role !== 'owner' && user.role === 'owner' && otherOwners(ctx.db, user.rid) === 0) throw new AppError('LAST_OWNER');
    const before = heldBy(ctx, id);
    setUserRole(ctx.db, user.rid, role);
    audit(ctx, 'user.role', 'user', id, { changes: [{ field: 'role', from: user.role, to: role }, { field: 'permissions', from: before, to: heldBy(ctx, id) }] });
  });
}
