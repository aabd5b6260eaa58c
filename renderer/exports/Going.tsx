// How far a long export, import or erasure is, with Cancel in focus where it can be cancelled. Shown in place of the button that began it.
import { useEffect, useId, useRef } from 'react';
import { useT } from '../i18n/index.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import type { Job } from './useJob.ts';
import classes from './exports.module.css';

/** `onCancel`: where another method than exports.cancel ends the work; null where nothing does. `amount`: how its numbers are said. */
export function Going({ job, words, onCancel, amount = countText }: { job: Job; words: string; onCancel?: ((id: string) => void) | null; amount?: (n: number) => string }) {
  const t = useT();
  const id = useId();
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  const { progress } = job;
  const percent = progress && progress.total > 0 ? Math.min(100, Math.floor((progress.done * 100) / progress.total)) : 0;
  return (
    <div className={classes.going}>
      <p id={id} role="status">{words}</p>
      <div className="bar" role="progressbar" aria-labelledby={id} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}><i style={{ inlineSize: `${percent}%` }} /></div>
      <div className={classes.goingFoot}>
        <span className="small q2 num">{progress ? t('exports.progress', { done: amount(progress.done), total: amount(progress.total) }) : t('exports.starting')}</span>
        {onCancel !== null && <Button ref={cancel} onClick={() => job.cancel(onCancel)}>{t('common.cancel')}</Button>}
      </div>
    </div>
  );
}
