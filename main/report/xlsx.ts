// A report as a workbook (ECMA-376): one sheet per section, numbers as numbers, days as days, sums as values. Texts can never be formulas: they are inline strings. Called by files.ts.
import type { ReportCell, ReportColumn, ReportSection, ReportTable } from '../../contract/reports.ts';
import { exponentOf } from '../../domain/currency.ts';
import { daysBetween } from '../../domain/date.ts';
import type { Lang } from '../../domain/lang.ts';
import { minor, minorToDecimal } from '../../domain/money.ts';
import { spanText } from '../../paper/reportText.ts';
import { reportWordsOf, wordIn } from '../../paper/reportWords.ts';
import { zip } from '../files/zip.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
/** Day 0 of the spreadsheet calendar, which believes in 29 February 1900; right for every day after it. */
const EPOCH = '1899-12-30';
const MOST_DECIMALS = 4;
const WIDTHS: Readonly<Record<ReportColumn['kind'], number>> = { text: 28, amount: 16, count: 11, quantity: 12, rate: 10, day: 13, span: 16 };

/** Styles by place in cellXfs: plain, title, head, day, decimal, count, amounts with 0 to 4 decimals; then the same amounts and count in bold for sums. */
const STYLE = { plain: 0, title: 1, head: 2, day: 3, decimal: 4, count: 5, amount: 6, sum: 6 + MOST_DECIMALS + 1, sumText: 6 + 2 * (MOST_DECIMALS + 1), sumCount: 7 + 2 * (MOST_DECIMALS + 1) } as const;

/** The whole workbook as bytes; the same report gives the same bytes. */
export function reportXlsx(table: ReportTable, lang: Lang): Buffer {
  const names = sheetNames(table, lang);
  const sheets = table.sections.length === 0 ? [emptySheet(table, lang)] : table.sections.map((section) => sheet(table, section, lang));
  const part = (name: string, xml: string) => ({ name, bytes: Buffer.from(XML + xml, 'utf8') });
  return zip([
    part('[Content_Types].xml', contentTypes(sheets.length)),
    part('_rels/.rels', `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    part('xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets>${names.map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`),
    part('xl/_rels/workbook.xml.rels', workbookRels(sheets.length)),
    part('xl/styles.xml', styles()),
    ...sheets.map((xml, i) => part(`xl/worksheets/sheet${i + 1}.xml`, xml)),
  ]);
}

/** At most 31 characters, none of []:*?/\, each once. */
function sheetNames({ ask, sections }: ReportTable, lang: Lang): string[] {
  const words = reportWordsOf(lang);
  const used = new Set<string>();
  const wanted = sections.length === 0 ? [words.title[ask.report]] : sections.map(({ id, currency }) => [id === '' ? words.title[ask.report] : wordIn(words.section, id), currency ?? ''].join(' ').trim());
  return wanted.map((name, i) => {
    const plain = name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 27);
    const own = used.has(plain) ? `${plain} ${i + 1}` : plain;
    used.add(own);
    return own;
  });
}

function sheet(table: ReportTable, { columns, rows, totals, currency }: ReportSection, lang: Lang): string {
  const words = reportWordsOf(lang);
  const head = columns.map(({ id, kind, currency: own = currency }) => text(wordIn(words.column, id) + (kind === 'amount' && own !== null ? ` (${own})` : ''), STYLE.head));
  const body = rows.map(({ cells }) => columns.map((column, i) => value(cells[i] ?? null, column, currency, lang, false)));
  const last = totals === null ? [] : [columns.map((column, i) => (i === 0 ? text(words.total, STYLE.sumText) : value(totals[i] ?? null, column, currency, lang, true)))];
  return worksheet([...heading(table, lang), head, ...body, ...last], columns.map(({ kind }) => WIDTHS[kind]), 4);
}

function emptySheet(table: ReportTable, lang: Lang): string {
  return worksheet([...heading(table, lang), [text(reportWordsOf(lang).nothing, STYLE.plain)]], [WIDTHS.text], 0);
}

function heading({ ask, business, recipient }: ReportTable, lang: Lang): Cell[][] {
  const days = ask.report === 'ageing' ? [day(ask.to)] : [day(ask.from), day(ask.to)];
  return [[text(`${reportWordsOf(lang).title[ask.report]}, ${business}`, STYLE.title)], [...days, ...(recipient ?? []).slice(0, 1).map((name) => text(name, STYLE.plain))], []];
}

/** A cell without its place. */
type Cell = ((place: string) => string) | null;

function text(content: string, style: number): Cell {
  return content === '' ? null : (place) => `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(content)}</t></is></c>`;
}
function number(digits: string, style: number): Cell {
  return (place) => `<c r="${place}" s="${style}"><v>${digits}</v></c>`;
}
function day(date: string): Cell {
  return number(String(daysBetween(EPOCH, date)), STYLE.day);
}

function value(cell: ReportCell, { kind, currency: own }: ReportColumn, section: string | null, lang: Lang, sum: boolean): Cell {
  if (cell === null) return null;
  const currency = own ?? section;
  const plain = sum ? STYLE.sumText : STYLE.plain;
  if (typeof cell === 'object') return text(wordIn(reportWordsOf(lang).row, cell.word), plain);
  if (typeof cell === 'number') {
    if (kind !== 'amount' || currency === null) return number(String(cell), sum ? STYLE.sumCount : STYLE.count);
    const exponent = Math.min(exponentOf(currency), MOST_DECIMALS);
    return number(minorToDecimal(minor(cell), exponentOf(currency)), (sum ? STYLE.sum : STYLE.amount) + exponent);
  }
  if (cell !== '' && kind === 'day') return day(cell);
  if (cell !== '' && (kind === 'quantity' || kind === 'rate')) return number(cell, STYLE.decimal);
  return text(kind === 'span' ? spanText(cell, lang) : cell, plain);
}

function worksheet(rows: readonly (readonly Cell[])[], widths: readonly number[], frozen: number): string {
  const cols = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('');
  const pane = frozen === 0 ? '' : `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  const data = rows.map((cells, r) => `<row r="${r + 1}">${cells.map((cell, c) => cell?.(`${letters(c)}${r + 1}`) ?? '').join('')}</row>`).join('');
  return `<worksheet xmlns="${MAIN}">${pane}<cols>${cols}</cols><sheetData>${data}</sheetData></worksheet>`;
}

/** 0 is A, 25 is Z; reports have no more columns than that. */
function letters(column: number): string {
  return String.fromCharCode(65 + column);
}

function styles(): string {
  const decimals = Array.from({ length: MOST_DECIMALS + 1 }, (_, n) => `#,##0${n === 0 ? '' : `.${'0'.repeat(n)}`}`);
  const formats = ['yyyy\\-mm\\-dd', ...decimals].map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`);
  const font = (bold: boolean, size = 11) => `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="Calibri"/></font>`;
  const xf = (format: number, fontId: number) => `<xf numFmtId="${format}" fontId="${fontId}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`;
  const amounts = (fontId: number) => decimals.map((_, n) => xf(165 + n, fontId));
  const xfs = [xf(0, 0), xf(0, 2), xf(0, 1), xf(164, 0), xf(0, 0), xf(3, 0), ...amounts(0), ...amounts(1), xf(0, 1), xf(3, 1)];
  return `<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats.join('')}</numFmts><fonts count="3">${font(false)}${font(true)}${font(true, 14)}</fonts>` +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

function contentTypes(sheets: number): string {
  const type = (part: string, of: string) => `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${of}+xml"/>`;
  const each = Array.from({ length: sheets }, (_, i) => type(`/xl/worksheets/sheet${i + 1}.xml`, 'worksheet'));
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('/xl/workbook.xml', 'sheet.main')}${type('/xl/styles.xml', 'styles')}${each.join('')}</Types>`;
}

function workbookRels(sheets: number): string {
  const rel = (id: number, type: string, target: string) => `<Relationship Id="rId${id}" Type="${REL}/${type}" Target="${target}"/>`;
  const each = Array.from({ length: sheets }, (_, i) => rel(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}${rel(sheets + 1, 'styles', 'styles.xml')}</Relationships>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 knows no control characters; none of ours holds one, but a workbook that does not open helps nobody. */
function escaped(content: string): string {
  return [...content].filter((c) => c >= ' ' || c === '\t' || c === '\n').join('').replace(/[&<>"]/g, (c) => ENTITIES[c] ?? c);
}
