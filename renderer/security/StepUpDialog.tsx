// PIN and a fresh code, asked over whatever screen wanted something that needs them. The shell shows it; api() waits for it.
import { useEffect, useState } from 'react';
import { type ApiError, asApiError, call } from '../app/api.ts';
import { answerStepUp, hostStepUp, useStepUp } from '../app/stepUp.ts';
import { useSession } from '../app/session.ts';
import { useT } from '../i18n/index.ts';
import { Floating } from '../ui/Floating.tsx';
import { type Proof, ProveForm } from './ProveForm.tsx';
import classes from './StepUpDialog.module.css';

export function StepUpDialog() {
  const asked = useStepUp((s) => s.asked);
  useEffect(hostStepUp, []);
  return asked ? <Question /> : null;
}

function Question() {
  const t = useT();
  const passphrase = useSession(({ state }) => state?.mode === 'passphrase');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const cancel = () => answerStepUp('cancelled');
  const prove = async (proof: Proof) => {
    setBusy(true);
    try {
      await call(window.billfold.session.stepUp(proof));
      answerStepUp('proven');
    } catch (refused) {
      setError(asApiError(refused));
      setBusy(false);
    }
  };
  return (
    <Floating open onClose={cancel} label={t('security.stepUp.title')} width={704}>
      <div className={classes.ask}>
        <h2 className="h20">{t('security.stepUp.title')}</h2>
        <p className="q2">{t('security.stepUp.text')}</p>
        <ProveForm passphrase={passphrase} go={t('security.stepUp.go')} busy={busy} error={error} onProve={(proof) => void prove(proof)} onCancel={cancel} />
      </div>
    </Floating>
  );
}
