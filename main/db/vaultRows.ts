// The SQL of the vault's own tables: its keys, users, phone secrets, recovery codes, clock mark. Called by main/vault only.
import type { Db } from './open.ts';

export interface VaultMeta {
  vaultId: string; name: string; createdAt: string; kitSerial: string; kitMadeAt: string;
  backupKey: Buffer; codePepper: Buffer; auditKey: Buffer | null; clockHighMs: number;
}

export interface UserRow {
  rid: number; id: string;
  name: string;
  /** A role of the program by its name, or the id of one of the business's own. */
  role: string;
  slotId: string; nextSlotId: string | null;
  pinSetAt: string; lastLoginAt: string | null; disabledAt: string | null; suspendedAt: string | null;
  /** Waits for the first login with a one-time code, until then. */
  enrolUntil: string | null;
  language: string | null; theme: string | null;
}

export interface TotpRow { secret: Buffer; lastStep: number; setAt: string }

const SQL = {
  addMeta: `INSERT INTO vault_meta (rid, vault_id, name, created_at, kit_serial, kit_made_at, backup_key, code_pepper, audit_key, clock_high_ms)
            VALUES (1, @vaultId, @name, @createdAt, @kitSerial, @kitMadeAt, @backupKey, @codePepper, @auditKey, @clockHighMs)`,
  meta: `SELECT vault_id AS vaultId, name, created_at AS createdAt, kit_serial AS kitSerial, kit_made_at AS kitMadeAt, backup_key AS backupKey,
           code_pepper AS codePepper, audit_key AS auditKey, clock_high_ms AS clockHighMs FROM vault_meta`,
  setAuditKey: 'UPDATE vault_meta SET audit_key = ?',
  setKit: 'UPDATE vault_meta SET kit_serial = @kitSerial, kit_made_at = @kitMadeAt, backup_key = @backupKey',
  raiseClock: 'UPDATE vault_meta SET clock_high_ms = ? WHERE clock_high_ms < ?',
  setClock: 'UPDATE vault_meta SET clock_high_ms = ?',
  addUser: `INSERT INTO user (id, name, name_folded, role, slot_id, pin_set_at, created_at) VALUES (@id, @name, @nameFolded, @role, @slotId, @at, @at)`,
  users: `SELECT rid, id, name, role, slot_id AS slotId, next_slot_id AS nextSlotId, pin_set_at AS pinSetAt, last_login_at AS lastLoginAt,
            disabled_at AS disabledAt, suspended_at AS suspendedAt, enrol_until AS enrolUntil, language, theme FROM user ORDER BY rid`,
  user: `SELECT rid, id, name, role, slot_id AS slotId, next_slot_id AS nextSlotId, pin_set_at AS pinSetAt, last_login_at AS lastLoginAt,
           disabled_at AS disabledAt, suspended_at AS suspendedAt, enrol_until AS enrolUntil, language, theme FROM user WHERE id = ?`,
  announceSlot: 'UPDATE user SET next_slot_id = ? WHERE rid = ?',
  settleSlot: 'UPDATE user SET slot_id = ?, next_slot_id = NULL, pin_set_at = ? WHERE rid = ?',
  dropNextSlot: 'UPDATE user SET next_slot_id = NULL WHERE rid = ?',
  loggedIn: 'UPDATE user SET last_login_at = ? WHERE rid = ?',
  totp: 'SELECT secret, last_step AS lastStep, set_at AS setAt FROM user_totp WHERE user_rid = ?',
  setTotp: `INSERT INTO user_totp (user_rid, secret, last_step, drift, set_at) VALUES (@userRid, @secret, @lastStep, 0, @at)
            ON CONFLICT (user_rid) DO UPDATE SET secret = excluded.secret, last_step = excluded.last_step, drift = 0, set_at = excluded.set_at`,
  useStep: 'UPDATE user_totp SET last_step = @step, drift = @drift WHERE user_rid = @userRid AND last_step < @step',
  dropCodes: 'DELETE FROM recovery_code WHERE user_rid = ?',
  addCode: 'INSERT INTO recovery_code (user_rid, mac) VALUES (?, ?)',
  useCode: 'UPDATE recovery_code SET used_at = @at WHERE user_rid = @userRid AND mac = @mac AND used_at IS NULL',
  codesLeft: 'SELECT count(*) AS n FROM recovery_code WHERE user_rid = ? AND used_at IS NULL',
};

/** Fills the one row of the vault; once, at creation. */
export function addMeta(db: Db, meta: VaultMeta): void {
  db.prepare<VaultMeta>(SQL.addMeta).run(meta);
}

/** The vault's row; every database of ours has it. */
export function readMeta(db: Db): VaultMeta {
  const meta = db.prepare<[], VaultMeta>(SQL.meta).get();
  if (meta === undefined) throw new Error('vault_meta is empty');
  return meta;
}

/** Keeps the audit key inside the database (passphrase mode), or null to remove it (keychain mode). */
export function setAuditKey(db: Db, key: Buffer | null): void {
  db.prepare<[Buffer | null]>(SQL.setAuditKey).run(key);
}

/** The kit that opens these books, and their backups from now on. */
export function setKit(db: Db, kit: Pick<VaultMeta, 'kitSerial' | 'kitMadeAt' | 'backupKey'>): void {
  db.prepare<typeof kit>(SQL.setKit).run(kit);
}

/** Raises the clock's high-water mark, never lowers it. */
export function raiseClockHigh(db: Db, ms: number): void {
  db.prepare<[number, number]>(SQL.raiseClock).run(ms, ms);
}

/** Sets the clock's high-water mark, also downwards: only after the Recovery Kit was shown. */
export function resetClockHigh(db: Db, ms: number): void {
  db.prepare<[number]>(SQL.setClock).run(ms);
}

export function addUser(db: Db, user: { id: string; name: string; nameFolded: string; role: string; slotId: string; at: string }): UserRow {
  db.prepare<typeof user>(SQL.addUser).run(user);
  const row = readUser(db, user.id);
  if (row === null) throw new Error('user row missing after insert');
  return row;
}

export function readUser(db: Db, id: string): UserRow | null {
  return db.prepare<[string], UserRow>(SQL.user).get(id) ?? null;
}

export function listUsers(db: Db): UserRow[] {
  return db.prepare<[], UserRow>(SQL.users).all();
}

/** Before vault.json gets a user's new slot: from here on both are accepted. */
export function announceSlot(db: Db, userRid: number, slotId: string): void {
  db.prepare<[string, number]>(SQL.announceSlot).run(slotId, userRid);
}

/** After vault.json has it: only the new one is accepted. */
export function settleSlot(db: Db, userRid: number, slotId: string, at: string): void {
  db.prepare<[string, string, number]>(SQL.settleSlot).run(slotId, at, userRid);
}

/** The change did not reach vault.json: only the old slot is accepted again. */
export function dropNextSlot(db: Db, userRid: number): void {
  db.prepare<[number]>(SQL.dropNextSlot).run(userRid);
}

export function markLogin(db: Db, userRid: number, at: string): void {
  db.prepare<[string, number]>(SQL.loggedIn).run(at, userRid);
}

export function readTotp(db: Db, userRid: number): TotpRow | null {
  return db.prepare<[number], TotpRow>(SQL.totp).get(userRid) ?? null;
}

export function setTotp(db: Db, totp: { userRid: number; secret: Buffer; lastStep: number; at: string }): void {
  db.prepare<typeof totp>(SQL.setTotp).run(totp);
}

/** Burns a step; false when it (or a later one) was used before. */
export function burnTotpStep(db: Db, use: { userRid: number; step: number; drift: number }): boolean {
  return db.prepare<typeof use>(SQL.useStep).run(use).changes === 1;
}

/** Replaces all recovery codes of a user: regenerating voids every old one. */
export function replaceRecoveryCodes(db: Db, userRid: number, macs: readonly Buffer[]): void {
  db.prepare<[number]>(SQL.dropCodes).run(userRid);
  const add = db.prepare<[number, Buffer]>(SQL.addCode);
  for (const mac of macs) add.run(userRid, mac);
}

/** Burns a recovery code; false when there is none like it or it was used before. */
export function burnRecoveryCode(db: Db, use: { userRid: number; mac: Buffer; at: string }): boolean {
  return db.prepare<typeof use>(SQL.useCode).run(use).changes === 1;
}

export function recoveryCodesLeftOf(db: Db, userRid: number): number {
  return db.prepare<[number], { n: number }>(SQL.codesLeft).get(userRid)?.n ?? 0;
}
