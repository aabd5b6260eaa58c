// Handing a period to the accountant: the DATEV batch, what is in it, and what could not be booked. Part of the Accountant tab.
import { IconCheck, IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { DatevResult } from '../../contract/datev.ts';
import { formatDay } from '../../domain/date.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { go } from '../app/navigate.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { countText, moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Problem } from '../ui/Problem.tsx';
import { lastMonth } from './datevDraft.ts';
import { Going } from './Going.tsx';
import { useJob } from './useJob.ts';
import classes from './exports.module.css';

export function DatevExport() {
  const t = useT();
  const today = useToday();
  const job = useJob();
  const [period, setPeriod] = useState(() => lastMonth(today));
  const [done, setDone] = useState<DatevResult | null>(null);
  const write = async () => {
    setDone(null);
    setDone((await job.run((id) => call(api().datev.export({ ...period, job: id })))) ?? null);
  };
  const change = (part: Partial<typeof period>) => {
    setPeriod({ ...period, ...part });
    setDone(null);
    job.forget();
  };
  const backwards = period.from > period.to;
  return (
    <section className={`card ${classes.part}`} aria-labelledby="datev-title">
      <header className={classes.head}>
        <div className="grow"><h2 id="datev-title">{t('exports.datev.title')}</h2><p className="q2">{t('exports.datev.text')}</p></div>
      </header>
      <div className={classes.period}>
        <DateField label={t('exports.datev.from')} value={period.from} onChange={(from) => from !== null && change({ from })} />
        <DateField label={t('exports.datev.to')} value={period.to} onChange={(to) => to !== null && change({ to })} problem={backwards ? t('errors.field.PERIOD_ORDER') : undefined} />
        {!job.busy && <Button kind="primary" icon={<IconFileExport size={16} stroke={1.75} aria-hidden="true" />} aria-disabled={backwards || undefined} onClick={() => void write()}>{t('exports.datev.go')}</Button>}
      </div>
      {job.error !== null && <Problem alert>{sentence(job.error)}</Problem>}
      {job.busy && <Going job={job} words={t('exports.datev.going')} onCancel={(id) => void call(api().datev.cancel({ job: id })).catch(() => undefined)} />}
      {done !== null && <Done done={done} />}
    </section>
  );
}

function Done({ done }: { done: DatevResult }) {
  const t = useT();
  const { documents, bookings, debit, credit, currency, problems, problemCount, file } = done;
  return (
    <>
      <div className={classes.done} role="status">
        <IconCheck size={20} stroke={1.75} aria-hidden="true" />
        <div className="grow">
          <p className="m">{file}</p>
          <p className="q2">{t('exports.datev.done', { count: documents, n: countText(documents), bookings: countText(bookings) })}</p>
          <p className="q2">{t('exports.datev.sums', { debit: moneyText(debit, currency), credit: moneyText(credit, currency) })}</p>
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
