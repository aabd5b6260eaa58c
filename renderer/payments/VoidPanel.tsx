// Takes back a payment, one settlement or a refund, with a reason. In place, not in front of everything; nothing is ever removed.
import { useState } from 'react';
import type { Input } from '../../contract/index.ts';
import { api, call, problemAt } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { NoteField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from './useAct.ts';
import classes from './payments.module.css';

export interface VoidPanelProps {
  target: Input<'payments.void'>['target'];
  /** What will happen. */
  words: string;
  onClose: () => void;
}

export function VoidPanel({ target, words, onClose }: VoidPanelProps) {
  const t = useT();
  const today = useToday();
  const { id, error, busy, clear, run } = useAct();
  const [reason, setReason] = useState('');
  const take = () =>
    void run(() => call(api().payments.void({ id, target, date: today, reason })), () => {
      toast({ text: t('payments.voided') });
      onClose();
    });
  return (
    <section
      className={`card pad ${classes.panel}`} aria-label={t('payments.void')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <p className="q2">{words}</p>
      <NoteField label={t('payments.reason')} autoFocus value={reason} onChange={(text) => { setReason(text); clear(); }} maxLength={500} autosize minRows={1} maxRows={4} problem={fieldSentence(problemAt(error, 'reason'))} />
      {error && problemAt(error, 'reason') === undefined && <Problem alert>{fieldSentence(error.fields?.[0]) ?? sentence(error)}</Problem>}
      <div className={classes.acts}>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button kind="danger" busy={busy} onClick={take}>{t('payments.voidNow')}</Button>
      </div>
    </section>
  );
}
