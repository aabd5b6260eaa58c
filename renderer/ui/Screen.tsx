// The frame of every screen behind the login: top bar with title and acts, the work in the middle, the foot with what is safe and which keys work here.
import { IconCircleCheck, IconLink, IconLock, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { useSession } from '../app/session.ts';
import { useBackups } from '../backup/backupStore.ts';
import { useT } from '../i18n/index.ts';
import { openPalette } from '../palette/palette.ts';
import { momentText } from './agoText.ts';
import { countText } from './amountText.ts';
import { Kbd } from './Kbd.tsx';
import classes from './Screen.module.css';

export interface ScreenKey {
  /** 'mod+n', 'up/down' for two caps with one word. */
  keys: string;
  /** What it does, translated. */
  does: string;
}
export interface ScreenProps {
  title: ReactNode;
  /** Before the title: where one came from, usually a link back. */
  crumb?: ReactNode;
  /** Beside the title: status, seal. */
  beside?: ReactNode;
  /** At the end of the top bar; the primary button last. */
  actions?: ReactNode;
  /** Keys of this screen, in the foot. */
  keys?: ScreenKey[];
  /** The find box in the top bar; off where the screen needs the room. */
  find?: boolean;
  /** Scrolls as a whole; off for screens that fill the height themselves (lists, editor). */
  scroll?: boolean;
  children: ReactNode;
}

/** One h1, one main, one foot: the landmarks that F6 walks through. */
export function Screen({ title, crumb, beside, actions, keys = [], find = true, scroll = false, children }: ScreenProps) {
  const t = useT();
  useEffect(() => {
    if (typeof title === 'string') document.title = `${title} · Billfold`;
  }, [title]);
  return (
    <>
      <header className={classes.top} data-region="top">
        {crumb !== undefined && <span className={classes.crumb}>{crumb}</span>}
        <h1 tabIndex={-1} data-screen-title="">{title}</h1>
        {beside}
        <span className={classes.push} />
        {find && (
          <button type="button" className={classes.find} onClick={() => openPalette()} aria-keyshortcuts="Control+K">
            <IconSearch size={16} stroke={1.75} aria-hidden="true" />
            <span>{t('common.findAnything')}</span>
            <span className={classes.findKeys}><Kbd keys="mod+k" /></span>
          </button>
        )}
        {actions}
      </header>
      <main className={`${classes.main} ${scroll ? classes.scroll : ''}`} data-region="main" tabIndex={-1}>{children}</main>
      <Foot keys={keys} />
    </>
  );
}

function Foot({ keys }: { keys: ScreenKey[] }) {
  const t = useT();
  const security = useSession((s) => s.security);
  const backedUp = useBackups((s) => s.state?.lastGoodAt ?? null);
  const broken = security !== null && (security.chain === 'broken' || security.chain === 'rolled-back');
  return (
    <footer className={classes.foot} data-region="foot">
      <span className={classes.fact}>
        <IconLock size={14} stroke={2} aria-hidden="true" />
        {t(security?.mode === 'passphrase' ? 'common.encryptedPassphrase' : 'common.encrypted')}
      </span>
      {backedUp !== null && (
        <span className={classes.fact}>
          <IconCircleCheck size={14} stroke={2} aria-hidden="true" />
          {t('backup.foot', { when: momentText(backedUp) })}
        </span>
      )}
      {security !== null && (
        <span className={`${classes.fact} ${broken ? classes.stop : ''}`}>
          <IconLink size={14} stroke={2} aria-hidden="true" />
          {broken ? t('common.recordsBroken') : t('common.recordsSealed', { count: security.records, n: countText(security.records) })}
        </span>
      )}
      <span className={classes.keys}>
        {keys.map((key) => (
          <span key={key.keys}>
            {(key.keys === '/' ? ['/'] : key.keys.split('/')).map((one) => <Kbd key={one} keys={one} />)} {key.does}
          </span>
        ))}
      </span>
    </footer>
  );
}
