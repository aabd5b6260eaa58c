// While a long report is added up or goes out: how far it is, and Cancel. Shown only when it takes long enough to be noticed.
import { useEffect, useId, useState } from 'react';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import classes from './reports.module.css';

const NOTICED_MS = 250;

export function Working({ text, progress, onCancel }: { text: string; progress: { done: number; total: number } | null; onCancel: () => void }) {
  const t = useT();
  const label = useId();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), NOTICED_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  const percent = progress === null || progress.total === 0 ? 0 : Math.floor((progress.done * 100) / progress.total);
  return (
    <div className={`card ${classes.working}`}>
      <span id={label} role="status">{text}</span>
      <div className="bar" role="progressbar" aria-labelledby={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}><i style={{ inlineSize: `${percent}%` }} /></div>
      <Button size="dense" onClick={onCancel}>{t('common.cancel')}</Button>
    </div>
  );
}
