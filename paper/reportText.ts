// The cells of a report as people read them: amounts, days, months and words in one language. Pure; used by the report on paper and on screen.
import type { ReportCell, ReportColumn } from '../contract/reports.ts';
import { exponentOf } from '../domain/currency.ts';
import { formatDay, formatMonth } from '../domain/date.ts';
import { formatAmount, formatCount, formatDecimal } from '../domain/formatAmount.ts';
import type { Lang } from '../domain/lang.ts';
import { minor } from '../domain/money.ts';
import type { NumberLocale } from '../domain/numberLocale.ts';
import { reportWordsOf, wordIn } from './reportWords.ts';

/** Columns that stand at the end of their track and add up by eye. */
const NUMERIC: ReadonlySet<ReportColumn['kind']> = new Set(['amount', 'count', 'quantity', 'rate']);

export function isNumeric(column: ReportColumn): boolean {
  return NUMERIC.has(column.kind);
}

/** 'Nov 2026' for 2026-11, 'Q3 2026' for 2026-Q3; years and days as they are read. */
export function spanText(span: string, lang: Lang): string {
  const quarter = /^(\d{4})-Q(\d)$/.exec(span);
  if (quarter) return reportWordsOf(lang).quarter(quarter[2] ?? '', quarter[1] ?? '');
  if (/^\d{4}-\d{2}$/.test(span)) return formatMonth(span, lang);
  return /^\d{4}-\d{2}-\d{2}$/.test(span) ? formatDay(span, lang) : span;
}

/** One cell in words and figures; '' for what says nothing. */
export function cellText(cell: ReportCell, column: ReportColumn, currency: string | null, lang: Lang, numbers: NumberLocale): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return wordIn(reportWordsOf(lang).row, cell.word);
  if (typeof cell === 'number') {
    const own = column.currency ?? currency;
    if (column.kind === 'amount' && own !== null) return formatAmount(minor(cell), exponentOf(own), numbers);
    return cell < 0 ? numbers.minus + formatCount(-cell, numbers) : formatCount(cell, numbers);
  }
  if (column.kind === 'day') return formatDay(cell, lang);
  if (column.kind === 'span') return spanText(cell, lang);
  return column.kind === 'quantity' || column.kind === 'rate' ? formatDecimal(cell, numbers) : cell;
}
