// The printed form of the Recovery Kit key and of recovery codes: Crockford base 32 that survives being typed from paper. Format only; the randomness comes from main.
import { DomainError } from './error.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** The largest prime that two characters can hold: any single wrong character and any two swapped ones change the remainder. */
const CHECK_PRIME = 1021;

export const KIT_BYTES = 32;
export const KIT_GROUPS = 14;
export const RECOVERY_CODE_BYTES = 10;
const GROUP = 4;
const KIT_CHARACTERS = 52;
const RECOVERY_CODE_CHARACTERS = 16;

/** Upper case, no spaces or dashes, O read as 0, I and L as 1. For comparing what was typed with what was printed. */
export function normaliseCode(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

/** The 32-byte key as thirteen groups of four and a check group of two. */
export function kitGroups(key: Uint8Array): string[] {
  if (key.length !== KIT_BYTES) throw new DomainError('CODE_LENGTH', { length: key.length });
  const check = checkValue(key);
  return [...groupsOf(encode(key)), letter(Math.floor(check / 32)) + letter(check % 32)];
}

/** The key as it is printed, groups joined by dashes. */
export function formatKit(key: Uint8Array): string {
  return kitGroups(key).join('-');
}

/** The key behind a printed code, however it was typed. Throws CODE_CHARACTER, CODE_LENGTH or CODE_CHECKSUM. */
export function parseKit(text: string): Uint8Array {
  const code = normaliseCode(text);
  const key = decode(code.slice(0, KIT_CHARACTERS));
  const check = values(code.slice(KIT_CHARACTERS));
  if (code.length !== KIT_CHARACTERS + 2) throw new DomainError('CODE_LENGTH', { length: code.length });
  if (!key || (check[0] ?? 0) * 32 + (check[1] ?? 0) !== checkValue(key)) throw new DomainError('CODE_CHECKSUM');
  return key;
}

/** Ten bytes as a recovery code: four groups of four. */
export function formatRecoveryCode(bytes: Uint8Array): string {
  if (bytes.length !== RECOVERY_CODE_BYTES) throw new DomainError('CODE_LENGTH', { length: bytes.length });
  return groupsOf(encode(bytes)).join('-');
}

/** A typed recovery code in its printed form, for hashing and comparing. Throws CODE_CHARACTER or CODE_LENGTH. */
export function parseRecoveryCode(text: string): string {
  const code = normaliseCode(text);
  values(code);
  if (code.length !== RECOVERY_CODE_CHARACTERS) throw new DomainError('CODE_LENGTH', { length: code.length });
  return groupsOf(code).join('-');
}

function letter(value: number): string {
  return ALPHABET[value] ?? '0';
}

function groupsOf(code: string): string[] {
  return Array.from({ length: Math.ceil(code.length / GROUP) }, (_, i) => code.slice(i * GROUP, (i + 1) * GROUP));
}

/** The bytes as one big number modulo the check prime. */
function checkValue(bytes: Uint8Array): number {
  return bytes.reduce((rest, byte) => (rest * 256 + byte) % CHECK_PRIME, 0);
}

/** Five bits a character, first bit first; the last character is filled up with zeros. */
function encode(bytes: Uint8Array): string {
  let [code, bits, waiting] = ['', 0, 0];
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    waiting += 8;
    while (waiting >= 5) {
      waiting -= 5;
      code += letter((bits >> waiting) & 31);
      bits &= (1 << waiting) - 1;
    }
  }
  return waiting > 0 ? code + letter((bits << (5 - waiting)) & 31) : code;
}

function values(code: string): number[] {
  return [...code].map((character) => {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new DomainError('CODE_CHARACTER');
    return value;
  });
}

/** The bytes of a code, or null when the filled-up bits are not zero. */
function decode(code: string): Uint8Array | null {
  const bytes: number[] = [];
  let [bits, waiting] = [0, 0];
  for (const value of values(code)) {
    bits = (bits << 5) | value;
    waiting += 5;
    if (waiting >= 8) {
      waiting -= 8;
      bytes.push((bits >> waiting) & 255);
      bits &= (1 << waiting) - 1;
    }
  }
  return bits === 0 ? Uint8Array.from(bytes) : null;
}
