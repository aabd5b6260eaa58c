// Home after set-up: where shall backups go? Asked once; "Later" is remembered, and the banner speaks up when it gets late.
import { IconDeviceFloppy } from '@tabler/icons-react';
import { refreshBackups, useBackups } from '../backup/backupStore.ts';
import { api, call } from '../app/api.ts';
import { useMay } from '../app/may.ts';
import { go } from '../app/navigate.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { toast } from '../ui/toast.ts';
import classes from './Home.module.css';

export function BackupOffer() {
  const t = useT();
  const offer = useBackups((s) => s.state?.offer ?? false);
  const may = useMay('backup.manage');
  if (!offer || !may) return null;
  const later = (): void => {
    call(api().backup.later()).then(refreshBackups, (error: unknown) => toast({ text: sentence(error), kind: 'problem' }));
  };
  return (
    <section className={`card ${classes.offer}`} aria-labelledby="offer-title">
      <span className={`${classes.icon} ${classes.fine}`}><IconDeviceFloppy size={16} stroke={1.75} aria-hidden="true" /></span>
      <div className="grow"><h2 id="offer-title">{t('backup.offer.title')}</h2><p className="q2">{t('backup.offer.text')}</p></div>
      <Button onClick={later}>{t('backup.offer.later')}</Button>
      <Button onClick={() => go({ screen: 'backups', add: true })}>{t('backup.offer.go')}</Button>
    </section>
  );
}
