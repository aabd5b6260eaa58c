// Over everything while the program makes its last backup before it ends: how far it is, and the way to end now. Shown by the shell.
import { useEffect, useRef } from 'react';
import { api, call } from '../app/api.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { useBackups } from './backupStore.ts';
import { percentOf } from './RunCard.tsx';
import classes from './backup.module.css';

export function Leaving() {
  const t = useT();
  const leaving = useBackups((s) => s.leaving);
  const running = useBackups((s) => s.running);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (leaving) button.current?.focus();
  }, [leaving]);
  if (!leaving) return null;
  const percent = running === null ? 0 : percentOf(running);
  return (
    <div className={classes.veil} role="alertdialog" aria-modal="true" aria-labelledby="leaving-title" aria-describedby="leaving-text">
      <div className={`card ${classes.leaving}`}>
        <h2 className="h20" id="leaving-title">{t('backup.leaving.title')}</h2>
        <p className="q2" id="leaving-text">{t('backup.leaving.text')}</p>
        <div className="bar" role="progressbar" aria-labelledby="leaving-title" aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}><i style={{ inlineSize: `${percent}%` }} /></div>
        <div className={classes.acts}><Button ref={button} onClick={() => void call(api().backup.skip()).catch(() => undefined)}>{t('backup.leaving.skip')}</Button></div>
      </div>
    </div>
  );
}
