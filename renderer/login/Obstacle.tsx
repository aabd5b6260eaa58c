// One thing that stands before the books: what it is, what stays safe, the way out. Words come from door.<code> and errors.<code>.
import { IconClock, IconFileAlert, IconKey, IconServer2, type Icon } from '@tabler/icons-react';
import { useState } from 'react';
import { api, call } from '../app/api.ts';
import { refreshSession, useSession } from '../app/session.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { obstacleOf, type WayOut } from './obstacles.ts';
import classes from './Obstacle.module.css';

const ICONS: Record<'key' | 'file' | 'disk' | 'clock', Icon> = { key: IconKey, file: IconFileAlert, disk: IconServer2, clock: IconClock };

export function Obstacle({ code, setAside, onKit, onBackup, onRetried }: { code: string; setAside: boolean; onKit: () => void; onBackup: () => void; onRetried: () => void }) {
  const t = useT();
  const platform = useSession((s) => s.info?.platform ?? 'linux');
  const [busy, setBusy] = useState(false);
  const [tries, setTries] = useState(0);
  const known = obstacleOf(code);
  const Shown = ICONS[known.icon];
  const acts: Record<WayOut, () => Promise<void>> = {
    retry: async () => {
      setBusy(true);
      await refreshSession();
      setBusy(false);
      setTries(tries + 1);
      onRetried();
    },
    kit: async () => onKit(),
    backup: async () => onBackup(),
    folder: async () => void (await call(api().system.openDataFolder())),
    quit: async () => void (await call(api().system.quit())),
  };
  const button = (way: WayOut, primary: boolean) => (
    <Button kind={primary ? 'primary' : 'plain'} size="roomy" busy={way === 'retry' && busy} autoFocus={primary} onClick={() => void acts[way]()}>{t(`door.way.${way}`)}</Button>
  );
  return (
    <div className={classes.obstacle}>
      <span className={classes.disc}><Shown size={24} stroke={1.5} aria-hidden="true" /></span>
      <h1 className="h28" tabIndex={-1}>{t(`door.title.${code}`, { defaultValue: t('door.title.INTERNAL') })}</h1>
      <p className={classes.text} role="alert">{t(`errors.${code}`)}</p>
      {known.how === true && <p className={classes.how}>{t(`door.how.${code}.${platform}`)}</p>}
      {setAside && <p className={classes.how}>{t('door.setAside')}</p>}
      <div className={classes.acts}>
        {button(known.way, true)}
        {known.also !== undefined && button(known.also, false)}
      </div>
      <p className="small q3" role="status">{tries > 0 && !busy ? t('door.stillThere') : ''}</p>
      <p className="small q3">{t('door.code')} <span className="code">{code}</span></p>
    </div>
  );
}
