// The tagged fields of an MT940 file, one after the other, with the line each begins on. Called by mt940.ts only.
import { AppError } from '../../../contract/errors.ts';

export interface Field {
  /** '20', '60F', '61', '86' and so on. */
  readonly tag: string;
  readonly value: string;
  readonly row: number;
}

const TAG = /^:(\d{2}[A-Z]?):(.*)$/;
const MAX_LINE = 4096;
const MAX_FIELD_LINES = 100;
/** How often whoever waits is told how far it is. */
const EVERY = 20_000;

/** What stands before the first tag, block headers, and a lone dash that ends a statement are passed over. BANK_BROKEN for lines no bank writes. */
export function* fieldsOf(text: string, onRead?: (done: number) => void): Generator<Field> {
  let open: { tag: string; lines: string[]; row: number } | null = null;
  for (const { line, row, end } of linesOf(text)) {
    if (row % EVERY === 0) onRead?.(end);
    if (line.length > MAX_LINE) throw new AppError('BANK_BROKEN', { params: { row } });
    const match = TAG.exec(line.startsWith('{') ? line.replace(/^(?:\{[^{}]*\}|\{4:)*/, '') : line);
    if (match !== null) {
      if (open !== null) yield finished(open);
      open = { tag: match[1] ?? '', lines: [match[2] ?? ''], row };
    } else if (/^-\}?\s*$/.test(line) || line.startsWith('{')) {
      if (open !== null) yield finished(open);
      open = null;
    } else if (open !== null && line.trim() !== '') {
      if (open.lines.length >= MAX_FIELD_LINES) throw new AppError('BANK_BROKEN', { params: { row } });
      open.lines.push(line);
    }
  }
  if (open !== null) yield finished(open);
}

function finished({ tag, lines, row }: { tag: string; lines: string[]; row: number }): Field {
  return { tag, value: lines.join('\n'), row };
}

/** Without cutting the whole text into an array first: half a million lines are only ever looked at one by one. */
function* linesOf(text: string): Generator<{ line: string; row: number; end: number }> {
  let row = 1;
  for (let from = text.startsWith('\ufeff') ? 1 : 0; from < text.length; row += 1) {
    const next = text.indexOf('\n', from);
    const end = next < 0 ? text.length : next;
    yield { line: text.slice(from, end).replace(/\r$/, ''), row, end };
    from = end + 1;
  }
}
