// Restoring from open books: a place, a backup, what is inside and what would be lost, the name typed, and it is done after a backup of what is there now.
import { useEffect, useState } from 'react';
import { api, call } from '../app/api.ts';
import { go } from '../app/navigate.ts';
import { refreshBackups, useBackups } from '../backup/backupStore.ts';
import { Going } from '../exports/Going.tsx';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { FoundList } from './FoundList.tsx';
import { Inside } from './Inside.tsx';
import { OlderKit } from './OlderKit.tsx';
import { useRestore } from './useRestore.ts';
import { OPEN_BOOKS, restoreError, wrongKit } from './ways.ts';
import classes from './restore.module.css';

export default function Restore() {
  const t = useT();
  const { job, found, look, list, open, asks, openWith, leave } = useRestore(OPEN_BOOKS);
  const places = (useBackups((s) => s.state?.targets) ?? []).filter(({ presence }) => presence === 'here' || presence === 'readOnly');
  const [business, setBusiness] = useState('');
  const [beginning, setBeginning] = useState(false);
  useEffect(() => void refreshBackups(), []);
  const begin = async (token: string) => {
    setBeginning(true);
    await job.run((id) => call(api().restore.begin({ token, business, job: id })));
    setBeginning(false);
  };
  const crumb = <button type="button" className="link" onClick={() => go({ screen: 'backups' })}>{t('backup.title')}</button>;
  return (
    <Screen title={t('restore.title')} crumb={crumb} scroll>
      <div className={classes.page}>
        {job.error !== null && job.error.code !== 'CANCELLED' && <Problem alert>{restoreError(job.error)}</Problem>}
        {job.busy && <Going job={job} words={t(beginning ? 'restore.bringing' : 'restore.looking')} onCancel={OPEN_BOOKS.cancel} />}
        {asks !== null && <section className={`card ${classes.card}`}><OlderKit serial={asks.serial} bad={wrongKit(job.error)} busy={job.busy} onOpen={(kit) => void openWith(kit)} onBack={leave} /></section>}
        {look === null && asks === null && (
          <section className={`card ${classes.card}`} aria-labelledby="restore-where">
            <div>
              <h2 id="restore-where">{t('restore.where')}</h2>
              <p className="q2">{t('restore.whereText')}</p>
            </div>
            <div className={classes.acts}>
              {places.map(({ id, label }) => <Button key={id} onClick={() => void list(() => call(api().restore.list({ target: id })))}>{label}</Button>)}
              <Button onClick={() => void list(OPEN_BOOKS.pick)}>{t('restore.folder')}</Button>
            </div>
            {found !== null && <FoundList found={found} onChoose={(name) => void open(name)} />}
          </section>
        )}
        {look !== null && (
          <section className={`card ${classes.card}`} aria-label={t('restore.inside')}>
            <Inside look={look} />
            <p className="q2">{t('restore.before')}</p>
            <div className={classes.confirm}><TextField label={t('restore.type', { name: look.inside.business })} value={business} onChange={setBusiness} maxLength={200} autoComplete="off" /></div>
            <div className={classes.acts}>
              <Button onClick={leave}>{t('common.back')}</Button>
              <Button kind="danger" busy={job.busy} aria-disabled={business.trim() === '' || undefined} onClick={() => business.trim() !== '' && void begin(look.token)}>{t('restore.go')}</Button>
            </div>
          </section>
        )}
      </div>
    </Screen>
  );
}
