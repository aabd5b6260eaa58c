// Dates as people type them ('20 nov', '20.11', '+14', 'tomorrow') turned into calendar dates. Pure; DateField and its tests call it.
import { addDays, addMonths, dateTexts, daysBetween, isDate } from '../../domain/date.ts';
import type { DateOrder } from '../../domain/dateOrder.ts';
import { asciiDigits } from '../../domain/digits.ts';

/** First letters suffice from three on; the words of the four languages Billfold speaks. */
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'januar', 'janvier', 'enero', 'jan', 'ene'],
  ['february', 'februar', 'fevrier', 'febrero', 'feb', 'fev'],
  ['march', 'marz', 'maerz', 'mars', 'marzo', 'mar'],
  ['april', 'avril', 'abril', 'apr', 'avr', 'abr'],
  ['may', 'mai', 'mayo'],
  ['june', 'juni', 'juin', 'junio', 'jun'],
  ['july', 'juli', 'juillet', 'julio', 'jul'],
  ['august', 'aout', 'agosto', 'aug', 'ago', 'aou'],
  ['september', 'septembre', 'septiembre', 'sep'],
  ['october', 'oktober', 'octobre', 'octubre', 'oct', 'okt'],
  ['november', 'novembre', 'noviembre', 'nov'],
  ['december', 'dezember', 'decembre', 'diciembre', 'dec', 'dez', 'dic'],
];
const DAYS: Record<string, number> = { today: 0, heute: 0, hoy: 0, tomorrow: 1, morgen: 1, demain: 1, manana: 1, yesterday: -1, gestern: -1, hier: -1, ayer: -1 };

/** Digits of any script as 0-9, letters without accents, one space between words. */
function plain(text: string): string {
  return asciiDigits(text).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

function monthOf(word: string): number | null {
  if (word.length < 3) return null;
  const found = MONTHS.findIndex((names) => names.some((name) => name.startsWith(word) || word.startsWith(`${name}.`)));
  return found < 0 ? null : found + 1;
}

function fullYear(text: string): number {
  const year = Number(text);
  return text.length <= 2 ? 2000 + year : year;
}

function made(year: number, month: number, day: number): string | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDate(text) ? text : null;
}

/** Without a year the nearest such day counts: '3 jan' in December is next January, not eleven months ago. */
function nearest(month: number, day: number, today: string): string | null {
  const year = Number(dateTexts(today).year);
  const near = [year - 1, year, year + 1].map((y) => made(y, month, day)).filter((d) => d !== null);
  near.sort((a, b) => Math.abs(daysBetween(today, a)) - Math.abs(daysBetween(today, b)));
  return near[0] ?? null;
}

function dayOnly(day: number, today: string): string | null {
  const { year, month } = dateTexts(today);
  return made(Number(year), Number(month), day);
}

function fromNumbers(text: string, today: string, order: DateOrder): string | null {
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(text);
  if (iso) return made(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  // Large to small with a short year: '26/11/20'. A year of four digits at the end says that it is not.
  const short = order === 'ymd' ? /^(\d{2})[-./ ](\d{1,2})[-./ ](\d{1,2})$/.exec(text) : null;
  if (short) return made(fullYear(short[1] ?? ''), Number(short[2]), Number(short[3]));
  const match = /^(\d{1,2})[-./ ](\d{1,2})(?:[-./ ](\d{2}|\d{4}))?\.?$/.exec(text);
  if (!match) return null;
  const [first, second] = [Number(match[1]), Number(match[2])];
  // 13 and more can only be a day, whatever the order.
  const dayFirst = second > 12 ? false : first > 12 || order === 'dmy';
  const [day, month] = dayFirst ? [first, second] : [second, first];
  return match[3] === undefined ? nearest(month, day, today) : made(fullYear(match[3]), month, day);
}

function fromWords(text: string, today: string): string | null {
  const words = text.split(/[ ,./-]+/).filter((w) => w !== '' && w !== 'de' && w !== 'of');
  const month = words.map(monthOf).find((m) => m !== null) ?? null;
  const numbers = words.filter((w) => /^\d{1,4}(st|nd|rd|th|er)?$/.test(w)).map((w) => w.replace(/\D/g, ''));
  if (month === null || numbers.length === 0 || numbers.length > 2 || words.length !== numbers.length + 1) return null;
  const [day = '', year] = numbers;
  return year === undefined ? nearest(month, Number(day), today) : made(fullYear(year), month, Number(day));
}

/** The date somebody means, or null. `today` decides what '+14', '20' and '20 nov' are. */
export function parseDateText(typed: string, today: string, order: DateOrder = 'dmy'): string | null {
  const text = plain(typed);
  if (text in DAYS) return addDays(today, DAYS[text] ?? 0);
  const shift = /^([+\-\u2212])\s?(\d{1,4})\s?([dwm]?)$/.exec(text);
  if (shift) {
    const amount = Number(shift[2]) * (shift[1] === '+' ? 1 : -1);
    return shift[3] === 'm' ? addMonths(today, amount) : addDays(today, shift[3] === 'w' ? amount * 7 : amount);
  }
  if (/^\d{1,2}\.?$/.test(text)) return dayOnly(Number.parseInt(text, 10), today);
  return fromNumbers(text, today, order) ?? fromWords(text, today);
}
