// Above every screen: why the books can be read but not changed, with an owner's way on; and that they lie where a sync program can damage them. Shown by Shell.
import { IconAlertOctagon, IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { api, asApiError, call } from './api.ts';
import { refreshSecurity, refreshSession, useSession } from './session.ts';
import classes from './ReadOnlyBanner.module.css';

/** A history that went back or was edited is acknowledged once, on record; a disk that takes no writes can only be put right outside. */
export function ReadOnlyBanner() {
  return (
    <>
      <ReadOnly />
      <Synced />
    </>
  );
}

/** A sync program copies files while they are open: that damages a database sooner or later. */
function Synced() {
  const t = useT();
  const program = useSession((s) => s.state?.syncedFolder ?? null);
  if (program === null) return null;
  return (
    <div className={`${classes.banner} ${classes.warn}`} role="status">
      <IconAlertTriangle size={20} stroke={1.6} aria-hidden="true" />
      <span className={classes.words}>
        <strong>{t('integrity.synced.title', { program })}</strong> {t('integrity.synced.text')}
      </span>
    </div>
  );
}

function ReadOnly() {
  const t = useT();
  const reason = useSession((s) => s.state?.readOnly ?? null);
  const [busy, setBusy] = useState(false);
  if (reason === null) return null;
  const acknowledge = async (): Promise<void> => {
    setBusy(true);
    try {
      await call(api().security.acknowledge());
      await Promise.all([refreshSession(), refreshSecurity()]);
    } catch (error) {
      useSession.setState({ error: asApiError(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={classes.banner} role="alert">
      <IconAlertOctagon size={20} stroke={1.6} aria-hidden="true" />
      <span className={classes.words}>
        <strong>{t(`integrity.${reason}.title`)}</strong> {t(`integrity.${reason}.text`)}
      </span>
      {reason === 'history' && <Button size="dense" busy={busy} onClick={() => void acknowledge()}>{t('integrity.acknowledge')}</Button>}
    </div>
  );
}
