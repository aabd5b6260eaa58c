// A red line above every screen while the books can only be read: history that went back or was edited (until the owner says so), or a disk that takes no writes.
import { IconAlertCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { sentence } from '../i18n/errors.ts';
import { t as say, useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { toast } from '../ui/toast.ts';
import { api, call } from './api.ts';
import { refreshSecurity, refreshSession, useSession } from './session.ts';
import classes from './ReadOnlyBar.module.css';

export function ReadOnlyBar() {
  const t = useT();
  const why = useSession((s) => s.state?.readOnly ?? null);
  const owner = useSession((s) => s.state?.user?.role === 'owner');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  if (why === null) return null;
  const acknowledge = async () => {
    setBusy(true);
    try {
      await call(api().security.acknowledge());
      await Promise.all([refreshSession(), refreshSecurity()]);
      toast({ text: say('security.readOnly.done') });
    } catch (error) {
      toast({ text: sentence(error), kind: 'problem' });
    }
    setBusy(false);
    setAsking(false);
  };
  return (
    <section className={classes.bar} aria-label={t('security.readOnly.title')}>
      <div className={classes.line} role="alert">
        <IconAlertCircle size={16} stroke={2} aria-hidden="true" />
        <span className="grow"><span className="b">{t('security.readOnly.title')}.</span> {t(`security.readOnly.${why}`)}</span>
        {why === 'history' && owner && !asking && <Button size="dense" onClick={() => setAsking(true)}>{t('security.readOnly.act')}</Button>}
      </div>
      {asking && (
        <div className={classes.ask}>
          <Confirm
            title={t('security.readOnly.askTitle')} text={t('security.readOnly.askText')} yes={t('security.readOnly.yes')} no={t('security.readOnly.no')} busy={busy} onYes={() => void acknowledge()} onNo={() => setAsking(false)}
            points={[{ good: true, text: t('security.readOnly.kept') }, { good: false, text: t('security.readOnly.undo') }]}
          />
        </div>
      )}
    </section>
  );
}
