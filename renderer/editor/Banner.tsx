// Above the form, only when the draft could not be stored: what happened, what stays safe, and the way on.
import { IconAlertTriangle } from '@tabler/icons-react';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { useEditor, useEditorState } from './context.ts';
import classes from './editor.module.css';

export function Banner() {
  const t = useT();
  const editor = useEditor();
  const save = useEditorState((s) => s.save);
  const error = useEditorState((s) => s.error);
  const refused = useEditorState((s) => s.refused);
  if (save === 'conflict') {
    return (
      <div className={classes.banner} role="alert">
        <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
        <span className="grow">{t('editor.conflict')}</span>
        <Button size="dense" onClick={() => void editor.takeTheirs()}>{t('editor.takeTheirs')}</Button>
        <Button size="dense" onClick={() => void editor.keepMine()}>{t('editor.keepMine')}</Button>
      </div>
    );
  }
  // Fields that were refused say so themselves.
  if (!error || refused.length > 0) return null;
  return (
    <div className={classes.banner} role="alert">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      <span className="grow">{sentence(error)}</span>
      <Button
        size="dense"
        onClick={() => {
          editor.edit(null, (doc) => ({ ...doc }));
          void editor.flush();
        }}
      >
        {t('common.tryAgain')}
      </Button>
    </div>
  );
}
