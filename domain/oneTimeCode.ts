// The code that lets a new person (or one who lost PIN or phone) set up their way in: twelve characters, told or handed over once. Format only; main brings the randomness.
import { DomainError } from './error.ts';
import { formatRecoveryCode, normaliseCode } from './recoveryKitCode.ts';

const CHARACTERS = 12;
/** How long a code works. */
export const ONE_TIME_HOURS = 24;

/** Sixty of the given eighty random bits, as it is read out: XXXX-XXXX-XXXX. */
export function formatOneTimeCode(bytes: Uint8Array): string {
  return formatRecoveryCode(bytes).slice(0, CHARACTERS + 2);
}

/** A typed code as the text its key is made of: letter case, dashes and look-alikes are forgiven. Throws CODE_CHARACTER or CODE_LENGTH. */
export function parseOneTimeCode(text: string): string {
  const code = normaliseCode(text);
  if (code.length !== CHARACTERS) throw new DomainError('CODE_LENGTH', { length: code.length });
  if (!/^[0-9A-HJKMNP-TV-Z]+$/.test(code)) throw new DomainError('CODE_CHARACTER');
  return code;
}
