// What every cell of the line table needs to know about itself. Only the line table's parts call it.
import type { EditorLine } from './draftDoc.ts';
import type { Note } from './live.ts';

export interface CellProps {
  readonly line: EditorLine;
  /** 1 for the first line; part of the cell's name for screen readers. */
  readonly position: number;
  readonly notes: readonly Note[];
}

/** "Qty, line 3" and whether something is wrong in it, as attributes of the cell's input. */
export function cellAttributes(label: string, field: string, notes: readonly Note[], notesAt: string) {
  const own = notes.filter((note) => note.field === field);
  return {
    'aria-label': label, 'data-field': field, autoComplete: 'off', spellCheck: false,
    'aria-invalid': own.some((note) => note.level === 'problem') || undefined,
    'aria-describedby': own.length > 0 ? notesAt : undefined,
  } as const;
}
