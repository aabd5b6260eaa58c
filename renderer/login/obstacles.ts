// What may stand between a person and the books, with the one way out of each. Pure table; Obstacle.tsx draws it and a test holds it complete.
import type { ErrorCode } from '../../contract/errors.ts';

/** retry: look again; kit: type the Recovery Kit; backup: bring one back; folder: show where the files lie; quit: close the app. */
export type WayOut = 'retry' | 'kit' | 'backup' | 'folder' | 'quit';
export interface Known {
  /** The primary button. */
  way: WayOut;
  /** A second, quieter one. */
  also?: WayOut;
  icon: 'key' | 'file' | 'disk' | 'clock';
  /** A line of advice that depends on the operating system exists (door.how.<code>.<platform>). */
  how?: boolean;
}

/** Codes that stop login before anything is typed. Every other code is shown in the form. */
export const OBSTACLES: Partial<Record<ErrorCode, Known>> = {
  KEYCHAIN_LOCKED: { way: 'retry', also: 'kit', icon: 'key', how: true },
  KEYCHAIN_UNAVAILABLE: { way: 'retry', also: 'kit', icon: 'key', how: true },
  KEYCHAIN_ABSENT: { way: 'kit', also: 'retry', icon: 'key' },
  KEYCHAIN_FOREIGN: { way: 'kit', also: 'retry', icon: 'key' },
  VAULT_MISSING: { way: 'kit', also: 'folder', icon: 'file' },
  VAULT_BROKEN: { way: 'kit', also: 'folder', icon: 'file' },
  VAULT_KEY_MISMATCH: { way: 'kit', also: 'folder', icon: 'file' },
  DB_MISSING: { way: 'backup', also: 'folder', icon: 'file' },
  DB_DAMAGED: { way: 'backup', also: 'folder', icon: 'file' },
  DB_FROM_FUTURE: { way: 'quit', icon: 'file' },
  DB_READONLY: { way: 'retry', also: 'folder', icon: 'disk' },
  DB_BUSY: { way: 'retry', icon: 'file' },
  DISK_FULL: { way: 'retry', icon: 'disk' },
  DISK_READONLY: { way: 'retry', icon: 'disk' },
  FOLDER_UNSAFE: { way: 'folder', also: 'retry', icon: 'disk' },
  SELF_TEST_FAILED: { way: 'quit', icon: 'file' },
  MIGRATION_FAILED: { way: 'quit', also: 'folder', icon: 'file' },
  INTERNAL: { way: 'retry', also: 'quit', icon: 'file' },
};

/** What to do about a code; anything unforeseen can be looked at again. */
export function obstacleOf(code: string): Known {
  return (Object.hasOwn(OBSTACLES, code) ? OBSTACLES[code as ErrorCode] : undefined) ?? { way: 'retry', also: 'quit', icon: 'file' };
}

export function isObstacle(code: ErrorCode): boolean {
  return code !== 'INTERNAL' && Object.hasOwn(OBSTACLES, code);
}
