// Finds payment card numbers in free text, so that none is ever stored (PCI DSS 3.5.1, BR-51, T82). Called at the wall (through which imported rows go too) and by fields on screen.
import { digitValue } from './digits.ts';
import { ibanLength, ibanProblem } from './iban.ts';

/** Where a card number stands, in UTF-16 units of the text that was handed in. */
export interface CardNumber {
  readonly index: number;
  readonly length: number;
}

interface Run {
  /** ASCII digits, separators removed. */
  readonly digits: string;
  /** Positions in the text of every digit, and one past its end. */
  readonly at: readonly number[];
  readonly ends: readonly number[];
  /** Indexes into `digits` where a group starts. */
  readonly groups: readonly number[];
  readonly afterPlus: boolean;
}

// Issuer ranges as [first digits from, to, allowed lengths]. Cards in use; ranges overlap on purpose.
const ISSUERS: readonly (readonly [from: string, to: string, lengths: readonly number[]])[] = [
  ['4', '4', [13, 16, 19]], // Visa
  ['51', '55', [16]], // Mastercard
  ['2221', '2720', [16]],
  ['34', '34', [15]], // American Express
  ['37', '37', [15]],
  ['300', '305', [14, 16, 19]], // Diners Club
  ['3095', '3095', [14, 16, 19]],
  ['36', '36', [14, 16, 19]],
  ['38', '39', [14, 16, 19]],
  ['6011', '6011', [16, 19]], // Discover
  ['644', '649', [16, 19]],
  ['65', '65', [16, 19]],
  ['3528', '3589', [16, 17, 18, 19]], // JCB
  ['62', '62', [16, 17, 18, 19]], // UnionPay
  ['81', '81', [16, 17, 18, 19]],
  ['2200', '2204', [16, 17, 18, 19]], // Mir
  ['60', '60', [16]], // RuPay
  ['82', '82', [16]],
  ['508', '508', [16]],
  ['9792', '9792', [16]], // Troy
  ['5018', '5018', [13, 14, 15, 16, 17, 18, 19]], // Maestro
  ['5020', '5020', [13, 14, 15, 16, 17, 18, 19]],
  ['5038', '5038', [13, 14, 15, 16, 17, 18, 19]],
  ['5893', '5893', [13, 14, 15, 16, 17, 18, 19]],
  ['6304', '6304', [13, 14, 15, 16, 17, 18, 19]],
  ['6759', '6763', [13, 14, 15, 16, 17, 18, 19]],
  ['5019', '5019', [16]], // Dankort
  ['506099', '506198', [16, 18, 19]], // Verve
  ['636', '639', [16, 17, 18, 19]], // InstaPayment, InterPayment, Elo
];

/** True when the digits are as long as a card number, start like one and pass the Luhn check. */
export function isCardNumber(digits: string): boolean {
  if (!/^\d{13,19}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  const issued = ISSUERS.some(([from, to, lengths]) => {
    const start = digits.slice(0, from.length);
    return start >= from && start <= to && lengths.includes(digits.length);
  });
  return issued && luhn(digits);
}

function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const weighed = i % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

/** The first card number in the text, or null. Digits of any script; spaces, dashes and dots between them do not hide it (SECURITY e 48). */
export function findCardNumber(text: string): CardNumber | null {
  if (!mayHoldCard(text)) return null;
  const ibans = findIbans(text);
  for (const run of findRuns(text, ibans)) {
    const found = findInRun(run);
    if (found) return found;
  }
  return null;
}

/** The quick way out for nearly every text: thirteen digits are needed. */
function mayHoldCard(text: string): boolean {
  if (text.length < 13) return false;
  let digits = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if ((unit >= 0x30 && unit <= 0x39) || unit >= 0x0660) digits += 1;
    if (digits >= 13) return true;
  }
  return false;
}

/** Valid IBANs, whose digits are an account and no card. */
function findIbans(text: string): readonly (readonly [from: number, to: number])[] {
  const found: [number, number][] = [];
  for (const match of text.matchAll(/(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?=[ ]?[A-Za-z0-9])/g)) {
    const length = ibanLength(match[0].slice(0, 2).toUpperCase());
    if (length === null) continue;
    const whole = new RegExp(`^(?:[A-Za-z0-9][ -]?){${length - 1}}[A-Za-z0-9]`).exec(text.slice(match.index, match.index + 2 * length));
    if (whole && ibanProblem(whole[0]) === null) found.push([match.index, match.index + whole[0].length]);
  }
  return found;
}

/** At most two of these between digits still belong to one number. */
const SEPARATOR = /^[\p{Zs}\p{Pd}\t.\u00ad\u00b7\u200b-\u200f\u2060\u2212\ufeff]$/u;

function findRuns(text: string, skip: readonly (readonly [number, number])[]): Run[] {
  const runs: Run[] = [];
  let open: { digits: string; at: number[]; ends: number[]; groups: number[]; afterPlus: boolean; gap: number } | null = null;
  let index = 0;
  let before = '';
  const close = () => {
    if (open && open.digits.length >= 13) runs.push(open);
    open = null;
  };
  for (const character of text) {
    const value = skip.some(([from, to]) => index >= from && index < to) ? null : digitValue(character.codePointAt(0) ?? 0);
    if (value !== null) {
      open ??= { digits: '', at: [], ends: [], groups: [], afterPlus: before === '+' || before === '＋', gap: 1 };
      if (open.gap > 0) open.groups.push(open.digits.length);
      open.digits += String(value);
      open.at.push(index);
      open.ends.push(index + character.length);
      open.gap = 0;
    } else if (open && open.gap < 2 && SEPARATOR.test(character)) open.gap += 1;
    else close();
    before = character;
    index += character.length;
  }
  close();
  return runs;
}

/** A phone number in international form has at most 15 digits (E.164). */
const LONGEST_PHONE = 15;

/** Looks at the whole run, then at every row of whole groups in it: a card number may stand beside a date or a check code. */
function findInRun(run: Run): CardNumber | null {
  if (run.afterPlus && run.digits.length <= LONGEST_PHONE) return null;
  const bounds = [...run.groups, run.digits.length];
  const singly = run.groups.length === run.digits.length;
  for (let first = 0; first < run.groups.length; first += 1) {
    for (let last = Math.min(bounds.length - 1, first + 19); last > first; last -= 1) {
      const [from, to] = [bounds[first] ?? 0, bounds[last] ?? 0];
      if (to - from < 13 || to - from > 19) continue;
      if (!singly && !looksGrouped(bounds.slice(first, last + 1))) continue;
      if (!isCardNumber(run.digits.slice(from, to))) continue;
      const index = run.at[from] ?? 0;
      return { index, length: (run.ends[to - 1] ?? index) - index };
    }
  }
  return null;
}

/** People write cards in groups of three or more, the last one maybe shorter. Lists of sizes or prices are not cards. */
function looksGrouped(bounds: readonly number[]): boolean {
  return bounds.every((bound, i) => i === 0 || i === bounds.length - 1 || bound - (bounds[i - 1] ?? 0) >= 3);
}
