// The frame of everything in front of the lock: the green side with what Billfold promises, the form beside it, the version below.
import { IconFileCertificate, IconLock, IconWifiOff, type Icon } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { useSession } from '../app/session.ts';
import { useT } from '../i18n/index.ts';
import { Mark } from '../ui/Mark.tsx';
import classes from './Door.module.css';

const PROMISES: [Icon, string][] = [[IconLock, 'door.promise1'], [IconWifiOff, 'door.promise2'], [IconFileCertificate, 'door.promise3']];

export function Door({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  const t = useT();
  const info = useSession((s) => s.info);
  useEffect(() => {
    document.title = t('door.windowTitle');
  }, [t]);
  return (
    <div className={classes.door}>
      <aside className={classes.side} aria-label="Billfold">
        <div className={classes.brand}><Mark size={32} /><span>Billfold</span></div>
        <h2>{t('door.locked')}</h2>
        <ul>
          {PROMISES.map(([Shown, words]) => (
            <li key={words}><Shown size={20} stroke={1.6} aria-hidden="true" /><span>{t(words)}</span></li>
          ))}
        </ul>
      </aside>
      <main className={classes.front}>
        <div className={wide ? classes.wide : classes.narrow}>{children}</div>
      </main>
      <footer className={classes.under}>
        {info !== null && <span>{t('door.version', { version: info.version })}</span>}
        {info?.theme === 'system' && <span>{t('door.theme')}</span>}
      </footer>
    </div>
  );
}
