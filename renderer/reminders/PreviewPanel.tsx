// The letter that would be written to one customer now, beside the list; and leaving document or customer in peace. Only DueReminders.tsx shows it.
import { IconX } from '@tabler/icons-react';
import type { ReminderDueRow } from '../../contract/reminders.ts';
import { api, call } from '../app/api.ts';
import { go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import classes from '../recurring/recurring.module.css';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { groupLetters, leaveInPeace, sendLetters } from './acts.ts';
import { Letter } from './Letter.tsx';

export function PreviewPanel({ row, together, onClose }: { row: ReminderDueRow; together: readonly ReminderDueRow[]; onClose: () => void }) {
  const t = useT();
  const { customerId, currency, customer } = row;
  const documentIds = together.map(({ documentId }) => documentId);
  const page = useLoad(() => call(api().reminders.preview({ customerId, currency, documentIds })), documentIds.join(' '));
  const about = page.error?.fields?.[0];
  const send = () => {
    onClose();
    void sendLetters(groupLetters(together));
  };
  return (
    <section className={`card ${classes.side}`} aria-label={t('reminders.letterTo', { customer })} data-region="side">
      <div className={classes.sideHead}>
        <h2>{t('reminders.letterTo', { customer })}</h2>
        <button type="button" className="link small" onClick={() => go({ screen: 'invoice', id: row.documentId })}>{row.number}</button>
        <Button kind="quiet" size="dense" iconOnly aria-label={t('common.close')} icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={onClose} />
      </div>
      <div className={classes.sidePage} tabIndex={0} role="group" aria-label={t('reminders.letter')}>
        {page.error && <Problem alert>{about === undefined ? sentence(page.error) : fieldSentence(about)}</Problem>}
        {page.value && <Letter letter={page.value.letter} />}
      </div>
      <div className={classes.sideActs}>
        <Button kind="quiet" onClick={() => { onClose(); void leaveInPeace({ kind: 'customer', id: customerId }, null); }}>{t('reminders.quietCustomer')}</Button>
        <Button kind="quiet" onClick={() => { onClose(); void leaveInPeace({ kind: 'document', id: row.documentId }, null); }}>{t('reminders.quietDocument')}</Button>
        <Button aria-disabled={page.value === null || undefined} onClick={() => page.value !== null && send()}>{t('reminders.writeOne')}</Button>
      </div>
    </section>
  );
}
