// The foot of a list while an act runs over many documents, and its report afterwards: in place of the bar that started it, never a dialog.
import { IconAlertTriangle, IconCircleCheck, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { BatchReport } from '../../contract/batch.ts';
import { apiError } from '../app/api.ts';
import { useBillfoldEvent } from '../app/events.ts';
import { noteText } from '../editor/noteText.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { closeBatch, noteProgress, stopBatch, useBatch } from './batchStore.ts';
import classes from './batch.module.css';

/** True while there is something to show: the list's own foot then makes room. */
export function useBatchShown(): boolean {
  return useBatch((s) => s.act !== null);
}

/** `onOpen` shows one that could not be done, to be looked at. */
export function BatchBar({ onOpen }: { onOpen: (id: string) => void }) {
  const report = useBatch((s) => s.report);
  const error = useBatch((s) => s.error);
  const t = useT();
  useBillfoldEvent('progress', noteProgress);
  if (error !== null) {
    return (
      <div className={classes.bar}>
        <span className="grow"><Problem alert>{sentence(error)}</Problem></span>
        <Button onClick={closeBatch}>{t('common.close')}</Button>
      </div>
    );
  }
  return report === null ? <Running /> : <Report report={report} onOpen={onOpen} />;
}

function Running() {
  const t = useT();
  const { act, progress, stopping } = useBatch();
  const stop = useRef<HTMLButtonElement>(null);
  useEffect(() => stop.current?.focus(), []);
  const percent = progress && progress.total > 0 ? Math.min(100, Math.floor((progress.done * 100) / progress.total)) : 0;
  return (
    <div className={classes.bar}>
      <span id="batch-act" className="m nw" role="status">{t(`batch.doing.${act ?? ''}`)}</span>
      <div className={`bar ${classes.progress}`} role="progressbar" aria-labelledby="batch-act" aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
        <i style={{ inlineSize: `${percent}%` }} />
      </div>
      <span className="small q2 num nw">{progress ? t('batch.progress', { done: countText(progress.done), total: countText(progress.total) }) : ''}</span>
      <Button ref={stop} busy={stopping} onClick={stopBatch}>{t(stopping ? 'batch.stopping' : 'batch.stop')}</Button>
    </div>
  );
}

function Report({ report, onOpen }: { report: BatchReport; onOpen: (id: string) => void }) {
  const t = useT();
  const act = useBatch((s) => s.act) ?? '';
  const names = useBatch((s) => s.names);
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  const bad = report.failed.length > 0 || report.state === 'cancelled';
  const Shown = bad ? IconAlertTriangle : IconCircleCheck;
  return (
    <div className={classes.report} role="region" aria-label={t('batch.report')}>
      <div className={classes.head}>
        <Shown size={20} stroke={1.6} className={bad ? 'warn' : 'good'} aria-hidden="true" />
        <span className="grow m" role="status">
          {t(`batch.done.${act}`, { count: report.done, n: countText(report.done) })}
          {report.failed.length > 0 && ` ${t('batch.failed', { count: report.failed.length })}`}
          {report.state === 'cancelled' && ` ${t('batch.cancelled')}`}
        </span>
        <Button ref={close} kind="quiet" iconOnly aria-label={t('common.close')} icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={closeBatch} />
      </div>
      {report.failed.length > 0 && (
        <ul className={classes.failed}>
          {report.failed.map((one) => (
            <li key={one.id}>
              <span className="m clip">{names.get(one.id) ?? ''}</span>
              <span className="grow q2">{why(t, one)}</span>
              <button type="button" className="link" onClick={() => onOpen(one.id)}>{t('batch.look')}</button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** In the words of the fields where there are some: "what is wrong" is more use than "it is not complete". */
function why(t: ReturnType<typeof useT>, { code, fields }: BatchReport['failed'][number]): string {
  const sentences = fields.map((field) => noteText(t, { field: 'issue', level: 'hint', code: field.code, params: Object.fromEntries(field.params.map(({ name, value }) => [name, value])) })).filter((one) => one !== '');
  return sentences.length === 0 ? sentence(apiError(code)) : [...new Set(sentences)].join(' ');
}
