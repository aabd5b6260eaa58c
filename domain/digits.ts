// Decimal digits of every script, read as 0 to 9. For PINs, amounts and card numbers, so that ١٢٣ and １２３ are 123.

// First code point of each run of ten in Unicode 17, general category Nd. A fixed list: a PIN must give the same key on every version of the runtime.
const ZEROS: readonly number[] = [
  0x0030, 0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50, 0x0ed0, 0x0f20,
  0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0,
  0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0,
  0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50, 0x11da0, 0x11de0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50,
  0x16d70, 0x1ccf0, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0,
];

const ASCII_ONLY = /^[\x00-\x7f]*$/;

/** The value of a code point that is a decimal digit in some script, else null. */
export function digitValue(codePoint: number): number | null {
  if (codePoint < 0x80) return codePoint >= 0x30 && codePoint <= 0x39 ? codePoint - 0x30 : null;
  const zero = ZEROS.find((z) => codePoint >= z && codePoint < z + 10);
  return zero === undefined ? null : codePoint - zero;
}

/** The text with every decimal digit written in ASCII. Nothing else changes. */
export function asciiDigits(text: string): string {
  if (ASCII_ONLY.test(text)) return text;
  let result = '';
  for (const character of text) {
    const value = digitValue(character.codePointAt(0) ?? 0);
    result += value === null ? character : String(value);
  }
  return result;
}
