// A customer's rights over their data: everything about them in one file, and erasing them for good. Part of the customer's page.
import { IconDownload, IconUserX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../contract/index.ts';
import { formatDay } from '../../domain/date.ts';
import { api, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { useMay } from '../app/may.ts';
import { useLoad } from '../app/useLoad.ts';
import { Going } from '../exports/Going.tsx';
import { useJob } from '../exports/useJob.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import classes from './customers.module.css';

type Look = Output<'erasure.look'>;

export function PersonalData({ id, name }: { id: string; name: string }) {
  const t = useT();
  const mayExport = useMay('export.run');
  const mayErase = useMay('customer.erase');
  const job = useJob();
  const [erasing, setErasing] = useState(false);
  if (!mayExport && !mayErase) return null;
  const write = async () => {
    const done = await job.run((run) => call(api().erasure.export({ id, job: run })));
    if (done !== undefined && done !== null) toast({ text: t('erasure.written', { file: done.file }) });
  };
  return (
    <section className={classes.part} aria-label={t('erasure.title')}>
      <h2>{t('erasure.title')}</h2>
      {job.error !== null && job.error.code !== 'CANCELLED' && <Problem alert>{sentence(job.error)}</Problem>}
      {job.busy && <Going job={job} words={t('erasure.writing')} />}
      {!job.busy && !erasing && (
        <div className={classes.rights}>
          {mayExport && <Button size="dense" icon={<IconDownload size={14} stroke={1.75} aria-hidden="true" />} onClick={() => void write()}>{t('erasure.export')}</Button>}
          {mayErase && <Button size="dense" kind="quiet" icon={<IconUserX size={14} stroke={1.75} aria-hidden="true" />} onClick={() => setErasing(true)}>{t('erasure.erase')}</Button>}
        </div>
      )}
      {erasing && <ErasePanel id={id} name={name} onClose={() => setErasing(false)} />}
    </section>
  );
}

/** Says what goes and what stays before anything happens; while something is open it only says what. */
function ErasePanel({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const t = useT();
  const loaded = useLoad(() => call(api().erasure.look({ id })), id);
  useChanged(['customers', 'invoices', 'payments', 'drafts', 'recurring'], loaded.reload);
  const job = useJob();
  const erase = async () => {
    const done = await job.run((run) => call(api().erasure.erase({ id, job: run })));
    if (done === undefined) return;
    toast({ text: t('erasure.done') });
    onClose();
  };
  const look = loaded.value;
  const open = look !== null && look.blocks.length > 0;
  return (
    <div
      className={classes.erase} role="group" aria-label={t('erasure.ask', { name })}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || job.busy) return;
        event.preventDefault();
        onClose();
      }}
    >
      <h3>{t('erasure.ask', { name })}</h3>
      {loaded.error && <Problem alert>{sentence(loaded.error)}</Problem>}
      {look !== null && (open ? <Blocks look={look} /> : <Consequences look={look} />)}
      {job.error !== null && job.error.code !== 'CANCELLED' && <Problem alert>{sentence(job.error)}</Problem>}
      {job.progress !== null && job.busy ? <Going job={job} words={t('erasure.erasing')} onCancel={null} /> : (
        <div className={classes.rights}>
          <Button size="dense" onClick={onClose}>{t(open ? 'common.back' : 'common.cancel')}</Button>
          {look !== null && !open && <Button size="dense" kind="danger" busy={job.busy} onClick={() => void erase()}>{t('erasure.go')}</Button>}
        </div>
      )}
    </div>
  );
}

function Blocks({ look }: { look: Look }) {
  const t = useT();
  return (
    <>
      <p>{t('erasure.open')}</p>
      <ul>{look.blocks.map(({ what, count }) => <li key={what}>{t(`erasure.block.${what}`, { count, n: countText(count) })}</li>)}</ul>
    </>
  );
}

function Consequences({ look }: { look: Look }) {
  const t = useT();
  return (
    <>
      <p>{t('erasure.goes')}</p>
      {look.past > 0 && <p>{t('erasure.past', { count: look.past, n: countText(look.past) })}</p>}
      <p>{look.keptUntil === null ? t(look.past > 0 ? 'erasure.pastOnly' : 'erasure.nothingStays') : t('erasure.stays', { count: look.documents, n: countText(look.documents), day: formatDay(look.keptUntil, language()) })}</p>
      <p>{t('erasure.forEver')}</p>
    </>
  );
}

/** In place of how to reach them. */
export function Erased({ id }: { id: string }) {
  const t = useT();
  const { value } = useLoad(() => call(api().erasure.look({ id })), id);
  if (value?.erased == null) return null;
  return (
    <div className={classes.erase}>
      <p>{t('erasure.wasErased', { day: formatDay(value.erased.at.slice(0, 10), language()), by: value.erased.by })}</p>
      {value.keptUntil !== null && <p className="q2">{t('erasure.stay', { count: value.documents, n: countText(value.documents), day: formatDay(value.keptUntil, language()) })}</p>}
    </div>
  );
}
