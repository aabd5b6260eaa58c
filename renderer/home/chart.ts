// Geometry of the months chart: where bars, marks and the scale stand. Pure; numbers here are pixels, never money that is stored or shown.
import { exponentOf } from '../../domain/currency.ts';

export interface MonthSum {
  /** 'YYYY-MM' */
  month: string;
  amount: number;
  before: number;
}
export interface Bar {
  month: string;
  x: number;
  y: number;
  height: number;
  /** Height of the mark of the year before; null when there was nothing. */
  markY: number | null;
  now: boolean;
}
export interface Chart {
  bars: Bar[];
  lines: { y: number; label: string }[];
}

export const WIDTH = 424;
export const HEIGHT = 122;
export const LEFT = 40;
export const BASE = 98;
export const TOP = 10;
export const BAR_WIDTH = 20.5;

/** 1, 2 or 5 times a power of ten: a step that people count in. */
export function niceStep(most: number, lines = 3): number {
  const raw = Math.max(1, most / lines);
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5, 10].find((f) => f * power >= raw) ?? 10;
  return factor * power;
}

/** "15k", "2M": whole steps only. */
export function shortNumber(n: number): string {
  if (n >= 1_000_000) return `${n / 1_000_000}M`;
  return n >= 1000 ? `${n / 1000}k` : String(n);
}

/** Lays the months out; `current` ('YYYY-MM') gets the strong colour. */
export function layOut(months: readonly MonthSum[], currency: string, current: string): Chart {
  const unit = 10 ** exponentOf(currency);
  const most = months.reduce((max, m) => Math.max(max, m.amount / unit, m.before / unit), 0);
  const step = niceStep(most);
  const top = step * Math.max(1, Math.ceil(most / step));
  const y = (value: number) => BASE - (Math.max(0, value) / top) * (BASE - TOP);
  const pitch = (WIDTH - LEFT) / Math.max(1, months.length);
  const bars = months.map((m, i) => {
    const at = y(m.amount / unit);
    return { month: m.month, x: LEFT + i * pitch + (pitch - BAR_WIDTH) / 2, y: at, height: Math.max(0, BASE - at), markY: m.before === 0 ? null : y(m.before / unit), now: m.month === current };
  });
  const lines = Array.from({ length: Math.round(top / step) + 1 }, (_, i) => ({ y: y(i * step), label: shortNumber(i * step) }));
  return { bars, lines };
}
