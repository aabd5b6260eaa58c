// Above every screen while the books can be read but not changed: why, and for an owner the way on. Shown by Shell.
import { IconAlertOctagon } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { api, asApiError, call } from './api.ts';
import { refreshSecurity, refreshSession, useSession } from './session.ts';
import classes from './ReadOnlyBanner.module.css';

/** A history that went back or was edited is acknowledged once, on record; a disk that takes no writes can only be put right outside. */
export function ReadOnlyBanner() {
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
