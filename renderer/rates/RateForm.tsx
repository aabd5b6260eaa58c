// Enters or corrects the rate of one day. Enter stores it and leaves the form ready for the next one. RatesTab.tsx only.
import { Select } from '@mantine/core';
import { useState } from 'react';
import { type ApiError, api, asApiError, call, problemAt } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { currencyChoices } from '../ui/choices.ts';
import { DateField } from '../ui/DateField.tsx';
import { DecimalField } from '../ui/DecimalField.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { undoRate } from './acts.ts';
import classes from './rates.module.css';

export function RateForm({ base }: { base: string }) {
  const t = useT();
  const today = useToday();
  const [currency, setCurrency] = useState(base === 'USD' ? 'EUR' : 'USD');
  const [day, setDay] = useState(today);
  const [rate, setRate] = useState('');
  const [source, setSource] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (busy || rate === '') return;
    setBusy(true);
    setError(null);
    const id = crypto.randomUUID();
    try {
      await call(api().rates.enter({ id, currency, day, rate, source }));
      toast({ text: t('rates.entered', { currency }), undo: () => void undoRate(id) });
      setRate('');
    } catch (thrown) {
      setError(asApiError(thrown));
    }
    setBusy(false);
  };
  return (
    <form aria-label={t('rates.enterOne')} onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <div className={classes.enter}>
        <Select label={t('rates.currency')} searchable allowDeselect={false} value={currency} data={currencyChoices().filter(({ value }) => value !== base)} comboboxProps={{ width: 260, position: 'bottom-start' }} onChange={(value) => value !== null && setCurrency(value)} />
        <DateField label={t('rates.day')} value={day} onChange={(value) => value !== null && setDay(value)} problem={fieldSentence(problemAt(error, 'day'))} />
        <DecimalField label={t('rates.oneIs', { currency })} value={rate} decimals={10} onChange={setRate} unit={<span className="q3">{base}</span>} problem={fieldSentence(problemAt(error, 'rate'))} />
        <TextField label={t('rates.source')} placeholder={t('rates.sourceHelp')} value={source} maxLength={120} onChange={setSource} problem={fieldSentence(problemAt(error, 'source'))} />
        <Button type="submit" kind="primary" busy={busy} aria-disabled={rate === '' || undefined}>{t('rates.save')}</Button>
      </div>
      {error !== null && error.fields === undefined && <Problem alert>{sentence(error)}</Problem>}
    </form>
  );
}
