// The problems and hints of one field, for its border and its description. Every field of the editor uses it.
import { useLive } from './context.ts';
import type { FieldId } from './fields.ts';
import { type Note, notesOf } from './live.ts';

export interface FieldNotesState {
  readonly notes: readonly Note[];
  /** A red problem stands here. */
  readonly bad: boolean;
  /** For aria-describedby. */
  readonly describedBy: string | undefined;
}

/** Id of the element that holds a field's notes. */
export function notesId(field: FieldId): string {
  return `notes-${field.replaceAll(':', '-')}`;
}

export function useFieldNotes(field: FieldId): FieldNotesState {
  const notes = useLive((live) => notesOf(live, field));
  return { notes, bad: notes.some((note) => note.level === 'problem'), describedBy: notes.length > 0 ? notesId(field) : undefined };
}
