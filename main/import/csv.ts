// A CSV file as rows of cells, within limits: nobody's file may use up the memory or the patience (SECURITY e 47). Called by main/import only.
import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '../../contract/errors.ts';
import { decodeText, type Encoding } from './decode.ts';

export type Delimiter = ',' | ';' | '\t' | '|';
export interface Table {
  encoding: Encoding;
  delimiter: Delimiter;
  headers: string[];
}
/** Gets the headings, then each row with its number as a spreadsheet shows it: the headings are row 1. */
export interface Reader {
  headers?(headers: string[]): void;
  row(cells: string[], row: number): void;
}

export const MAX_FILE_BYTES = 100 * 1024 * 1024;
const MAX_COLUMNS = 200;
const MAX_ROW_BYTES = 64 * 1024;
const MAX_ROWS = 200_000;
const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];
const SNIFFED_LINES = 20;
const SNIFFED_CHARACTERS = 100_000;
/** Excel's own first line: which delimiter the file has. */
const SEP_LINE = /^sep=(.)\r?\n/;

/** About how many rows there are, for progress: line ends are counted, quoted ones too. */
export function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
  return lines;
}

interface Source {
  encoding: Encoding;
  delimiter: Delimiter;
  body: string;
  skippedLines: number;
}

/**
 * Reads the whole file, one row at a time. Errors, with the row they are in where there is one: FILE_TOO_LARGE, FILE_TYPE, FILE_ENCODING, CSV_EMPTY,
 * CSV_NUL, CSV_QUOTES (a quote that never closes), CSV_COLUMNS (over 200), CSV_ROW_TOO_LONG (over 64 KiB), CSV_TOO_MANY_ROWS (over 200,000).
 */
export function readCsv(bytes: Buffer, reader: Reader): Table {
  const source = openSource(bytes);
  checkLongLine(source);
  let headers: string[] | null = null;
  let rows = 0;
  let lastLine = 0;
  const onRecord = (cells: string[], info: { empty_lines: number; lines: number; records: number }): null => {
    const row = info.records + info.empty_lines + source.skippedLines;
    lastLine = info.lines;
    if (cells.length > MAX_COLUMNS) throw new AppError('CSV_COLUMNS', { params: { row, max: MAX_COLUMNS } });
    if (headers === null) {
      headers = cells.map((cell) => cell.trim());
      reader.headers?.(headers);
      return null;
    }
    if ((rows += 1) > MAX_ROWS) throw new AppError('CSV_TOO_MANY_ROWS', { params: { max: MAX_ROWS } });
    if (cells.some((cell) => cell.trim() !== '')) reader.row(cells, row);
    return null;
  };
  try {
    // relax_quotes: 12" in the middle of a cell is an inch, not a mistake. A quote that opens a cell must still close.
    parse(source.body, {
      delimiter: source.delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: MAX_ROW_BYTES,
      on_record: onRecord,
    });
  } catch (error) {
    throw explain(error, lastLine, source.skippedLines);
  }
  if (headers === null) throw new AppError('CSV_EMPTY');
  return { encoding: source.encoding, delimiter: source.delimiter, headers };
}

function openSource(bytes: Buffer): Source {
  if (bytes.length > MAX_FILE_BYTES) throw new AppError('FILE_TOO_LARGE', { params: { maxMegabytes: MAX_FILE_BYTES / 1024 / 1024 } });
  const { encoding, text } = decodeText(bytes);
  const nul = text.indexOf('\0');
  if (nul >= 0) throw new AppError('CSV_NUL', { params: { row: text.slice(0, nul).split('\n').length } });
  const sep = SEP_LINE.exec(text);
  const body = sep === null ? text : text.slice(sep[0].length);
  const named = DELIMITERS.find((delimiter) => delimiter === sep?.[1]);
  return { encoding, delimiter: named ?? sniffDelimiter(body), body, skippedLines: sep === null ? 0 : 1 };
}

/** One endless line would be cut into millions of cells before the parser could say no. */
function checkLongLine({ body, delimiter, skippedLines }: Source): void {
  if (body.length <= MAX_ROW_BYTES) return;
  const mark = body.includes('\n') ? '\n' : '\r';
  for (let row = 1 + skippedLines, from = 0; from < body.length; row += 1) {
    const next = body.indexOf(mark, from);
    const to = next < 0 ? body.length : next;
    if (to - from > MAX_ROW_BYTES + 1) {
      const wide = body.slice(from, to).split(delimiter).length > MAX_COLUMNS;
      throw wide
        ? new AppError('CSV_COLUMNS', { params: { row, max: MAX_COLUMNS } })
        : new AppError('CSV_ROW_TOO_LONG', { params: { row } });
    }
    from = to + 1;
  }
}

/** The delimiter that cuts the first lines into the most even rows; quoted text does not count. */
function sniffDelimiter(text: string): Delimiter {
  const plain = text.slice(0, SNIFFED_CHARACTERS).replace(/"(?:[^"]|"")*"/g, '');
  const lines = plain
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== '')
    .slice(0, SNIFFED_LINES);
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    // Banks put some lines of their own above the headings: then what most lines have tells more than the first one.
    const first = counts[0] || usual(counts);
    const even = counts.filter((count) => count === first).length / Math.max(1, counts.length);
    const score = first * even;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** The number that stands most often in the list; a tie goes to the one that came first. */
function usual(counts: readonly number[]): number {
  const often = (count: number) => counts.filter((other) => other === count).length;
  return counts.reduce((best, count) => (often(count) > often(best) ? count : best), counts[0] ?? 0);
}

function explain(error: unknown, lastLine: number, skippedLines: number): unknown {
  if (!(error instanceof CsvError)) return error;
  const info = new Map<string, unknown>(Object.entries(error));
  const row = Number(info.get('records') ?? 0) + 1 + skippedLines;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new AppError('CSV_QUOTES', { params: { row } });
  if (error.code !== 'CSV_MAX_RECORD_SIZE') return new AppError('FILE_UNREADABLE');
  // A row that swallowed many lines began with a quote that nobody closed; a row of one line is really that long.
  const lines = Number(info.get('lines') ?? 0) - lastLine;
  return new AppError(lines > 2 ? 'CSV_QUOTES' : 'CSV_ROW_TOO_LONG', { params: { row } });
}
