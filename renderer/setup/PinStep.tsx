// Third page: the PIN; or, where the computer has no keyring, why a long passphrase is needed, in red.
import { IconAlertTriangle } from '@tabler/icons-react';
import { useSession } from '../app/session.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { PinChoice } from '../ui/PinChoice.tsx';
import { look, needsPassphrase, useSetup } from './setupStore.ts';
import classes from './Setup.module.css';

export function PinStep() {
  const t = useT();
  const { keychain, pin, again, insist, busy } = useSetup();
  const platform = useSession((s) => s.info?.platform ?? 'linux');
  const passphrase = needsPassphrase(keychain);
  const locked = keychain === 'locked';
  return (
    <div className={classes.page}>
      <div>
        <h1 tabIndex={-1}>{t(passphrase ? 'setup.pin.titlePassphrase' : 'setup.pin.title')}</h1>
        <p className={classes.lead}>{t(passphrase ? 'setup.pin.leadPassphrase' : 'setup.pin.lead')}</p>
      </div>
      {(passphrase || locked) && (
        <section className={classes.red} role="alert">
          <h2><IconAlertTriangle size={16} stroke={2} aria-hidden="true" />{t(locked ? 'door.title.KEYCHAIN_LOCKED' : 'setup.pin.noKeyring')}</h2>
          <p>{t(locked ? 'setup.pin.lockedText' : 'setup.pin.noKeyringText')}</p>
          <p className="q2">{t(`door.how.${locked ? 'KEYCHAIN_LOCKED' : 'KEYCHAIN_UNAVAILABLE'}.${platform}`)}</p>
          <Button size="dense" busy={busy} onClick={() => void look()}>{t('common.tryAgain')}</Button>
        </section>
      )}
      {!locked && <PinChoice pin={pin} again={again} onPin={(next) => useSetup.setState({ pin: next })} onAgain={(next) => useSetup.setState({ again: next })} passphrase={passphrase} insist={insist} />}
    </div>
  );
}
