// The PDFs and tables of a period in one archive, for any accountant. Part of the Accountant tab.
import { IconCheck, IconFileZip } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../contract/index.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Problem } from '../ui/Problem.tsx';
import { lastMonth } from './datevDraft.ts';
import { Going } from './Going.tsx';
import { sizeText } from './sizeText.ts';
import { useJob } from './useJob.ts';
import classes from './exports.module.css';

export function ArchiveExport() {
  const t = useT();
  const today = useToday();
  const job = useJob();
  const [period, setPeriod] = useState(() => lastMonth(today));
  const [done, setDone] = useState<Output<'datev.archive'>>(null);
  const write = async () => {
    setDone(null);
    setDone((await job.run((id) => call(api().datev.archive({ ...period, job: id })))) ?? null);
  };
  const change = (part: Partial<typeof period>) => {
    setPeriod({ ...period, ...part });
    setDone(null);
    job.forget();
  };
  const backwards = period.from > period.to;
  return (
    <section className={`card ${classes.part}`} aria-labelledby="archive-title">
      <header className={classes.head}>
        <div className="grow"><h2 id="archive-title">{t('exports.archive.title')}</h2><p className="q2">{t('exports.archive.text')}</p></div>
      </header>
      <div className={classes.period}>
        <DateField label={t('exports.datev.from')} value={period.from} onChange={(from) => from !== null && change({ from })} />
        <DateField label={t('exports.datev.to')} value={period.to} onChange={(to) => to !== null && change({ to })} problem={backwards ? t('errors.field.PERIOD_ORDER') : undefined} />
        {!job.busy && <Button icon={<IconFileZip size={16} stroke={1.75} aria-hidden="true" />} aria-disabled={backwards || undefined} onClick={() => void write()}>{t('exports.archive.go')}</Button>}
      </div>
      {job.error !== null && <Problem alert>{sentence(job.error)}</Problem>}
      {job.busy && <Going job={job} words={t('exports.archive.going')} onCancel={(id) => void call(api().datev.cancel({ job: id })).catch(() => undefined)} />}
      {done !== null && (
        <div className={classes.done} role="status">
          <IconCheck size={20} stroke={1.75} aria-hidden="true" />
          <div className="grow">
            <p><span className="m">{done.file}</span> · {sizeText(done.bytes)}</p>
            <p className="q2">{t('exports.business.done', { count: done.documents, n: countText(done.documents) })}</p>
            {done.withoutPdf > 0 && <p className="q2">{t('exports.business.withoutPdf', { count: done.withoutPdf, n: countText(done.withoutPdf) })}</p>}
          </div>
        </div>
      )}
    </section>
  );
}
