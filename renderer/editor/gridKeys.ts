// Where the keyboard goes in the line table: Tab to the next cell, Enter to the next field that needs something. Pure; only the line table calls it.

/** The cells of a line, in the order Tab walks them. 'detail' exists only where a line has one. */
export const CELLS = ['item', 'detail', 'quantity', 'unit', 'unitPrice', 'discount', 'tax'] as const;
export type Cell = (typeof CELLS)[number];

export interface GridLine {
  readonly key: number;
  readonly empty: boolean;
  readonly hasDetail: boolean;
  readonly hasPrice: boolean;
}
/** A cell, or a way out of the table. */
export type GridTarget = { readonly key: number; readonly cell: Cell } | 'note' | 'before';

function cellsOf(line: GridLine): readonly Cell[] {
  return line.hasDetail ? CELLS : CELLS.filter((cell) => cell !== 'detail');
}

/** Tab (or Shift+Tab) from a cell. On an empty line Tab leaves for the note, never for the rail (PEERS C3). */
export function tabFrom(lines: readonly GridLine[], key: number, cell: Cell, back: boolean): GridTarget {
  const at = lines.findIndex((line) => line.key === key);
  const line = lines[at];
  if (!line) return 'note';
  const cells = cellsOf(line);
  const next = cells.indexOf(cell) + (back ? -1 : 1);
  if (!back && line.empty && cell === 'item') return 'note';
  const inLine = cells[next];
  if (inLine) return { key, cell: inLine };
  if (!back) {
    const below = lines[at + 1];
    return below ? { key: below.key, cell: 'item' } : 'note';
  }
  const above = lines[at - 1];
  return above ? { key: above.key, cell: 'tax' } : 'before';
}

/** Enter in a cell: item to quantity; quantity to the price if that is missing; everything else to the next line. On an empty line to the note. */
export function enterFrom(lines: readonly GridLine[], key: number, cell: Cell): GridTarget {
  const at = lines.findIndex((line) => line.key === key);
  const line = lines[at];
  if (!line || (line.empty && cell === 'item')) return 'note';
  if (cell === 'item') return { key, cell: 'quantity' };
  if (cell === 'quantity' && !line.hasPrice) return { key, cell: 'unitPrice' };
  if (cell === 'detail') return { key, cell: 'quantity' };
  const below = lines[at + 1];
  return below ? { key: below.key, cell: 'item' } : 'note';
}

/** Arrow up or down: the same cell one line away, or null at the edge. */
export function arrowFrom(lines: readonly GridLine[], key: number, cell: Cell, by: -1 | 1): GridTarget | null {
  const at = lines.findIndex((line) => line.key === key);
  const other = lines[at + by];
  if (!other) return null;
  return { key: other.key, cell: cell === 'detail' && !other.hasDetail ? 'item' : cell };
}
