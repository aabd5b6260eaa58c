// Handing a period to the accountant: the DATEV batch, what is in it, and what could not be booked. Part of the Accountant tab.
import { IconCheck, IconFileExport } from '@tabler/icons-react';
import type { DatevResult } from '../../contract/datev.ts';
import { formatDay } from '../../domain/date.ts';
import { api } from '../app/api.ts';
import { go } from '../app/navigate.ts';
import { language, useT } from '../i18n/index.ts';
import { countText, moneyText } from '../ui/amountText.ts';
import { PeriodExport } from './PeriodExport.tsx';
import classes from './exports.module.css';

export function DatevExport() {
  return (
    <PeriodExport<DatevResult> of="datev" primary icon={<IconFileExport size={16} stroke={1.75} aria-hidden="true" />} write={(ask) => api().datev.export(ask)}>
      {(done) => <Done done={done} />}
    </PeriodExport>
  );
}

function Done({ done }: { done: DatevResult }) {
  const t = useT();
  const { documents, bookings, whenPaid, debit, credit, currency, problems, problemCount, file } = done;
  return (
    <>
      <div className={classes.done} role="status">
        <IconCheck size={20} stroke={1.75} aria-hidden="true" />
        <div className="grow">
          <p className="m">{file}</p>
          <p className="q2">{t('exports.datev.done', { count: documents, n: countText(documents), bookings: countText(bookings) })}</p>
          <p className="q2">{t('exports.datev.sums', { debit: moneyText(debit, currency), credit: moneyText(credit, currency) })}</p>
          {whenPaid > 0 && <p className="q2">{t('exports.datev.whenPaid', { count: whenPaid, n: countText(whenPaid) })} {t('exports.datev.noPayments')}</p>}
        </div>
      </div>
      {problemCount > 0 && (
        <div className={classes.left}>
          <h3>{t('exports.datev.left', { count: problemCount, n: countText(problemCount) })}</h3>
          <p className="q2 small">{t('exports.datev.leftText')}</p>
          <ul>
            {problems.map((one) => (
              <li key={one.id}>
                <button type="button" className="link" onClick={() => go({ screen: 'invoice', id: one.id })}>{one.number}</button>
                <span className="q2"> {formatDay(one.date, language())}: {t(`exports.datev.reason.${one.reason}`, { what: one.what })}</span>
              </li>
            ))}
          </ul>
          {problemCount > problems.length && <p className="q2 small">{t('exports.datev.more', { n: countText(problemCount - problems.length) })}</p>}
        </div>
      )}
    </>
  );
}
