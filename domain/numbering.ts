// Document numbers: patterns like INV-{YYYY}-{0000}, which counter a date falls into, and what each set of rules allows. The counter itself lives in main, inside the issuing transaction.
import { dateTexts, financialYear } from './date.ts';
import { DomainError } from './error.ts';

type Token = 'YYYY' | 'YY' | 'MM' | 'FY';
type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'token'; readonly token: Token }
  | { readonly kind: 'counter'; readonly width: number };

/** When the counter starts again at 1. It follows from the tokens, so that a number can never come twice. */
export type Reset = 'never' | 'year' | 'financial-year' | 'month';

export interface NumberPattern {
  readonly text: string;
  readonly parts: readonly Part[];
  readonly reset: Reset;
}

/** 'plain': up to 40 visible characters. 'india': CGST Rule 46(b), up to 16 of A-Z 0-9 - / (T45). */
export type NumberRules = 'plain' | 'india';

export type PatternProblem = 'PATTERN_TOKEN' | 'PATTERN_COUNTER' | 'PATTERN_YEAR_MISSING' | 'PATTERN_CHARACTERS' | 'PATTERN_TOO_LONG';
export type NumberProblem = 'NUMBER_CHARACTERS' | 'NUMBER_TOO_LONG';

const PIECES = /\{([^{}]*)\}|([^{}]+)|([{}])/g;
const TOKENS: readonly Token[] = ['YYYY', 'YY', 'MM', 'FY'];
const LONGEST: Readonly<Record<NumberRules, number>> = { plain: 40, india: 16 };
const ALLOWED: Readonly<Record<NumberRules, RegExp>> = { plain: /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u, india: /^[A-Z0-9/-]+$/ };
/** The widest counter: it must stay a safe integer and fit the longest number. */
const WIDEST_COUNTER = 12;

function readParts(text: string): Part[] | null {
  const parts: Part[] = [];
  for (const [, inside, plain, stray] of text.matchAll(PIECES)) {
    if (stray !== undefined) return null;
    const token = TOKENS.find((known) => known === inside);
    if (plain !== undefined) parts.push({ kind: 'text', text: plain });
    else if (token) parts.push({ kind: 'token', token });
    else if (inside && /^0+$/.test(inside) && inside.length <= WIDEST_COUNTER) parts.push({ kind: 'counter', width: inside.length });
    else return null;
  }
  return parts;
}

function resetOf(tokens: readonly Token[]): Reset {
  if (tokens.includes('MM')) return 'month';
  if (tokens.includes('FY')) return 'financial-year';
  return tokens.length > 0 ? 'year' : 'never';
}

/** What is wrong with a pattern, or null. The longest number is judged with the counter as wide as it is written. */
export function patternProblem(text: string, rules: NumberRules = 'plain'): PatternProblem | null {
  const parts = readParts(text);
  if (!parts) return 'PATTERN_TOKEN';
  if (parts.filter((part) => part.kind === 'counter').length !== 1) return 'PATTERN_COUNTER';
  const tokens = parts.flatMap((part) => (part.kind === 'token' ? [part.token] : []));
  // A counter that starts again each month repeats its numbers next year unless the year is in them too.
  if (tokens.includes('MM') && tokens.length === tokens.filter((token) => token === 'MM').length) return 'PATTERN_YEAR_MISSING';
  const sample = write(parts, 1, '2026-12-31', 4);
  const problem = numberProblem(sample, rules);
  if (problem) return problem === 'NUMBER_CHARACTERS' ? 'PATTERN_CHARACTERS' : 'PATTERN_TOO_LONG';
  return null;
}

/** Reads a pattern. Throws PATTERN with the problem and the text. */
export function parsePattern(text: string, rules: NumberRules = 'plain'): NumberPattern {
  const problem = patternProblem(text, rules);
  if (problem) throw new DomainError('PATTERN', { problem, pattern: text.slice(0, 60) });
  const parts = readParts(text) ?? [];
  return { text, parts, reset: resetOf(parts.flatMap((part) => (part.kind === 'token' ? [part.token] : []))) };
}

/**
 * The number of a document: 'INV-2027-0001'. A counter wider than its zeros grows: 9999 is followed by 10000 (T46).
 * `date` is the issue date, never today; `fyStartMonth` is 1 to 12. Throws SEQUENCE, PATTERN, DATE or FY_START.
 */
export function formatNumber(pattern: NumberPattern | string, sequence: number, date: string, fyStartMonth = 1): string {
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new DomainError('SEQUENCE', { sequence });
  return write(asPattern(pattern).parts, sequence, date, fyStartMonth);
}

function asPattern(pattern: NumberPattern | string): NumberPattern {
  return typeof pattern === 'string' ? parsePattern(pattern) : pattern;
}

function write(parts: readonly Part[], sequence: number, date: string, fyStartMonth: number): string {
  const { year, month } = dateTexts(date);
  const values: Readonly<Record<Token, string>> = { YYYY: year, YY: year.slice(-2), MM: month, FY: financialYear(date, fyStartMonth) };
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      return part.kind === 'token' ? values[part.token] : String(sequence).padStart(part.width, '0');
    })
    .join('');
}

/** Which counter a date falls into: '2027', '25-26', '2027-03', or '' when it never starts again (T44, T70). */
export function periodKey(pattern: NumberPattern | string, date: string, fyStartMonth = 1): string {
  const { year, month } = dateTexts(date);
  switch (asPattern(pattern).reset) {
    case 'never':
      return '';
    case 'year':
      return year;
    case 'financial-year':
      return financialYear(date, fyStartMonth);
    case 'month':
      return `${year}-${month}`;
  }
}

/** What is wrong with a finished number under these rules, or null (T45). */
export function numberProblem(number: string, rules: NumberRules): NumberProblem | null {
  if (!ALLOWED[rules].test(number) || number !== number.trim()) return 'NUMBER_CHARACTERS';
  return [...number].length > LONGEST[rules] ? 'NUMBER_TOO_LONG' : null;
}

/** The number after the last one issued in a counter. Drafts made or thrown away do not matter (T38). */
export function nextSequence(lastIssued: number | null): number {
  return (lastIssued ?? 0) + 1;
}

/** Order of two numbers as people expect it: runs of digits by value, so that 9999 comes before 10000 (T46). */
export function compareNumbers(a: string, b: string): number {
  const [left, right] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []];
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const order = comparePieces(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function comparePieces(a: string, b: string): number {
  if (a === b) return 0;
  if (!/^\d/.test(a) || !/^\d/.test(b)) return a < b ? -1 : 1;
  const difference = BigInt(a) - BigInt(b);
  if (difference === 0n) return a.length - b.length;
  return difference < 0n ? -1 : 1;
}
