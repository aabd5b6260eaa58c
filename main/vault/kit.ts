// The Recovery Kit: one random key on paper from which backup key, audit key and the kit's slot key follow. Called by create, recover and selfTest.
import { hkdf, type Random } from './crypto.ts';
import { KIT_BYTES, kitGroups, normaliseCode, parseKit } from '../../domain/recoveryKitCode.ts';
import { AppError } from '../../contract/errors.ts';

const NO_SALT = Buffer.alloc(0);
const GROUPS_ASKED_FROM = 13;
const SERIAL_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export interface KitKeys {
  /** Encrypts backups; also kept inside the database so that backups run unattended. */
  bk: Buffer;
  /** MACs the audit log; also kept in the keychain. */
  ak: Buffer;
  /** Wraps the database key in the kit's slot; kept nowhere. */
  slotKek: Buffer;
}

export function newRecoveryKey(random: Random): Buffer {
  return random(KIT_BYTES);
}

/** The three keys. The labels are part of the format: paper printed today must work with every later version. */
export function kitKeys(rk: Buffer): KitKeys {
  return { bk: hkdf(rk, NO_SALT, 'billfold/backup/v1'), ak: hkdf(rk, NO_SALT, 'billfold/audit/v1'), slotKek: hkdf(rk, NO_SALT, 'billfold/slot/v1') };
}

/** A short public name of the kit, printed on it and in every backup's manifest, so that a person finds the right paper. */
export function kitSerial(rk: Buffer): string {
  const bytes = hkdf(rk, NO_SALT, 'billfold/kit-serial/v1').subarray(0, 8);
  const chars = Array.from(bytes, (byte) => SERIAL_ALPHABET.charAt(byte & 31)).join('');
  return `${chars.slice(0, 4)}-${chars.slice(4)}`;
}

/** What is printed. The backup key in hex lets the plain sqlcipher program open a backup without us. */
export interface KitSheet {
  serial: string;
  vaultId: string;
  /** YYYY-MM-DD. */
  madeOn: string;
  groups: string[];
  check: string;
  backupKeyHex: string;
  /** Which two groups (1-13) the person types back. */
  ask: [number, number];
}

export function kitSheet(rk: Buffer, about: { vaultId: string; createdAt: string; ask: [number, number] }): KitSheet {
  const all = kitGroups(rk);
  return {
    serial: kitSerial(rk), vaultId: about.vaultId, madeOn: about.createdAt.slice(0, 10), groups: all.slice(0, GROUPS_ASKED_FROM),
    check: all[GROUPS_ASKED_FROM] ?? '', backupKeyHex: kitKeys(rk).bk.toString('hex'), ask: about.ask,
  };
}

/** Two different group numbers (1-13), the smaller first. */
export function pickGroups(random: Random): [number, number] {
  const draw = (): number => 1 + (random(4).readUInt32BE() % GROUPS_ASKED_FROM);
  const first = draw();
  let second = draw();
  while (second === first) second = draw();
  return first < second ? [first, second] : [second, first];
}

/** Whether each typed group is the printed one, however it was typed. */
export function checkGroups(rk: Buffer, ask: [number, number], typed: readonly [string, string]): [boolean, boolean] {
  const groups = kitGroups(rk);
  const right = (n: 0 | 1): boolean => normaliseCode(typed[n]) === groups[ask[n] - 1];
  return [right(0), right(1)];
}

/** The key behind typed paper. KIT_WRONG for anything that is not a whole kit code. */
export function readKit(typed: string): Buffer {
  try {
    return Buffer.from(parseKit(typed));
  } catch {
    throw new AppError('KIT_WRONG');
  }
}
