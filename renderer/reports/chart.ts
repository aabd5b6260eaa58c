// Geometry of the charts on the Reports screen: bars by month with the year before as a mark, below zero too, and shares of a whole. Pure; numbers here are pixels, never money that is stored or shown.
import { exponentOf } from '../../domain/currency.ts';
import { addMonths } from '../../domain/date.ts';
import { niceStep, shortNumber } from '../home/chart.ts';

export interface MonthValue {
  /** 'YYYY-MM' */
  month: string;
  amount: number;
  /** The same month a year before. */
  before: number;
}
export interface MonthBar extends MonthValue {
  x: number;
  y: number;
  height: number;
  /** Where the year before stands; null when there was nothing. */
  markY: number | null;
}
export interface MonthChart {
  bars: MonthBar[];
  lines: { y: number; label: string }[];
  zero: number;
}

export const SIZE = { width: 720, height: 190, left: 48, top: 10, base: 162, bar: 26 } as const;

/** The twelve months up to this one from a map of month to amount. */
export function lastMonths(amounts: ReadonlyMap<string, number>, today: string): MonthValue[] {
  const first = `${today.slice(0, 7)}-01`;
  return Array.from({ length: 12 }, (_, i) => {
    const at = (back: number): string => addMonths(first, -back).slice(0, 7);
    const month = at(11 - i);
    return { month, amount: amounts.get(month) ?? 0, before: amounts.get(at(23 - i)) ?? 0 };
  });
}

/** Bars grow from the zero line, which lies higher where a month gave back more than it sold. */
export function layOutMonths(months: readonly MonthValue[], currency: string): MonthChart {
  const unit = 10 ** exponentOf(currency);
  const values = months.flatMap(({ amount, before }) => [amount / unit, before / unit]);
  const [most, least] = [Math.max(0, ...values), Math.min(0, ...values)];
  const step = niceStep(most - least, 4);
  const [top, bottom] = [Math.max(1, Math.ceil(most / step)) * step, Math.floor(least / step) * step];
  const y = (value: number): number => SIZE.base - ((value - bottom) / (top - bottom)) * (SIZE.base - SIZE.top);
  const pitch = (SIZE.width - SIZE.left) / Math.max(1, months.length);
  const bars = months.map((one, i) => {
    const [at, zero] = [y(one.amount / unit), y(0)];
    return { ...one, x: SIZE.left + i * pitch + (pitch - SIZE.bar) / 2, y: Math.min(at, zero), height: Math.abs(zero - at), markY: one.before === 0 ? null : y(one.before / unit) };
  });
  const lines = Array.from({ length: Math.round((top - bottom) / step) + 1 }, (_, i) => bottom + i * step).map((value) => ({ y: y(value), label: value < 0 ? `\u2212${shortNumber(-value)}` : shortNumber(value) }));
  return { bars, lines, zero: y(0) };
}

/** How much of the largest (or of the whole) each is, in percent of a bar; nothing below zero is drawn. */
export function shares(amounts: readonly number[], of: 'largest' | 'whole'): number[] {
  const drawn = amounts.map((amount) => Math.max(0, amount));
  const whole = of === 'largest' ? Math.max(0, ...drawn) : drawn.reduce((sum, amount) => sum + amount, 0);
  return drawn.map((amount) => (whole === 0 ? 0 : (amount / whole) * 100));
}
