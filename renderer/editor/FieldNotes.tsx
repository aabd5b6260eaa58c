// What stands under a field of the editor: red problems with a way out, amber hints. Every field of the editor uses it.
import { useT } from '../i18n/index.ts';
import { Hint } from '../ui/Hint.tsx';
import { Problem } from '../ui/Problem.tsx';
import { useEditor } from './context.ts';
import type { FieldId } from './fields.ts';
import type { Note } from './live.ts';
import { noteText, readable } from './noteText.ts';
import { notesId, useFieldNotes } from './useFieldNotes.ts';
import classes from './editor.module.css';

export function FieldNotes({ field }: { field: FieldId }) {
  const { notes } = useFieldNotes(field);
  if (notes.length === 0) return null;
  return (
    <div id={notesId(field)} className={classes.notes}>
      {notes.map((note) => (
        <OneNote key={note.code} note={note} />
      ))}
    </div>
  );
}

/** One sentence and, where there is one, its fix. */
export function OneNote({ note }: { note: Note }) {
  const t = useT();
  const editor = useEditor();
  const { fix } = note;
  const words = (
    <>
      {noteText(t, note)}
      {fix && (
        <>
          {' '}
          <button type="button" className={classes.fix} onClick={() => editor.edit(null, fix.apply)}>
            {t(`editor.fix.${fix.code}`, readable(fix.params))}
          </button>
        </>
      )}
    </>
  );
  return note.level === 'problem' ? <Problem>{words}</Problem> : <Hint>{words}</Hint>;
}
