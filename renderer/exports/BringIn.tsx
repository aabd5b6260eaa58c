// Bringing a complete export into new books: choose, look, bring in. Part of the Data tab; in books that are not empty it only says why not.
import { IconCheck, IconPackageImport } from '@tabler/icons-react';
import { useState } from 'react';
import { formatDay } from '../../domain/date.ts';
import type { Output } from '../../contract/index.ts';
import { api, call } from '../app/api.ts';
import { go } from '../app/navigate.ts';
import { refreshSession } from '../app/session.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Going } from './Going.tsx';
import { type Job, useJob } from './useJob.ts';
import classes from './exports.module.css';

type Found = NonNullable<Output<'exports.pick'>>;

export function BringIn() {
  const t = useT();
  const job = useJob();
  const books = useLoad(() => call(api().exports.canBringIn()), 'bringIn');
  const [found, setFound] = useState<Found | null>(null);
  const [done, setDone] = useState<Output<'exports.bringIn'> | null>(null);
  const empty = books.value?.empty ?? null;
  const pick = async () => setFound((await job.run((id) => call(api().exports.pick({ job: id })))) ?? null);
  const bring = async () => {
    if (found === null) return;
    const result = await job.run((id) => call(api().exports.bringIn({ token: found.token, job: id })));
    if (result === undefined) return;
    setDone(result);
    await refreshSession(); // the business may write its numbers another way
  };
  return (
    <section className={`card ${classes.part}`} aria-labelledby="bring-title">
      <header className={classes.head}>
        <div className="grow">
          <h2 id="bring-title">{t('exports.bring.title')}</h2>
          <p className="q2">{t(empty === false && done === null ? 'exports.bring.notEmpty' : 'exports.bring.text')}</p>
        </div>
        {empty === true && found === null && !job.busy && <Button icon={<IconPackageImport size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void pick()}>{t('exports.bring.choose')}</Button>}
      </header>
      {job.error !== null && <Problem alert>{sentence(job.error)}</Problem>}
      {found !== null && done === null && !job.busy && <Look found={found} onYes={() => void bring()} onNo={() => { setFound(null); job.forget(); }} />}
      {job.busy && <Busy job={job} found={found} />}
      {done !== null && (
        <div className={classes.done} role="status">
          <IconCheck size={20} stroke={1.75} aria-hidden="true" />
          <div className="grow">
            <p>{t('exports.bring.done', { business: found?.business ?? '', count: done.documents, n: countText(done.documents) })}</p>
            <p className="q2">{t('exports.bring.doneText', { count: done.records, n: countText(done.records) })}</p>
          </div>
          <Button kind="primary" onClick={() => go({ screen: 'home' })}>{t('exports.bring.show')}</Button>
        </div>
      )}
    </section>
  );
}

function Busy({ job, found }: { job: Job; found: Found | null }) {
  const t = useT();
  if (found === null) return <Going job={job} words={t('exports.bring.looking')} />;
  return <Going job={job} words={t(job.progress?.stage === 'saving' ? 'exports.bring.going' : 'exports.bring.checking')} />;
}

const COUNTS = ['documents', 'pdfs', 'customers', 'items', 'drafts'] as const;

function Look({ found, onYes, onNo }: { found: Found; onYes: () => void; onNo: () => void }) {
  const t = useT();
  return (
    <div className={classes.ask}>
      <p><span className="m">{found.business}</span> · {t('exports.bring.madeOn', { day: formatDay(found.madeAt.slice(0, 10), language()) })}</p>
      <dl className={classes.counts}>
        {COUNTS.map((one) => (
          <div key={one}><dt>{t(`exports.bring.${one}`)}</dt><dd className="num">{countText(found[one])}</dd></div>
        ))}
      </dl>
      <p className="q2">{t('exports.bring.replaces')}</p>
      <div className={classes.acts}>
        <Button onClick={onNo}>{t('common.cancel')}</Button>
        <Button kind="primary" onClick={onYes}>{t('exports.bring.go')}</Button>
      </div>
    </div>
  );
}
