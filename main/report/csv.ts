// A report as CSV (RFC 4180): the same on every machine, whatever its language - points in numbers, ISO dates - and no cell that a spreadsheet would run. Called by files.ts.
import type { ReportCell, ReportColumn, ReportTable } from '../../contract/reports.ts';
import { exponentOf } from '../../domain/currency.ts';
import { decOf, formatDec } from '../../domain/decimal.ts';
import type { Lang } from '../../domain/lang.ts';
import { minor, minorToDecimal } from '../../domain/money.ts';
import { reportWordsOf, wordIn } from '../../paper/reportWords.ts';

/** Spreadsheets begin to calculate at these (SECURITY 46, T84). Tab and return too: they are skipped before the sign is looked for. */
const FORMULA = /^[=+\-@\t\r]/;
const QUOTED = /[",\r\n]/;
const BOM = '\u{FEFF}';

/** A text somebody typed: never a formula, always one field. */
export function csvText(text: string): string {
  return field(FORMULA.test(text) ? `'${text}` : text);
}

function field(text: string): string {
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function cellText(cell: ReportCell, { kind, currency: own }: ReportColumn, section: string | null, lang: Lang): string {
  const currency = own ?? section;
  if (cell === null) return '';
  if (typeof cell === 'object') return csvText(wordIn(reportWordsOf(lang).row, cell.word));
  if (typeof cell === 'number') return kind === 'amount' && currency !== null ? minorToDecimal(minor(cell), exponentOf(currency)) : formatDec(decOf(BigInt(cell)));
  // Numbers and dates of ours stay what they are; only what people typed is made safe.
  return kind === 'text' ? csvText(cell) : field(cell);
}

/** One table: what section and currency a row belongs to stands before its cells. Sums are left to whoever reads the file. */
export function reportCsv({ sections }: ReportTable, lang: Lang): string {
  const words = reportWordsOf(lang);
  const columns = [...new Map(sections.flatMap((section) => section.columns).map((column) => [column.id, column])).values()];
  const named = sections.some(({ id }) => id !== '');
  const head = [...(named ? [words.column.section] : []), words.column.currency, ...columns.map(({ id, currency }) => wordIn(words.column, id) + (currency === undefined ? '' : ` (${currency})`))];
  const lines = [head.map(field).join(',')];
  for (const { id, currency, columns: own, rows } of sections) {
    const places = columns.map((column) => own.findIndex((one) => one.id === column.id));
    const before = [...(named ? [field(wordIn(words.section, id))] : []), currency ?? ''];
    for (const { cells } of rows) {
      const values = places.map((place, i) => {
        const column = columns[i];
        return column === undefined || place < 0 ? '' : cellText(cells[place] ?? null, column, currency, lang);
      });
      lines.push([...before, ...values].join(','));
    }
  }
  return `${BOM}${lines.join('\r\n')}\r\n`;
}
