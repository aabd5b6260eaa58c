// Asks from when until when a recurring invoice shall rest. Only RecurringOne.tsx shows it.
import { useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/index.ts';
import { fieldSentence } from '../i18n/errors.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import classes from './recurring.module.css';

export function PausePanel({ today, onYes, onNo }: { today: string; onYes: (from: string, to: string | null) => void; onNo: () => void }) {
  const t = useT();
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const wrong = to !== null && to < from;
  return (
    <form
      ref={form} className={`card ${classes.part}`} aria-label={t('recurring.pause')} noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) onYes(from, to);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onNo();
      }}
    >
      <h2>{t('recurring.askPause')}</h2>
      <p className="small q2">{t('recurring.askPauseText')}</p>
      <div className={classes.fields}>
        <DateField label={t('recurring.pauseFrom')} value={from} onChange={(value) => value !== null && setFrom(value)} />
        <DateField label={t('recurring.pauseTo')} value={to} from={from} clearable help={t('recurring.pauseToHelp')} problem={wrong ? fieldSentence({ code: 'PAUSE_ORDER' }) : undefined} onChange={setTo} />
      </div>
      <div className={classes.sideActs}>
        <Button onClick={onNo}>{t('common.cancel')}</Button>
        <Button kind="primary" type="submit" aria-disabled={wrong || undefined}>{t('recurring.pause')}</Button>
      </div>
    </form>
  );
}
