// The SQL of roles and their limits, and of who has which. Called by main/service/roles.ts and the router's rights.
import { isPermission, isRole, NO_RIGHTS, rightsFor, type Limits, type Permission, type Rights } from '../../domain/roles.ts';
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';

export interface OwnRole { id: string; version: number; name: string; permissions: Permission[] }
interface LimitRow { role: string; discount: string | null; credit: number | null; own: number }
interface StoredRole { id: string; version: number; name: string; permissions: string }

const SQL = {
  rights: `SELECT u.role, u.disabled_at IS NULL AND u.suspended_at IS NULL AS welcome, r.permissions,
             l.discount_percent AS discount, l.credit_note_minor AS credit, coalesce(l.own_documents_only, 0) AS own
           FROM user u LEFT JOIN role r ON r.id = u.role AND r.removed_at IS NULL LEFT JOIN role_limit l ON l.role = u.role WHERE u.id = ?`,
  list: 'SELECT id, version, name, permissions FROM role WHERE removed_at IS NULL ORDER BY name_folded',
  one: 'SELECT id, version, name, permissions FROM role WHERE id = ? AND removed_at IS NULL',
  named: 'SELECT id FROM role WHERE name_folded = ?',
  add: 'INSERT INTO role (id, name, name_folded, permissions, created_at) VALUES (@id, @name, @nameFolded, @permissions, @at)',
  change: 'UPDATE role SET name = @name, name_folded = @nameFolded, permissions = @permissions, version = version + 1 WHERE id = @id AND version = @version AND removed_at IS NULL',
  // The name is free again; the row keeps it for the log.
  retire: 'UPDATE role SET removed_at = ?, name_folded = id WHERE id = ? AND removed_at IS NULL',
  limits: 'SELECT role, discount_percent AS discount, credit_note_minor AS credit, own_documents_only AS own FROM role_limit',
  setLimits: `INSERT INTO role_limit (role, discount_percent, credit_note_minor, own_documents_only) VALUES (@role, @discount, @credit, @own)
              ON CONFLICT (role) DO UPDATE SET discount_percent = excluded.discount_percent, credit_note_minor = excluded.credit_note_minor, own_documents_only = excluded.own_documents_only`,
  dropLimits: 'DELETE FROM role_limit WHERE role = ?',
  holders: 'SELECT role, count(*) AS n FROM user WHERE disabled_at IS NULL GROUP BY role',
};

type RightsRow = { role: string; welcome: number; permissions: string | null } & Omit<LimitRow, 'role'>;

/** What somebody may do at this moment. Asked at every call: a role changed, a person paused or removed counts at once. */
export function rightsOf(db: Db, userId: string): Rights {
  const row = one<RightsRow>(db, SQL.rights, userId);
  if (row === undefined || row.welcome !== 1) return NO_RIGHTS;
  const limits = limitsOf(row);
  if (isRole(row.role)) return rightsFor({ builtIn: row.role }, limits);
  return row.permissions === null ? NO_RIGHTS : rightsFor({ permissions: permissionsIn(row.permissions) }, limits);
}

function limitsOf(row: Omit<LimitRow, 'role'>): Limits {
  return {
    ...(row.discount !== null && { discountPercent: row.discount }), ...(row.credit !== null && { creditNoteMinor: row.credit }), ...(row.own === 1 && { ownDocumentsOnly: true as const }),
  };
}

/** A name no program of this version knows counts for nothing. */
function permissionsIn(text: string): Permission[] {
  const list: unknown = JSON.parse(text);
  return Array.isArray(list) ? list.filter((one): one is Permission => typeof one === 'string' && isPermission(one)) : [];
}

const roleFrom = ({ id, version, name, permissions }: StoredRole): OwnRole => ({ id, version, name, permissions: permissionsIn(permissions) });

export function listRoles(db: Db): OwnRole[] {
  return all<StoredRole>(db, SQL.list).map(roleFrom);
}

export function readRole(db: Db, id: string): OwnRole | null {
  const row = one<StoredRole>(db, SQL.one, id);
  return row === undefined ? null : roleFrom(row);
}

/** The role that has this name already. */
export function roleNamed(db: Db, nameFolded: string): string | null {
  return one<{ id: string }>(db, SQL.named, nameFolded)?.id ?? null;
}

export function addRole(db: Db, role: { id: string; name: string; nameFolded: string; permissions: readonly Permission[]; at: string }): void {
  run(db, SQL.add, { ...role, permissions: JSON.stringify(role.permissions) });
}

/** False when somebody changed it meanwhile. */
export function changeRole(db: Db, role: { id: string; version: number; name: string; nameFolded: string; permissions: readonly Permission[] }): boolean {
  return run(db, SQL.change, { ...role, permissions: JSON.stringify(role.permissions) }).changes === 1;
}

export function retireRole(db: Db, id: string, at: string): void {
  run(db, SQL.retire, at, id);
  run(db, SQL.dropLimits, id);
}

/** The limits of every role that has any. */
export function listLimits(db: Db): Map<string, Limits> {
  return new Map(all<LimitRow>(db, SQL.limits).map((row) => [row.role, limitsOf(row)]));
}

export function setLimits(db: Db, role: string, limits: Limits): void {
  if (Object.keys(limits).length === 0) run(db, SQL.dropLimits, role);
  else run(db, SQL.setLimits, { role, discount: limits.discountPercent ?? null, credit: limits.creditNoteMinor ?? null, own: limits.ownDocumentsOnly === true ? 1 : 0 });
}

/** How many people have each role. */
export function roleHolders(db: Db): Map<string, number> {
  return new Map(all<{ role: string; n: number }>(db, SQL.holders).map(({ role, n }) => [role, n]));
}
