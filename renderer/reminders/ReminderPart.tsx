// Reminders of one document or one customer, on their own pages: letters so far, what could be written now, and peace. Shows nothing where there is nothing to say.
import { useState } from 'react';
import type { ReminderTarget } from '../../contract/reminders.ts';
import { addDays, formatDay } from '../../domain/date.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { language, useT } from '../i18n/index.ts';
import classes from '../recurring/recurring.module.css';
import { moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { leaveInPeace, remindAgain, remindDocuments } from './acts.ts';

/** A while to settle things in. */
const PEACE_DAYS = 14;

export function ReminderPart({ target }: { target: ReminderTarget }) {
  const t = useT();
  const today = useToday();
  const of = useLoad(() => call(api().reminders.of({ target })), `${target.kind} ${target.id} ${today}`);
  useChanged(['reminders', 'payments', 'invoices'], of.reload);
  const [busy, setBusy] = useState(false);
  const { value } = of;
  if (value === null || (value.late.length === 0 && value.letters.length === 0 && value.quiet === null)) return null;
  const { late, letters, quiet, byCustomer } = value;
  const remind = async () => {
    setBusy(true);
    await remindDocuments(late);
    setBusy(false);
  };
  const calm = quiet !== null || byCustomer;
  return (
    <section aria-label={t('reminders.title')} className={classes.reminders}>
      <h2>{t('reminders.title')}</h2>
      {calm && <p className="q2">{quiet === null ? t('reminders.calmCustomer') : quiet.until === null ? t('reminders.calm') : t('reminders.calmUntil', { day: formatDay(quiet.until, language()) })}</p>}
      {letters.length > 0 && (
        <ul className={classes.letters}>
          {letters.map((letter) => (
            <li key={letter.id}>
              <button type="button" className="link" onClick={() => go({ screen: 'reminders', tab: 'sent' })}>{t('reminders.letterNumber', { number: letter.number })}</button>
              <span className="q2">{letter.voided ? t('reminders.takenBack') : t('reminders.levelIs', { level: letter.level + 1 })}</span>
              <span className="num q2 end">{formatDay(letter.date, language())}</span>
              <span className="num">{moneyText(letter.total, letter.currency)}</span>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.partActs}>
        {late.length > 0 && <Button size="dense" busy={busy} onClick={() => void remind()}>{t(target.kind === 'document' ? 'reminders.remindNow' : 'reminders.remindAll', { count: late.length, level: (late[0]?.level ?? 0) + 1 })}</Button>}
        {quiet === null ? (
          <>
            <Button size="dense" kind="quiet" onClick={() => void leaveInPeace(target, addDays(today, PEACE_DAYS))}>{t('reminders.twoWeeks')}</Button>
            <Button size="dense" kind="quiet" onClick={() => void leaveInPeace(target, null)}>{t('reminders.forGood')}</Button>
          </>
        ) : (
          <Button size="dense" kind="quiet" onClick={() => void remindAgain(target)}>{t('reminders.again')}</Button>
        )}
      </div>
    </section>
  );
}
