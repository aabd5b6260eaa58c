// Ten single-use codes for the day the phone is gone. A code replaces the phone code, never the PIN. Called by login, create, credentials, recover.
import { formatRecoveryCode, parseRecoveryCode, RECOVERY_CODE_BYTES } from '../../domain/recoveryKitCode.ts';
import { asciiDigits } from '../../domain/digits.ts';
import { hmac, type Random } from './crypto.ts';

export const CODES = 10;

/** New codes of 80 random bits each, as they are printed. */
export function newRecoveryCodes(random: Random): string[] {
  return Array.from({ length: CODES }, () => formatRecoveryCode(random(RECOVERY_CODE_BYTES)));
}

/** What is stored instead of the code. The pepper lies inside the encrypted database; 80 random bits need no slow hash. */
export function recoveryCodeMac(pepper: Buffer, userId: string, code: string): Buffer {
  return hmac(pepper, `billfold/recovery-code/v1|${userId}|${code}`);
}

/** What was typed into the one field for codes: a phone code, a recovery code, or neither. Digits of any script and spaces are forgiven. */
export type TypedCode = { kind: 'totp'; code: string } | { kind: 'recovery'; code: string } | { kind: 'neither' };

export function readTypedCode(typed: string): TypedCode {
  const digits = asciiDigits(typed).replace(/\s/g, '');
  if (/^[0-9]{6}$/.test(digits)) return { kind: 'totp', code: digits };
  try {
    return { kind: 'recovery', code: parseRecoveryCode(asciiDigits(typed)) };
  } catch {
    return { kind: 'neither' }; // wrong length or a character no code has
  }
}
