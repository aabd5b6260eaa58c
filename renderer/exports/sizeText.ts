// A file's size as people read it. Screens of exports only.
import { localeTag } from '../i18n/index.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** 1,234,567 as '1.2 MB' in the words of the language. */
export function sizeText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const unit = UNITS[power] ?? 'byte';
  return new Intl.NumberFormat(localeTag(), { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: power === 0 ? 0 : 1 }).format(bytes / 1000 ** power);
}

/** '9.975' as '9.975 %' the way of the language. */
export function rateText(rate: string): string {
  const decimal = new Intl.NumberFormat(localeTag()).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
  return `${rate.replace('.', decimal)} %`;
}
