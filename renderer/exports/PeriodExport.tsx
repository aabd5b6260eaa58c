// A period and a button that writes a file about it in the job process, with its progress and what came of it. ArchiveExport and DatevExport are made of it.
import { type ReactNode, useState } from 'react';
import type { Result } from '../../contract/errors.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Problem } from '../ui/Problem.tsx';
import { lastMonth } from './datevDraft.ts';
import { Going } from './Going.tsx';
import { useJob } from './useJob.ts';
import classes from './exports.module.css';

export interface PeriodExportProps<Done> {
  /** Whose words: exports.archive.* or exports.datev.*. */
  of: 'archive' | 'datev';
  icon: ReactNode;
  primary?: boolean;
  /** Writes the file; null when the dialog was closed. */
  write: (ask: { from: string; to: string; job: string }) => Promise<Result<Done | null>>;
  children: (done: Done) => ReactNode;
}

export function PeriodExport<Done>({ of, icon, primary = false, write, children }: PeriodExportProps<Done>) {
  const t = useT();
  const today = useToday();
  const job = useJob();
  const [period, setPeriod] = useState(() => lastMonth(today));
  const [done, setDone] = useState<{ value: Done } | null>(null);
  const go = async () => {
    setDone(null);
    const value = (await job.run((id) => call(write({ ...period, job: id })))) ?? null;
    setDone(value === null ? null : { value });
  };
  const change = (part: Partial<typeof period>) => {
    setPeriod({ ...period, ...part });
    setDone(null);
    job.forget();
  };
  const backwards = period.from > period.to;
  const title = `${of}-title`;
  return (
    <section className={`card ${classes.part}`} aria-labelledby={title}>
      <header className={classes.head}>
        <div className="grow"><h2 id={title}>{t(`exports.${of}.title`)}</h2><p className="q2">{t(`exports.${of}.text`)}</p></div>
      </header>
      <div className={classes.period}>
        <DateField label={t('exports.datev.from')} value={period.from} onChange={(from) => from !== null && change({ from })} />
        <DateField label={t('exports.datev.to')} value={period.to} onChange={(to) => to !== null && change({ to })} problem={backwards ? t('errors.field.PERIOD_ORDER') : undefined} />
        {!job.busy && <Button kind={primary ? 'primary' : 'plain'} icon={icon} aria-disabled={backwards || undefined} onClick={() => void go()}>{t(`exports.${of}.go`)}</Button>}
      </div>
      {job.error !== null && <Problem alert>{sentence(job.error)}</Problem>}
      {job.busy && <Going job={job} words={t(`exports.${of}.going`)} onCancel={(id) => void call(api().datev.cancel({ job: id })).catch(() => undefined)} />}
      {done !== null && children(done.value)}
    </section>
  );
}
