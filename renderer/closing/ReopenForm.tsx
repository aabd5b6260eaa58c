// Opening closed days again: which stay closed, and why the others are opened. Only the owner sees it.
import { Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Output } from '../../contract/index.ts';
import { addDays, formatDay } from '../../domain/date.ts';
import { type ApiError, api, asApiError, call, problemAt } from '../app/api.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import settings from '../settings/Settings.module.css';
import { monthEnds } from './monthEnds.ts';
import classes from './closing.module.css';

export function ReopenForm({ state, onDone, onCancel }: { state: Output<'closing.state'>; onDone: () => void; onCancel: () => void }) {
  const t = useT();
  const day = (date: string): string => formatDay(date, language());
  const current = state.through ?? '';
  // Ends of the months inside what is closed, the newest first: usually only the last month is opened again.
  const choices = monthEnds(null, state.first, current).filter((end) => end < current);
  const [stay, setStay] = useState(choices[0] ?? '');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  const [insist, setInsist] = useState(false);
  const [busy, setBusy] = useState(false);
  const missing = reason.trim() === '' && insist ? { code: 'REQUIRED' } : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setInsist(true);
    if (reason.trim() === '') return;
    setBusy(true);
    try {
      const { through } = await call(api().closing.reopen({ through: stay === '' ? null : stay, reason }));
      toast({ text: through === null ? t('closing.reopenedAll') : t('closing.reopened', { day: day(addDays(through, 1)) }) });
      onDone();
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} onKeyDown={(event) => { if (event.key === 'Escape' && !event.defaultPrevented) { event.preventDefault(); onCancel(); } }} aria-label={t('closing.reopenTitle')}>
      <p className="q2">{t('closing.reopenText')}</p>
      <div className={classes.form}>
        <Select label={t('closing.stay')} value={stay} allowDeselect={false} data={[...choices.map((one) => ({ value: one, label: day(one) })), { value: '', label: t('closing.nothing') }]} onChange={(one) => setStay(one ?? '')} />
        <TextField label={t('closing.reason')} value={reason} onChange={(text) => { setReason(text); setError(null); }} help={t('closing.reasonHelp')} problem={fieldSentence(problemAt(error, 'reason') ?? missing)} maxLength={200} autoFocus />
      </div>
      {error !== null && problemAt(error, 'reason') === undefined && <Problem alert>{sentence(error)}</Problem>}
      <div className={settings.formActs}>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" kind="danger" busy={busy}>{t('closing.reopenYes')}</Button>
      </div>
    </form>
  );
}
