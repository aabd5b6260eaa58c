// The complete export: where to, progress, and what was written. Part of the Data tab.
import { IconCheck, IconFolderOpen, IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../contract/index.ts';
import { api, asApiError, call, type ApiError } from '../app/api.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Going } from './Going.tsx';
import { sizeText } from './sizeText.ts';
import { useJob } from './useJob.ts';
import classes from './exports.module.css';

type Place = NonNullable<Output<'exports.place'>>;
type Done = Output<'exports.business'>;

export function BusinessExport() {
  const t = useT();
  const job = useJob();
  const [place, setPlace] = useState<Place | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const choose = async () => {
    setRefused(null);
    setDone(null);
    job.forget();
    try {
      setPlace(await call(api().exports.place({ kind: 'business' })));
    } catch (error) {
      setRefused(asApiError(error));
    }
  };
  const write = async () => {
    if (place === null) return;
    setDone((await job.run((id) => call(api().exports.business({ token: place.token, job: id })))) ?? null);
  };
  return (
    <section className={`card ${classes.part}`} aria-labelledby="export-title">
      <header className={classes.head}>
        <div className="grow"><h2 id="export-title">{t('exports.business.title')}</h2><p className="q2">{t('exports.business.text')}</p></div>
        {place === null && <Button icon={<IconPackageExport size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void choose()}>{t('exports.business.choose')}</Button>}
      </header>
      <Hint>{t('exports.business.open')}</Hint>
      {refused !== null && <Problem alert>{sentence(refused)}</Problem>}
      {place !== null && done === null && !job.busy && (
        <div className={classes.ask}>
          <p>{t('exports.business.into')} <span className="m">{place.file}</span></p>
          {job.error !== null && <Problem alert>{sentence(job.error)}</Problem>}
          <div className={classes.acts}>
            <Button onClick={() => { setPlace(null); job.forget(); }}>{t('common.cancel')}</Button>
            <Button kind="primary" onClick={() => void write()}>{t('exports.business.go')}</Button>
          </div>
        </div>
      )}
      {job.busy && <Going job={job} words={t('exports.business.going')} />}
      {done !== null && place !== null && (
        <div className={classes.done} role="status">
          <IconCheck size={20} stroke={1.75} aria-hidden="true" />
          <div className="grow">
            <p><span className="m">{done.file}</span> · {sizeText(done.bytes)}</p>
            <p className="q2">{t('exports.business.done', { count: done.documents, n: countText(done.documents) })}</p>
            {done.withoutPdf > 0 && <p className="q2">{t('exports.business.withoutPdf', { count: done.withoutPdf, n: countText(done.withoutPdf) })}</p>}
          </div>
          <Button icon={<IconFolderOpen size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void call(api().exports.show({ token: place.token })).catch((error: unknown) => setRefused(asApiError(error)))}>{t('exports.show')}</Button>
          <Button onClick={() => { setPlace(null); setDone(null); }}>{t('common.done')}</Button>
        </div>
      )}
    </section>
  );
}
