// While rows come in (or go out again): how far it is, and Cancel. Nothing is kept of a cancelled import. Only Import.tsx shows it.
import { useEffect, useRef } from 'react';
import { useT } from '../i18n/index.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import type { ImportState } from './importStore.ts';
import classes from './imports.module.css';

export function Working({ state, onCancel }: { state: ImportState; onCancel: () => void }) {
  const t = useT();
  const { progress, result } = state;
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  const percent = progress && progress.total > 0 ? Math.min(100, Math.floor((progress.done * 100) / progress.total)) : 0;
  const stage = t(`imports.stage.${progress?.stage ?? (result ? 'undoing' : 'reading')}`);
  return (
    <section className={`card ${classes.middle} ${classes.working}`}>
      <h2 id="import-stage" role="status">{stage}</h2>
      <div className="bar" role="progressbar" aria-labelledby="import-stage" aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
        <i style={{ inlineSize: `${percent}%` }} />
      </div>
      <div className={classes.workingFoot}>
        <span className="small q2 num">{progress ? t('imports.progress', { done: countText(progress.done), total: countText(progress.total) }) : ''}</span>
        <Button ref={cancel} onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
      <p className="small q2">{t(result ? 'imports.undoingText' : 'imports.workingText')}</p>
    </section>
  );
}
