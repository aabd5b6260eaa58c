// Rows copied out of a spreadsheet become lines. Pure; only the line table calls it.
import type { Numbers } from './adjustText.ts';
import { readAdjustments } from './adjustText.ts';
import { type EditorLine, emptyLine } from './draftDoc.ts';
import type { Cell } from './gridKeys.ts';

const MOST_ROWS = 1000;
/** The columns in the order the table shows them; a paste starts at the cell it happens in. */
const ORDER: readonly Cell[] = ['item', 'quantity', 'unit', 'unitPrice', 'discount', 'tax'];

export interface PasteContext {
  readonly currency: string;
  readonly numbers: Numbers;
  readonly defaultTaxes: readonly string[];
  /** Finds the tax somebody means by "23 %" or "VAT 23", or null. */
  readonly taxByText: (text: string) => readonly string[] | null;
}

/** True when a pasted text is rows of a table and not just words for one cell. */
export function isTable(text: string): boolean {
  return text.includes('\t') || /\r?\n\s*\S/.test(text.replace(/\s+$/, ''));
}

/** Splits what a spreadsheet puts on the clipboard: tabs between cells, quotes around cells that hold a line break. */
export function splitTable(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length && rows.length < MOST_ROWS; i += 1) {
    const c = text[i] ?? '';
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === '\t' || c === '\n') {
      row.push(cell.trim());
      cell = '';
      if (c === '\n') {
        rows.push(row);
        row = [];
      }
    } else if (c !== '\r') cell += c;
  }
  row.push(cell.trim());
  rows.push(row);
  return rows.filter((r) => r.some((value) => value !== ''));
}

function columnsFor(rows: readonly string[][], start: Cell, numbers: Numbers): Cell[] {
  const from = ORDER.indexOf(start === 'detail' ? 'item' : start);
  const isNumber = (text: string | undefined) => text !== undefined && text !== '' && numbers.read(text) !== null;
  const width = Math.max(...rows.map((row) => row.length));
  // "what, how many, price" is how most people keep such a list: no column for the unit.
  if (from === 0 && width >= 3 && rows.every((row) => isNumber(row[1]) && isNumber(row[2]))) return ['item', 'quantity', 'unitPrice', 'discount', 'tax'];
  return ORDER.slice(from);
}

function fillCell(line: EditorLine, cell: Cell, text: string, context: PasteContext): EditorLine {
  if (text === '') return line;
  if (cell === 'item') {
    const [first = '', ...more] = text.split('\n');
    return { ...line, description: first.slice(0, 200), detail: more.join('\n').slice(0, 1000) };
  }
  if (cell === 'unit') return { ...line, unit: text.slice(0, 12) };
  if (cell === 'quantity' || cell === 'unitPrice') {
    const value = context.numbers.read(text);
    const bad = value === null || (cell === 'unitPrice' && value.startsWith('-'));
    return bad ? { ...line, typed: { ...line.typed, [cell]: text.slice(0, 40) } } : { ...line, [cell]: value };
  }
  if (cell === 'discount') {
    const adjustments = readAdjustments(text, context.currency, context.numbers, []);
    return adjustments ? { ...line, adjustments } : { ...line, typed: { ...line.typed, discount: text.slice(0, 40) } };
  }
  const taxIds = cell === 'tax' ? context.taxByText(text) : null;
  return taxIds ? { ...line, taxIds: [...taxIds] } : line;
}

/** The lines a pasted table stands for. A quantity that is missing beside a price is one. */
export function linesFromTable(text: string, start: Cell, context: PasteContext): EditorLine[] {
  const rows = splitTable(text);
  if (rows.length === 0) return [];
  const columns = columnsFor(rows, start, context.numbers);
  return rows.map((row) => {
    let line: EditorLine = { ...emptyLine(), taxIds: [...context.defaultTaxes] };
    row.forEach((value, i) => {
      const cell = columns[i];
      if (cell) line = fillCell(line, cell, value, context);
    });
    const needsOne = line.quantity === '' && line.typed.quantity === undefined && (line.unitPrice !== '' || line.description !== '');
    return needsOne ? { ...line, quantity: '1' } : line;
  });
}
