// The SQL of who may get in: waiting, paused, removed, which role, how the screens look to each. Called by main/vault and main/service/roles.ts.
import type { Db } from './open.ts';

const SQL = {
  add: `INSERT INTO user (id, name, name_folded, role, slot_id, pin_set_at, created_at, enrol_until)
        VALUES (@id, @name, @nameFolded, @role, @slotId, @at, @at, @enrolUntil)`,
  nameTaken: 'SELECT 1 AS n FROM user WHERE name_folded = @nameFolded AND id IS NOT @except',
  rename: 'UPDATE user SET name = @name, name_folded = @nameFolded WHERE rid = @rid',
  waits: 'UPDATE user SET slot_id = @slotId, next_slot_id = NULL, enrol_until = @enrolUntil WHERE rid = @rid',
  dropTotp: 'DELETE FROM user_totp WHERE user_rid = ?',
  dropCodes: 'DELETE FROM recovery_code WHERE user_rid = ?',
  enrolled: 'UPDATE user SET enrol_until = NULL WHERE rid = ?',
  suspend: 'UPDATE user SET suspended_at = ? WHERE rid = ?',
  // The name is free again for whoever comes next; the row keeps it for the log.
  remove: 'UPDATE user SET disabled_at = ?, name_folded = id, next_slot_id = NULL WHERE rid = ?',
  role: 'UPDATE user SET role = ? WHERE rid = ?',
  look: 'UPDATE user SET language = coalesce(@language, language), theme = coalesce(@theme, theme) WHERE rid = @rid',
  owners: `SELECT count(*) AS n FROM user WHERE role = 'owner' AND disabled_at IS NULL AND suspended_at IS NULL AND enrol_until IS NULL AND rid <> ?`,
  slots: 'SELECT slot_id AS slotId, next_slot_id AS nextSlotId FROM user WHERE disabled_at IS NULL',
};

/** Somebody who is invited and has no PIN yet. */
export function addInvited(db: Db, user: { id: string; name: string; nameFolded: string; role: string; slotId: string; at: string; enrolUntil: string }): void {
  db.prepare<typeof user>(SQL.add).run(user);
}

/** Whether somebody who is not removed, other than `except`, has this name already. */
export function isNameTaken(db: Db, nameFolded: string, except: string | null): boolean {
  return db.prepare<{ nameFolded: string; except: string | null }, { n: number }>(SQL.nameTaken).get({ nameFolded, except }) !== undefined;
}

export function setUserName(db: Db, user: { rid: number; name: string; nameFolded: string }): void {
  db.prepare<typeof user>(SQL.rename).run(user);
}

/** Back to the beginning: only the one-time code in `slotId` counts, old phone and old recovery codes do not. */
export function awaitEnrolment(db: Db, user: { rid: number; slotId: string; enrolUntil: string }): void {
  db.prepare<typeof user>(SQL.waits).run(user);
  db.prepare<[number]>(SQL.dropTotp).run(user.rid);
  db.prepare<[number]>(SQL.dropCodes).run(user.rid);
}

/** PIN and phone are set up. */
export function endEnrolment(db: Db, userRid: number): void {
  db.prepare<[number]>(SQL.enrolled).run(userRid);
}

/** Pauses a person's way in (an instant), or ends the pause (null). */
export function setSuspended(db: Db, userRid: number, at: string | null): void {
  db.prepare<[string | null, number]>(SQL.suspend).run(at, userRid);
}

/** Takes a person's way in away for good, with phone secret and recovery codes. */
export function disableUser(db: Db, userRid: number, at: string): void {
  db.prepare<[string, number]>(SQL.remove).run(at, userRid);
  db.prepare<[number]>(SQL.dropTotp).run(userRid);
  db.prepare<[number]>(SQL.dropCodes).run(userRid);
}

export function setUserRole(db: Db, userRid: number, role: string): void {
  db.prepare<[string, number]>(SQL.role).run(role, userRid);
}

/** How the screens look to this person; null leaves a choice as it is. */
export function setLook(db: Db, look: { rid: number; language: string | null; theme: string | null }): void {
  db.prepare<typeof look>(SQL.look).run(look);
}

/** How many owners could get in today besides this user. */
export function otherOwners(db: Db, userRid: number): number {
  return db.prepare<[number], { n: number }>(SQL.owners).get(userRid)?.n ?? 0;
}

/** Every slot that may stand in vault.json. */
export function liveSlots(db: Db): Set<string> {
  const rows = db.prepare<[], { slotId: string; nextSlotId: string | null }>(SQL.slots).all();
  return new Set(rows.flatMap(({ slotId, nextSlotId }) => (nextSlotId === null ? [slotId] : [slotId, nextSlotId])));
}
