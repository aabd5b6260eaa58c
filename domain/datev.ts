// What an issued document becomes in a DATEV booking batch: one booking per tax, or the reason why it cannot be one. Pure; main/export writes the file, the settings screen shows the presets.
import { exponentOf } from './currency.ts';
import { formatDec, isZero, parseDec } from './decimal.ts';
import { addMinor, convert, type Minor, minor, negMinor, NOTHING, subMinor, sumMinor } from './money.ts';
import type { Snapshot } from './snapshotShape.ts';
import type { TaxCategory } from './tax.ts';
import { type DueFrom, taxDueOn } from './taxDue.ts';

export const CHARTS = ['03', '04'] as const;
/** Standard charts of accounts: SKR03 (by process) and SKR04 (by balance sheet). */
export type Chart = (typeof CHARTS)[number];

/** Where revenue of one tax rate is booked. */
export interface DatevRow {
  taxId: string;
  /** Canonical decimal string. */
  rate: string;
  /** Revenue account; '' while nobody chose one. */
  account: string;
  /** BU-Schlüssel, one to four digits; '' where the account knows its tax by itself. */
  key: string;
}
export interface DatevSettings {
  chart: Chart;
  /** The accountant's number (Beraternummer), 1001 to 9999999; '' while unknown. */
  consultant: string;
  /** The client's number (Mandantennummer), 1 to 99999; '' while unknown. */
  client: string;
  /** Digits of a general ledger account, 4 to 8; a debtor's has one more. */
  accountLength: number;
  /** Collective debtor account. */
  debtor: string;
  /** A customer's own number is the debtor account where it has the form of one. */
  debtorByCode: boolean;
  rows: DatevRow[];
}

type Preset = Readonly<Record<Chart, string>>;
/** Accounts that carry their tax themselves ("Automatikkonten"), so that no key is needed. As the published charts have them; the accountant confirms. */
const BY_RATE: Readonly<Record<string, Preset>> = { '19': { '03': '8400', '04': '4400' }, '7': { '03': '8300', '04': '4300' } };
const BY_CATEGORY: Readonly<Partial<Record<TaxCategory, Preset>>> = {
  // § 4 Nr. 1 b UStG, with the customer's VAT number
  K: { '03': '8125', '04': '4125' },
  // § 4 Nr. 1 a UStG
  G: { '03': '8120', '04': '4120' },
  // § 13 b UStG: the customer owes the tax
  AE: { '03': '8337', '04': '4337' },
  // § 4 Nr. 8 ff. UStG
  E: { '03': '8100', '04': '4100' },
  // small business, § 19 UStG
  O: { '03': '8195', '04': '4185' },
};

/** The usual revenue account of a tax in a chart; '' where there is none that fits. */
export function presetAccount(chart: Chart, category: TaxCategory, rate: string, accountLength: number): string {
  const found = category === 'S' ? BY_RATE[formatDec(parseDec(rate))] : BY_CATEGORY[category];
  return found === undefined ? '' : found[chart].padEnd(accountLength, '0');
}

export const isConsultant = (text: string): boolean => /^\d{4,7}$/.test(text) && Number(text) >= 1001;
export const isClient = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) >= 1;
/** 10000 to 69999 with four digits; with more, as many zeros more. */
export const isDebtor = (text: string, accountLength: number): boolean => new RegExp(`^[1-6]\\d{${accountLength}}$`).test(text);
export const isAccount = (text: string, accountLength: number): boolean => new RegExp(`^\\d{1,${accountLength}}$`).test(text) && Number(text) > 0;
export const isKey = (text: string): boolean => /^\d{0,4}$/.test(text);

/** One line of the batch. Amounts are above zero, in minor units of `currency`; the side says which way. */
export interface Booking {
  /** S: the debtor owes more. H: less. */
  side: 'S' | 'H';
  amount: Minor;
  currency: string;
  debtor: string;
  revenue: string;
  key: string;
  date: string;
  number: string;
  text: string;
  dueDate: string | null;
  supplyDate: string | null;
  /** Country and VAT number of the customer, for intra-Community supplies. */
  vatId: string;
  /** When its tax falls due, said of each booking where both ways may meet: I when paid (Ist), S with the document (Soll); '' without tax, and in books that never chose. */
  way: 'I' | 'S' | '';
  /** What it was in another currency, as a text; '' in the base currency. */
  foreign: string;
}

/** Why a document is listed instead of booked. */
export const DATEV_REASONS = ['ACCOUNT', 'SEVERAL_TAXES', 'COMPOUND', 'WITHHOLDING', 'AFTER_TAX', 'ROUNDING', 'DEPOSIT', 'NO_TAX', 'ZERO', 'NUMBER', 'VAT_ID', 'AMOUNT', 'DECIMALS'] as const;
export type DatevReason = (typeof DATEV_REASONS)[number];
export type Posted = { ok: true; bookings: Booking[] } | { ok: false; reason: DatevReason; what: string };

const no = (reason: DatevReason, what = ''): Posted => ({ ok: false, reason, what });
/** Belegfeld 1. */
const NUMBER = /^[A-Za-z0-9$&%*+/-]{1,36}$/;
/** Ten digits before the comma. */
const MOST = 999_999_999_999;

/** A document as bookings, or why not. `choices`: when its tax falls due, since when. Nothing of it is left out silently: either all of its gross amount is booked or none. */
export function postDocument(snapshot: Snapshot, customerCode: string, settings: DatevSettings, choices: readonly DueFrom[]): Posted {
  const problem = unbookable(snapshot);
  if (problem !== null) return problem;
  const rows: { amount: Minor; row: DatevRow; category: TaxCategory; taxed: boolean }[] = [];
  for (const { component, base, amount } of snapshot.taxes) {
    const gross = addMinor(minor(base), minor(amount));
    if (gross === 0) continue;
    const row = settings.rows.find(({ taxId, rate }) => taxId === component.id && formatDec(parseDec(rate)) === formatDec(parseDec(component.rate)));
    if (row === undefined || row.account === '') return no('ACCOUNT', component.name);
    if (component.category === 'K' && (snapshot.buyer?.vatId ?? '') === '') return no('VAT_ID');
    rows.push({ amount: gross, row, category: component.category, taxed: component.category === 'S' && !isZero(parseDec(component.rate)) });
  }
  if (rows.length === 0) return no('ZERO');
  const worths = inBase(snapshot, rows.map(({ amount }) => amount));
  if (worths.some((worth) => Math.abs(worth) > MOST)) return no('AMOUNT');
  const back = snapshot.kind === 'credit-note';
  const debtor = settings.debtorByCode && isDebtor(customerCode, settings.accountLength) ? customerCode : settings.debtor;
  const way = wayOf(snapshot, choices);
  const bookings = rows.flatMap(({ amount, row, category, taxed }, i): Booking[] => {
    const worth = worths[i] ?? NOTHING;
    if (worth === 0) return [];
    return [{
      side: worth > 0 === back ? 'H' : 'S', amount: worth < 0 ? negMinor(worth) : worth, currency: snapshot.baseCurrency, debtor, revenue: row.account, key: row.key, date: snapshot.issueDate, number: snapshot.number,
      text: [snapshot.buyer?.name ?? '', snapshot.subject].filter((part) => part !== '').join(', '), dueDate: back ? null : snapshot.dueDate, supplyDate: snapshot.supplyDate,
      vatId: category === 'K' ? (snapshot.buyer?.vatId ?? '') : '', way: taxed ? way : '', foreign: snapshot.currency === snapshot.baseCurrency ? '' : foreignText(amount, snapshot),
    }];
  });
  return bookings.length === 0 ? no('ZERO') : { ok: true, bookings };
}

/** Of the document's day; a credit note goes the way of its invoice. */
function wayOf({ issueDate, original }: Snapshot, choices: readonly DueFrom[]): Booking['way'] {
  if (!choices.some(({ due }) => due === 'paid')) return '';
  return taxDueOn(choices, original?.issueDate ?? issueDate) === 'paid' ? 'I' : 'S';
}

/** What a booking of one amount against one account cannot say. */
function unbookable(snapshot: Snapshot): Posted | null {
  const { totals, taxes, lines, kind } = snapshot;
  if (exponentOf(snapshot.baseCurrency) !== 2) return no('DECIMALS', snapshot.baseCurrency);
  if (kind === 'deposit-invoice' || snapshot.deposits.length > 0) return no('DEPOSIT');
  if (!NUMBER.test(snapshot.number)) return no('NUMBER');
  if (taxes.some(({ component }) => component.withholding) || totals.withheld !== 0) return no('WITHHOLDING');
  if (totals.afterTaxAllowances !== 0) return no('AFTER_TAX');
  if (totals.prepaid !== 0) return no('DEPOSIT');
  if (totals.rounding !== 0) return no('ROUNDING');
  if (taxes.some(({ component }) => component.compound)) return no('COMPOUND');
  if (lines.some((line) => line.taxes.length > 1) || snapshot.adjustments.some((one) => (one.taxes?.length ?? 0) > 1)) return no('SEVERAL_TAXES');
  const booked = sumMinor(taxes.map(({ base, amount }) => addMinor(minor(base), minor(amount))));
  return booked === totals.gross ? null : no('NO_TAX');
}

/** Each part in the base currency; together exactly what the whole is worth, the rest going to the largest. */
function inBase({ currency, baseCurrency, rate, totals }: Snapshot, parts: readonly Minor[]): Minor[] {
  if (currency === baseCurrency) return [...parts];
  const worth = (amount: Minor): Minor => convert(amount, rate, exponentOf(currency), exponentOf(baseCurrency));
  const worths = parts.map(worth);
  const rest = subMinor(worth(minor(totals.gross)), sumMinor(worths));
  const largest = worths.reduce((best, value, i) => (Math.abs(value) > Math.abs(worths[best] ?? NOTHING) ? i : best), 0);
  return worths.map((value, i) => (i === largest ? addMinor(value, rest) : value));
}

function foreignText(amount: Minor, { currency, rate }: Snapshot): string {
  return `${currency} ${plainAmount(amount, exponentOf(currency))} zu ${(rate ?? '').replace('.', ',')}`;
}

/** '1234,50': a comma, no thousands, no sign. */
export function plainAmount(amount: Minor, exponent: number): string {
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)},${digits.slice(-exponent)}`;
}
