// Choosing a place for backups: what is plugged in now, or a folder from the system's dialog; then its name. Paths stay in main, here is a token.
import { TextInput } from '@mantine/core';
import { IconFolder, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { BackupPlace } from '../../contract/backup.ts';
import { api, call } from '../app/api.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { sizeText } from '../exports/sizeText.ts';
import { Button } from '../ui/Button.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { backUpNow, refreshBackups } from './backupStore.ts';
import { PlaceIcon } from './PlaceIcon.tsx';
import classes from './backup.module.css';

/** Formats whose files end at 4 GB. */
const SMALL_FILES = new Set(['vfat', 'fat', 'fat16', 'fat32', 'msdos']);

export function AddPlace({ onDone, onCancel }: { onDone: () => void; onCancel?: () => void }) {
  const t = useT();
  const drives = useLoad(() => call(api().backup.drives()), 'drives');
  const [place, setPlace] = useState<BackupPlace | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const pick = async (): Promise<void> => {
    setProblem(null);
    try {
      const chosen = await call(api().backup.pick());
      if (chosen !== null) setPlace(chosen);
    } catch (error) {
      setProblem(sentence(error));
    }
  };
  const found = drives.value?.drives ?? [];
  return (
    <section className={`card ${classes.adding}`} aria-labelledby="add-title">
      <div><h2 id="add-title">{t('backup.add.title')}</h2><p className="q2">{t('backup.add.text')}</p></div>
      {place === null ? (
        <>
          <div className="row"><h3 className="label grow">{t('backup.add.drives')}</h3><Button kind="quiet" size="dense" icon={<IconRefresh size={14} stroke={1.75} aria-hidden="true" />} busy={drives.loading} onClick={drives.reload}>{t('backup.add.again')}</Button></div>
          {found.length > 0 ? <ul className={classes.drives}>{found.map((drive) => <DriveRow key={drive.token} drive={drive} onChoose={() => setPlace(drive)} />)}</ul> : <p className="q2" role="status">{t(drives.loading ? 'backup.presence.looking' : 'backup.add.noDrives')}</p>}
          <div className="row g12"><Button icon={<IconFolder size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void pick()}>{t('backup.add.folder')}</Button><span className="small q2 grow">{t('backup.add.folderText')}</span></div>
          {problem !== null && <Problem alert>{problem}</Problem>}
          {onCancel !== undefined && <div className={classes.acts}><Button onClick={onCancel}>{t('common.cancel')}</Button></div>}
        </>
      ) : <Naming place={place} onBack={() => setPlace(null)} onDone={onDone} />}
    </section>
  );
}

function DriveRow({ drive, onChoose }: { drive: BackupPlace; onChoose: () => void }) {
  const t = useT();
  const off = drive.readOnly || drive.known;
  const room = drive.free === null || drive.size === null ? '' : t('backup.add.room', { free: sizeText(drive.free), size: sizeText(drive.size) });
  return (
    <li>
      <button type="button" aria-disabled={off || undefined} onClick={() => { if (!off) onChoose(); }}>
        <span className={`${classes.icon} ${off ? classes.iconAway : ''}`}><PlaceIcon place={drive} /></span>
        <span className="grow"><span className="m">{drive.label}</span><span className="small q2 col">{[t(`backup.kind.${drive.kind}`), drive.fileSystem.toUpperCase(), room].filter((part) => part !== '').join(', ')}</span></span>
        {off && <span className="small">{t(drive.known ? 'backup.add.known' : 'backup.add.readOnly')}</span>}
      </button>
    </li>
  );
}

function Naming({ place, onBack, onDone }: { place: BackupPlace; onBack: () => void; onDone: () => void }) {
  const t = useT();
  const [label, setLabel] = useState(place.label);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const add = async (): Promise<void> => {
    setBusy(true);
    try {
      const { id } = await call(api().backup.add({ token: place.token, label }));
      toast({ text: t('backup.add.added', { label }), id: 'backup' });
      await refreshBackups();
      onDone();
      await backUpNow([id]);
    } catch (error) {
      setProblem(sentence(error));
      setBusy(false);
    }
  };
  return (
    <form className="col g12" onSubmit={(event) => { event.preventDefault(); void add(); }}>
      <div className={classes.head}>
        <span className={classes.icon}><PlaceIcon place={place} /></span>
        <div className="grow"><p className="m">{t(`backup.kind.${place.kind}`)}{place.program !== '' && `, ${place.program}`}</p><p className="small q2 clip" title={place.place}>{place.place}</p></div>
      </div>
      <TextInput label={t('backup.add.name')} value={label} maxLength={60} autoFocus onChange={(event) => setLabel(event.currentTarget.value)} />
      {place.sameDisk && place.program === '' && <Hint>{t('backup.sameDisk')}</Hint>}
      {place.program !== '' && <p className="small q2">{t('backup.uploads')}</p>}
      {SMALL_FILES.has(place.fileSystem) && <p className="small q2">{t('backup.add.fat')}</p>}
      {problem !== null && <Problem alert>{problem}</Problem>}
      <div className={classes.acts}><Button onClick={onBack}>{t('common.back')}</Button><Button type="submit" kind="primary" busy={busy} aria-disabled={label.trim() === '' || undefined}>{t('backup.add.use')}</Button></div>
    </form>
  );
}
