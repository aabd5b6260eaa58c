// Calendar dates as 'YYYY-MM-DD' text and their arithmetic. No clock, no time zone, no Date object: a date cannot slip to its neighbour (T61). Anybody may call it.
import { DomainError } from './error.ts';
import { type Lang, langOf } from './lang.ts';

/** Less to pay within some days of the issue date (T58): the percent as a decimal string. */
export interface EarlyTerms {
  readonly percent: string;
  readonly days: number;
}

/**
 * When an invoice is to be paid. 'eom': that many days later, then on to the end of that month (T69). 'instalments': in so many equal parts, the first
 * after that many days, the others every so many months (T51).
 */
export type PaymentTerms =
  | { readonly kind: 'immediate' }
  | { readonly kind: 'net'; readonly days: number; readonly early?: EarlyTerms | undefined }
  | { readonly kind: 'eom'; readonly days: number; readonly early?: EarlyTerms | undefined }
  | { readonly kind: 'instalments'; readonly count: number; readonly days: number; readonly months: number };

/** The early-payment discount that terms offer, or null. */
export function earlyTermsOf(terms: PaymentTerms | null): EarlyTerms | null {
  return terms !== null && 'early' in terms ? (terms.early ?? null) : null;
}

interface Parts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const LAST_YEAR = 9999;

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function lengthOf(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function read(text: string): Parts | null {
  const match = DATE.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const exists = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(year, month);
  return exists ? { year, month, day } : null;
}

function parts(date: string): Parts {
  const found = read(date);
  if (!found) throw new DomainError('DATE', { date: date.slice(0, 20) });
  return found;
}

function write({ year, month, day }: Parts): string {
  if (year < 1 || year > LAST_YEAR) throw new DomainError('DATE', { year });
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** True for a day that exists, from 0001-01-01 to 9999-12-31 in the Gregorian calendar. */
export function isDate(text: string): boolean {
  return read(text) !== null;
}

/** Days since 1970-01-01. Counts years from March, so that the leap day comes last. */
function toDays({ year, month, day }: Parts): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function fromDays(days: number): Parts {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** The date `days` later (earlier when negative). */
export function addDays(date: string, days: number): string {
  return write(fromDays(toDays(parts(date)) + days));
}

/**
 * The same day `months` later, or the month's last day where it is shorter: 31 Jan + 1 is 28 Feb, never 3 Mar (T63).
 * A series counts from its first date, or hands that date's day in as `anchorDay`, so that 28 Feb is followed by 31 Mar (T62, T64).
 */
export function addMonths(date: string, months: number, anchorDay?: number): string {
  const from = parts(date);
  const count = from.year * 12 + (from.month - 1) + months;
  const [year, month] = [Math.floor(count / 12), count - Math.floor(count / 12) * 12 + 1];
  return write({ year, month, day: Math.min(anchorDay ?? from.day, lengthOf(year, month)) });
}

/** The last day of the date's month. */
export function endOfMonth(date: string): string {
  const { year, month } = parts(date);
  return write({ year, month, day: lengthOf(year, month) });
}

/** -1, 0 or 1. The text form sorts like the calendar; this also checks both. */
export function compareDates(a: string, b: string): -1 | 0 | 1 {
  const days = daysBetween(b, a);
  if (days === 0) return 0;
  return days < 0 ? -1 : 1;
}

/** Days from one date to another: 1 from today to tomorrow. */
export function daysBetween(from: string, to: string): number {
  return toDays(parts(to)) - toDays(parts(from));
}

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export function weekday(date: string): number {
  const sinceMonday = (toDays(parts(date)) + 3) % 7; // 1970-01-01 was a Thursday
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
}

/** The day payment is due, of instalments the first (T69). Never empty (T89). */
export function dueDate(issueDate: string, terms: PaymentTerms): string {
  if (terms.kind === 'immediate') return addDays(issueDate, 0);
  if (!Number.isInteger(terms.days) || terms.days < 0) throw new DomainError('TERMS', { days: terms.days });
  const later = addDays(issueDate, terms.days);
  return terms.kind === 'eom' ? endOfMonth(later) : later;
}

/** The financial year a date falls in: '25-26' for a year from April, '2026' for the calendar year (T70). */
export function financialYear(date: string, startMonth: number): string {
  if (!Number.isInteger(startMonth) || startMonth < 1 || startMonth > 12) throw new DomainError('FY_START', { startMonth });
  const { year, month } = parts(date);
  const first = month >= startMonth ? year : year - 1;
  if (startMonth === 1) return String(first).padStart(4, '0');
  return `${twoDigits(first)}-${twoDigits(first + 1)}`;
}

function twoDigits(year: number): string {
  return String(year % 100).padStart(2, '0');
}

/** Year, month and day as the texts they are written with. */
export function dateTexts(date: string): { year: string; month: string; day: string } {
  const { year, month, day } = parts(date);
  return { year: String(year).padStart(4, '0'), month: String(month).padStart(2, '0'), day: String(day).padStart(2, '0') };
}

// Month names are a table and not Intl: a PDF must not depend on the machine it was made on.
const MONTHS: Readonly<Record<Lang, readonly string[]>> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  de: ['Jan.', 'Feb.', 'März', 'Apr.', 'Mai', 'Juni', 'Juli', 'Aug.', 'Sept.', 'Okt.', 'Nov.', 'Dez.'],
  fr: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
  es: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sept', 'oct', 'nov', 'dic'],
};

function dayNumber(day: number, lang: Lang): string {
  if (lang === 'de') return `${day}.`;
  return lang === 'fr' && day === 1 ? '1er' : String(day);
}

/** '20 Nov 2026', '20. Nov. 2026', '20 nov. 2026'. A language we do not speak is shown in English. Throws DATE. */
export function formatDay(date: string, lang: string): string {
  const { year, month, day } = dateTexts(date);
  const spoken = langOf(lang);
  return `${dayNumber(Number(day), spoken)} ${MONTHS[spoken][Number(month) - 1] ?? month} ${Number(year)}`;
}

/** '20 Nov': for lists where the year is clear. */
export function formatDayShort(date: string, lang: string): string {
  const { month, day } = dateTexts(date);
  const spoken = langOf(lang);
  return `${dayNumber(Number(day), spoken)} ${MONTHS[spoken][Number(month) - 1] ?? month}`;
}

/** 'Nov 2026': for a whole month. Takes a date or 'YYYY-MM'. */
export function formatMonth(month: string, lang: string): string {
  const texts = dateTexts(month.length === 7 ? `${month}-01` : month);
  return `${MONTHS[langOf(lang)][Number(texts.month) - 1] ?? texts.month} ${Number(texts.year)}`;
}
