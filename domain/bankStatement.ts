// What a bank tells of an account, whatever file it came in: statements, their lines, and the small readings that every format needs. Called by main/import/bank, services and screens.
import { exponentOf } from './currency.ts';
import { isDate } from './date.ts';
import { formatDec, isDec, parseDec } from './decimal.ts';
import { ibanProblem, normaliseIban } from './iban.ts';
import { type Minor, NOTHING, sumMinor, toMinor } from './money.ts';
import { findCardNumber } from './pan.ts';
import { cleanText } from './text.ts';

export const BANK_FORMATS = ['camt.053', 'mt940', 'ofx', 'csv'] as const;
export type BankFormat = (typeof BANK_FORMATS)[number];

/** One movement on an account. Texts are cleaned, never null; '' is "the bank did not say". */
export interface BankLine {
  /** The line of the file it begins on, as an editor shows it. */
  readonly row: number;
  readonly bookingDate: string;
  readonly valueDate: string | null;
  /** Money in is positive, money out negative. */
  readonly amount: Minor;
  /** Takes back an earlier movement. */
  readonly reversal: boolean;
  /** The bank's own reference: the surest sign that two lines are one. */
  readonly bankRef: string;
  readonly endToEnd: string;
  /** Creditor reference (ISO 11649, Swiss QR) or document number in a field of its own. */
  readonly structuredRef: string;
  readonly text: string;
  readonly name: string;
  /** IBAN where it is one, else the account number as given. */
  readonly iban: string;
  /** What kind of movement, in the bank's own code. */
  readonly code: string;
  /** Taken by banks on the way, when the file says so; positive. */
  readonly charges: Minor;
}

export interface BankStatement {
  /** IBAN, or bank and account number with a slash between; '' when the file does not say (CSV). */
  readonly account: string;
  readonly currency: string;
  readonly reference: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly opening: Minor | null;
  readonly closing: Minor | null;
  readonly lines: readonly BankLine[];
}

export type BankProblemCode = 'DATE' | 'AMOUNT' | 'CURRENCY' | 'ACCOUNT' | 'DIRECTION' | 'LINE' | 'BALANCE' | 'MISSING';

/** What could not be read, and on which line of the file. `value` is cut and holds no card number. */
export interface BankProblem {
  readonly row: number;
  readonly field: string;
  readonly code: BankProblemCode;
  readonly value: string;
}

export const TEXT_MAX = 500;
const NAME_MAX = 140;
const REF_MAX = 80;

/** A text of the bank as it may be kept: one line, nothing invisible, a card number down to its last four digits (T82). */
export function bankText(raw: string, max: number = TEXT_MAX): string {
  // A bank may send anything: what cannot be stored whole is cut before it is cleaned, and a lone surrogate becomes a mark.
  const cut = raw.slice(0, max * 4).replace(/\p{Surrogate}/gu, '\ufffd').replace(/\s+/gu, ' ');
  const short = maskCards([...cut].slice(0, max).join(''));
  const cleaned = cleanText(short, { max });
  return cleaned.ok ? cleaned.text : '';
}

export function bankName(raw: string): string {
  return bankText(raw, NAME_MAX);
}

/** References that say "there is none" become ''. */
export function bankReference(raw: string): string {
  const text = bankText(raw, REF_MAX);
  return /^(NONREF|NOTPROVIDED|NOT PROVIDED|NOREF|N\/A|-)$/i.test(text) ? '' : text;
}

/** The text with every card number but its last four digits hidden. */
export function maskCards(text: string): string {
  let shown = text;
  for (let found = findCardNumber(shown); found !== null; found = findCardNumber(shown)) {
    const digits = [...shown.slice(found.index, found.index + found.length)].filter((character) => /[\p{Nd}]/u.test(character));
    shown = `${shown.slice(0, found.index)}…${digits.slice(-4).join('')}${shown.slice(found.index + found.length)}`;
  }
  return shown;
}

/** A decimal text ('1234.5', '-3', '+7.00') as exact minor units of the currency; null when it is none or has more decimals than the currency. */
export function exactMinor(text: string, currency: string): Minor | null {
  const plain = text.trim().replace(/^\+/, '').replace(/^(-?)\./, '$10.').replace(/\.$/, '');
  if (!isDec(plain)) return null;
  const canonical = parseDec(formatDec(parseDec(plain)));
  const exponent = exponentOf(currency);
  if (canonical.scale > exponent) return null;
  const whole = canonical.units * 10n ** BigInt(exponent - canonical.scale);
  const most = BigInt(Number.MAX_SAFE_INTEGER);
  return whole > most || whole < -most ? null : toMinor(canonical, exponent);
}

/** Six digits YYMMDD or eight YYYYMMDD as a calendar date; two-digit years from 80 are of the last century. null for a day that is none. */
export function compactDate(text: string): string | null {
  const match = /^(\d{4}|\d{2})(\d{2})(\d{2})$/.exec(text);
  if (match === null) return null;
  const [, year = '', month = '', day = ''] = match;
  const full = year.length === 4 ? year : `${Number(year) >= 80 ? '19' : '20'}${year}`;
  const date = `${full}-${month}-${day}`;
  return isDate(date) ? date : null;
}

/**
 * One way of writing an account, so that the same account in two formats is one: an IBAN without spaces; a German bank code with an account number becomes
 * its IBAN (ISO 13616: check digits over BBAN and country); anything else stays, upper case.
 */
export function accountKey(raw: string): string {
  const plain = normaliseIban(bankText(raw, 60));
  if (ibanProblem(plain) === null) return plain;
  const german = /^(\d{8})\/(\d{1,10})$/.exec(plain);
  if (german === null) return plain;
  const bban = `${german[1] ?? ''}${(german[2] ?? '').padStart(10, '0')}`;
  const check = 98n - (BigInt(`${bban}131400`) % 97n);
  return `DE${String(check).padStart(2, '0')}${bban}`;
}

/** What the lines should add up to, and do not: opening and lines against closing. null when it fits or cannot be known. */
export function balanceGap({ opening, closing, lines }: Pick<BankStatement, 'opening' | 'closing' | 'lines'>): Minor | null {
  if (opening === null || closing === null) return null;
  const moved = sumMinor([opening, ...lines.map(({ amount }) => amount)]);
  const gap = sumMinor([closing, (moved === 0 ? NOTHING : -moved) as Minor]);
  return gap === 0 ? null : gap;
}
