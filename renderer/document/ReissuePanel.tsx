// Takes an invoice back and opens a draft like it: one press, one transaction. Says first what happens.
import { useState } from 'react';
import type { InvoiceView } from '../../contract/invoices.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { go } from '../app/navigate.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { NoteField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import classes from './document.module.css';

export function ReissuePanel({ invoice, today, onClose }: { invoice: InvoiceView; today: string; onClose: () => void }) {
  const t = useT();
  // Both ids are made once: a second press, or a try after a lost answer, takes nothing back twice (T60).
  const [ids] = useState(() => ({ noteId: crypto.randomUUID(), draftId: crypto.randomUUID() }));
  const [reason, setReason] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const { number, issueDate } = invoice.snapshot;
  const run = async () => {
    setBusy(true);
    try {
      const done = await call(api().documents.reissue({ id: invoice.id, ...ids, issueDate: today < issueDate ? issueDate : today, reason }));
      toast({ text: t('papers.reissue.done', { note: done.number, number }) });
      go({ screen: 'editor', draftId: done.draftId });
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
    }
  };
  const [about] = error?.fields ?? [];
  return (
    <section
      aria-label={t('papers.reissue.open')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <h2>{t('papers.reissue.open')}</h2>
      <div className={classes.credit}>
        <p className="q2">{t('papers.reissue.text', { number })}</p>
        <NoteField label={t('papers.reissue.reason')} value={reason} onChange={(typed) => { setReason(typed); setError(null); }} maxLength={500} autosize minRows={1} maxRows={4} help={t('document.credit.reasonHelp')} autoFocus />
        {error && <Problem alert>{about === undefined ? sentence(error) : fieldSentence(about)}</Problem>}
        <div className={classes.creditActs}>
          <Button onClick={onClose}>{t('papers.reissue.keep')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void run()}>{t('papers.reissue.go')}</Button>
        </div>
      </div>
    </section>
  );
}
