// Checks a typed code against the database and burns it. Called by login and credentials, inside their transaction.
import type { Db } from '../db/open.ts';
import { readMeta, readTotp, burnRecoveryCode, burnTotpStep, type UserRow } from '../db/vaultRows.ts';
import { isoUtc } from './clock.ts';
import { zero } from './crypto.ts';
import { recoveryCodeMac, type TypedCode } from './recoveryCodes.ts';
import { checkTotp } from './totp.ts';
import type { Vault } from './vault.ts';

/** True once per code: a phone code's step or a recovery code is used up in the caller's transaction. */
export function acceptCode(vault: Vault, the: { db: Db; user: UserRow; code: TypedCode; nowMs: number; readOnly: boolean }): boolean {
  const { db, user, code, nowMs, readOnly } = the;
  if (code.kind === 'recovery') {
    if (readOnly) return false; // cannot be crossed off, so it cannot be used
    return burnRecoveryCode(db, { userRid: user.rid, mac: recoveryCodeMac(readMeta(db).codePepper, user.id, code.code), at: isoUtc(nowMs) });
  }
  const totp = readTotp(db, user.rid);
  if (totp === null) return false;
  const seen = vault.now.stepsSeen.get(user.id) ?? 0;
  const match = checkTotp(totp.secret, code.kind === 'totp' ? code.code : '', nowMs, Math.max(totp.lastStep, seen));
  zero(totp.secret);
  if (match === null) return false;
  if (readOnly) {
    vault.now.stepsSeen.set(user.id, match.step); // on a read-only medium at least this process remembers
    return true;
  }
  return burnTotpStep(db, { userRid: user.rid, step: match.step, drift: match.drift });
}
