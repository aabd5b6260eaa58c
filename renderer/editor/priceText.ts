// The price cell in words and back: "148.00", or "75 / 60" for a price of 60 units (T22). Pure; the line table calls it.
import type { Numbers } from './adjustText.ts';

interface Price {
  readonly unitPrice: string;
  /** The price is for this many units. */
  readonly per: string;
}

/** Null when it is no price: letters, or below zero (T29). */
export function readPrice(text: string, numbers: Numbers): Price | null {
  if (text.trim() === '') return { unitPrice: '', per: '1' };
  const [price = '', per, ...more] = text.split('/');
  const value = numbers.read(price.trim());
  const base = per === undefined || per.trim() === '' ? '1' : numbers.read(per.trim());
  if (more.length > 0 || value === null || base === null || value.startsWith('-') || base.startsWith('-') || base === '0') return null;
  return { unitPrice: value, per: base };
}

/** At least the currency's decimals; the number of units only where it is not one. */
export function showPrice(line: Price, places: number, numbers: Numbers): string {
  if (line.unitPrice === '') return '';
  const price = numbers.show(line.unitPrice, places);
  return line.per === '1' ? price : `${price} / ${numbers.show(line.per)}`;
}
