// What a typed PIN or passphrase becomes before any key is made of it, and whether a new one is good enough. Called by login, create, credentials, recover.
import { AppError } from '../../contract/errors.ts';
import { normalisePin, pinProblem } from '../../domain/pin.ts';
import type { VaultMode } from './vaultFile.ts';

const LONGEST = 128;
/** Without a device secret the passphrase is all there is. */
const PASSPHRASE_LEAST = 12;

/** The secret to hash, or null for what no PIN can be (empty, huge, control characters): that is not worth a KDF run. */
export function readSecret(typed: string): string | null {
  if (typed.length === 0 || typed.length > LONGEST || /[\p{Cc}\p{Surrogate}]/u.test(typed)) return null;
  return normalisePin(typed);
}

/** A new PIN or passphrase in the form that is hashed. PIN_WEAK with the problem's name otherwise. */
export function newSecret(typed: string, mode: VaultMode): string {
  const problem = pinProblem(typed) ?? (mode === 'passphrase' ? passphraseProblem(typed) : null);
  const secret = readSecret(typed);
  if (problem !== null || secret === null) throw new AppError('PIN_WEAK', { params: { problem: problem ?? 'LONG' } });
  return secret;
}

function passphraseProblem(typed: string): 'SHORT' | 'COMMON' | null {
  const secret = normalisePin(typed);
  if ([...secret].length < PASSPHRASE_LEAST) return 'SHORT';
  return /^\d+$/.test(secret) ? 'COMMON' : null; // twelve digits are a PIN, not a passphrase
}
