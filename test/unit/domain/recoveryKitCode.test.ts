import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatKit, formatRecoveryCode, kitGroups, normaliseCode, parseKit, parseRecoveryCode } from '../../../domain/recoveryKitCode.ts';

const key = Uint8Array.from({ length: 32 }, (_, i) => (i * 37 + 11) % 256);
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

describe('printed codes', () => {
  test('a key is thirteen groups of four and a check group of two, and comes back', () => {
    expect(kitGroups(key).map((group) => group.length)).toEqual([...Array(13).fill(4), 2]);
    expect(parseKit(formatKit(key))).toEqual(key);
    fc.assert(
      fc.property(bytes(32), (any) => {
        expect(parseKit(formatKit(any))).toEqual(any);
      }),
    );
    expect(formatKit(new Uint8Array(32))).toBe(`${'0000-'.repeat(13)}00`);
  });

  test('typed in small letters, with spaces or none, O for 0, I and L for 1, it is the same key (SECURITY e 15)', () => {
    const printed = formatKit(key);
    const sloppy = printed.toLowerCase().replace(/-/g, ' ').replace(/0/g, 'o').replace(/1/, 'l').replace(/1/, 'I');
    for (const typed of [sloppy, printed.replace(/-/g, ''), `  ${printed}\n`, printed.replace(/-/g, '–')])
      expect(parseKit(typed)).toEqual(key);
    expect(normaliseCode(' ab-o1 ')).toBe('AB01');
  });

  test('every single wrong character and every swapped pair of neighbours is noticed', () => {
    const printed = formatKit(key).replace(/-/g, '');
    for (let i = 0; i < printed.length; i += 1) {
      for (const wrong of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
        if (wrong !== printed[i])
          expect(() => parseKit(printed.slice(0, i) + wrong + printed.slice(i + 1)), `${i} ${wrong}`).toThrow('CODE_CHECKSUM');
      }
      if (i + 1 < printed.length && printed[i] !== printed[i + 1]) {
        expect(
          () => parseKit(printed.slice(0, i) + printed.charAt(i + 1) + printed.charAt(i) + printed.slice(i + 2)),
          `${i} swapped`,
        ).toThrow('CODE_CHECKSUM');
      }
    }
  });

  test('too short, too long and foreign characters are told apart', () => {
    const printed = formatKit(key);
    expect(() => parseKit(printed.slice(0, -1))).toThrow('CODE_LENGTH');
    expect(() => parseKit(`${printed}0`)).toThrow('CODE_LENGTH');
    expect(() => parseKit('')).toThrow('CODE_LENGTH');
    expect(() => parseKit(printed.replace(/.$/, 'U'))).toThrow('CODE_CHARACTER');
    expect(() => formatKit(new Uint8Array(31))).toThrow('CODE_LENGTH');
  });

  test('a recovery code is four groups of four, and all its bits count', () => {
    fc.assert(
      fc.property(bytes(10), bytes(10), (a, b) => {
        const [x, y] = [formatRecoveryCode(a), formatRecoveryCode(b)];
        expect(x).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(x === y).toBe(a.every((byte, i) => byte === b[i]));
        expect(parseRecoveryCode(x.toLowerCase().replace(/-/g, ' '))).toBe(x);
      }),
    );
    expect(() => parseRecoveryCode('ABCD')).toThrow('CODE_LENGTH');
    expect(() => parseRecoveryCode('ABCD-EFGH-JKMN-PQRU')).toThrow('CODE_CHARACTER');
  });
});
