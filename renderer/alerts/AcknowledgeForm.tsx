// The note and the button that see to one alert or many. Used by the list and the panel.
import { useState } from 'react';
import { type ApiError, api, asApiError, call, problemAt } from '../app/api.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { NoteField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { useShortcut } from '../ui/useShortcut.ts';
import classes from './alerts.module.css';

export function AcknowledgeForm({ ids, onDone }: { ids: readonly string[]; onDone: () => void }) {
  const t = useT();
  const [note, setNote] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const { done } = await call(api().alerts.acknowledge({ ids: [...ids], note }));
      toast({ text: t('alerts.acknowledged', { n: done }) });
      onDone();
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
    }
  };
  useShortcut('mod+enter', () => void save());
  const wrong = problemAt(error, 'note');
  return (
    <form className={classes.form} onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <NoteField label={t('alerts.note')} value={note} onChange={(text) => { setNote(text); setError(null); }} help={t('alerts.noteHelp')} problem={fieldSentence(wrong)} maxLength={500} rows={2} />
      {error !== null && wrong === undefined && <Problem alert>{sentence(error)}</Problem>}
      <div className={classes.acts}>
        <Button kind="primary" type="submit" keys="mod+enter" busy={busy}>{ids.length === 1 ? t('alerts.acknowledge') : t('alerts.acknowledgeMany', { n: ids.length })}</Button>
      </div>
    </form>
  );
}
