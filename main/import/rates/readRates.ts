// A file of exchange rates as rates by day: the European Central Bank's table (a column for each currency) or a plain list of date, currency, rate. Pure; called by the rates' jobs and tests.
import { AppError } from '../../../contract/errors.ts';
import type { RateProblem, RateQuote } from '../../../contract/rates.ts';
import { isCurrency } from '../../../domain/currency.ts';
import { crossed, storableRate, turned } from '../../../domain/datedRate.ts';
import { parseDec } from '../../../domain/decimal.ts';
import type { DateOrder } from '../../../domain/dateOrder.ts';
import { readCsv } from '../csv.ts';
import { guessDates, readDay } from '../days.ts';
import { type JobHooks, step } from '../hooks.ts';
import { readNumber } from '../values.ts';

export interface FileRate {
  currency: string;
  day: string;
  rate: string;
}
export interface RateFile {
  format: 'ecb' | 'list';
  rates: FileRate[];
  /** Codes of columns or rows that no currency of today has, such as DEM. */
  unknown: string[];
  problems: RateProblem[];
  problemCount: number;
}
interface Row {
  cells: string[];
  row: number;
}

/** The currency that the European Central Bank's table quotes everything against. */
const EURO = 'EUR';
export const MAX_RATE_BYTES = 20 * 1024 * 1024;
const SHOWN_PROBLEMS = 200;
const GUESSED_FROM = 500;
const NOT_KNOWN = /^(n\/?a|-|–|\.|null)?$/i;
const CODE = /^[A-Z]{3}$/;
const PLAIN = /^(0|[1-9]\d{0,11})(\.\d{1,10})?$/;
const HEADINGS = {
  day: /^(date|datum|day|tag|fecha|jour|validfrom|gultigab|gueltigab|time_?period)$/,
  currency: /^(currency|currencycode|code|wahrung|waehrung|devise|monnaie|moneda|divisa)$/,
  rate: /^(rate|exchangerate|kurs|wechselkurs|taux|cours|tipo|cambio|tipodecambio|obs_?value|value)$/,
} as const;

const folded = (heading: string): string => heading.normalize('NFD').replace(/[\u0300-\u036f\s.-]/g, '').toLowerCase();

/**
 * Reads the whole file. `quote` says what a number of a list means: what one unit is worth ('base') or how many one unit of the books buys ('units');
 * the bank's table is always of the second kind and against the euro. RATE_FILE when it is neither layout, and the errors of readCsv.
 */
export function readRates(bytes: Buffer, base: string, quote: RateQuote, hooks: JobHooks = {}): RateFile {
  let headings: string[] = [];
  const rows: Row[] = [];
  readCsv(bytes, { headers: (cells) => (headings = cells), row: (cells, row) => rows.push({ cells, row }) });
  const dates = headings.findIndex((heading) => HEADINGS.day.test(folded(heading)));
  const currencies = headings.findIndex((heading) => HEADINGS.currency.test(folded(heading)));
  const rate = headings.findIndex((heading) => HEADINGS.rate.test(folded(heading)));
  const collected = new Collected();
  const order = guessDates(rows.slice(0, GUESSED_FROM).map(({ cells }) => cells[Math.max(0, dates)] ?? ''), 'dmy');
  const numbers = usesComma(rows) ? 'comma' : 'point';
  const reading = { base, quote, order, numbers, rows, hooks } as const;
  if (dates >= 0 && currencies >= 0 && rate >= 0) readList(collected, reading, { dates, currencies, rate });
  else if (dates >= 0 && headings.some((heading) => CODE.test(heading))) readTable(collected, reading, headings, dates);
  else throw new AppError('RATE_FILE');
  return collected.done(currencies >= 0 && rate >= 0 ? 'list' : 'ecb');
}

interface Reading {
  base: string;
  quote: RateQuote;
  order: DateOrder;
  numbers: 'point' | 'comma';
  rows: readonly Row[];
  hooks: JobHooks;
}

/** One column for each currency, all against the euro: in books of another currency each is worked out through it. */
function readTable(into: Collected, { base, order, rows, hooks }: Reading, headings: readonly string[], dates: number): void {
  const columns = headings.flatMap((heading, at) => (CODE.test(heading) ? [{ currency: heading, at }] : []));
  const own = columns.find(({ currency }) => currency === base)?.at ?? null;
  if (base !== EURO && own === null) return into.problem({ row: 1, field: base, code: 'RATE_BASE_MISSING', value: '' });
  for (const [i, { cells, row }] of rows.entries()) {
    step(hooks, 'reading', i + 1, rows.length);
    const day = into.day(cells[dates] ?? '', order, row);
    if (day === null) continue;
    const ofBase = own === null ? ONE : numberOf(into, cells[own] ?? '', 'point', row, base);
    if (ofBase === null) continue;
    if (own !== null) into.take(EURO, day, ofBase, row);
    for (const { currency, at } of columns) {
      if (at === own) continue;
      const units = numberOf(into, cells[at] ?? '', 'point', row, currency);
      if (units !== null) into.take(currency, day, crossed(parseDec(ofBase), parseDec(units)), row);
    }
  }
}

const ONE = '1';

function readList(into: Collected, { base, quote, order, numbers, rows, hooks }: Reading, at: { dates: number; currencies: number; rate: number }): void {
  for (const [i, { cells, row }] of rows.entries()) {
    step(hooks, 'reading', i + 1, rows.length);
    const currency = (cells[at.currencies] ?? '').trim().toUpperCase();
    const day = into.day(cells[at.dates] ?? '', order, row);
    if (!CODE.test(currency)) into.problem({ row, field: 'currency', code: currency === '' ? 'REQUIRED' : 'CURRENCY', value: currency.slice(0, 80) });
    if (day === null || !CODE.test(currency) || currency === base) continue;
    const value = numberOf(into, cells[at.rate] ?? '', numbers, row, currency);
    if (value !== null) into.take(currency, day, quote === 'base' ? storableRate(parseDec(value)) : turned(parseDec(value)), row);
  }
}

/** A cell as a number above zero; null where nobody quoted one ("N/A") or where it is none, which is then a problem of the row. */
function numberOf(into: Collected, cell: string, numbers: 'point' | 'comma', row: number, field: string): string | null {
  // Nearly every cell of a table of two hundred thousand; the long way takes ten times as long.
  if (numbers === 'point' && PLAIN.test(cell) && /[1-9]/.test(cell)) return cell;
  if (NOT_KNOWN.test(cell.trim())) return null;
  const read = readNumber(cell, numbers);
  const code = !read.ok ? read.code : read.value === null || read.value.startsWith('-') || !/[1-9]/.test(read.value) ? 'RATE_NOT_POSITIVE' : null;
  if (read.ok && code === null) return read.value;
  into.problem({ row, field, code: code ?? 'NUMBER', value: cell.slice(0, 80) });
  return null;
}

/** Commas are decimal signs when numbers have them and none has a point. */
function usesComma(rows: readonly Row[]): boolean {
  const cells = rows.slice(0, GUESSED_FROM).flatMap((one) => one.cells);
  return cells.some((cell) => /^\s*\d+,\d+\s*$/.test(cell)) && !cells.some((cell) => /^\s*\d+\.\d+\s*$/.test(cell));
}

/** What was found so far, each day and currency once. */
class Collected {
  readonly #rates = new Map<string, FileRate>();
  readonly #unknown = new Set<string>();
  readonly #problems: RateProblem[] = [];
  #count = 0;

  problem(problem: RateProblem): void {
    this.#count += 1;
    if (this.#problems.length < SHOWN_PROBLEMS) this.#problems.push(problem);
  }

  day(cell: string, order: DateOrder, row: number): string | null {
    const read = readDay(cell, order);
    if (read.ok && read.value !== null) return read.value;
    this.problem({ row, field: 'date', code: cell.trim() === '' ? 'REQUIRED' : 'DATE', value: cell.slice(0, 80) });
    return null;
  }

  take(currency: string, day: string, rate: string | null, row: number): void {
    if (!isCurrency(currency)) return void this.#unknown.add(currency);
    if (rate === null) return this.problem({ row, field: currency, code: 'RATE_TOO_FAR', value: '' });
    const key = `${currency} ${day}`;
    const before = this.#rates.get(key);
    if (before !== undefined && before.rate !== rate) return this.problem({ row, field: currency, code: 'RATE_TWICE', value: day });
    if (before === undefined) this.#rates.set(key, { currency, day, rate });
  }

  done(format: RateFile['format']): RateFile {
    return { format, rates: [...this.#rates.values()], unknown: [...this.#unknown].sort().slice(0, 100), problems: this.#problems, problemCount: this.#count };
  }
}
