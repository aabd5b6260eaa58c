// The three changes of one's own secrets, each in place under its line: PIN, phone, recovery codes. Security screen only.
import { useEffect, useRef, useState } from 'react';
import type { Enrolment } from '../../contract/session.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { sentence } from '../i18n/errors.ts';
import { t as say, useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { CODE_LENGTH } from '../ui/CodeBoxes.tsx';
import { PhoneCode } from '../ui/PhoneCode.tsx';
import { PinChoice, pinReady } from '../ui/PinChoice.tsx';
import { RecoveryCodes } from '../ui/RecoveryCodes.tsx';
import { toast } from '../ui/toast.ts';
import { type Proof, ProveForm } from './ProveForm.tsx';
import classes from './Security.module.css';

export interface FormProps {
  passphrase: boolean;
  /** Closes the form; the screen looks again. */
  onDone: () => void;
}

/** One act at a time, its refusal kept for the form. */
function useAct() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const run = async (act: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await act();
    } catch (thrown) {
      setError(asApiError(thrown));
    }
    setBusy(false);
  };
  return { busy, error, run };
}

export function ChangePin({ passphrase, onDone }: FormProps) {
  const t = useT();
  const { busy, error, run } = useAct();
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [insist, setInsist] = useState(false);
  const change = (proof: Proof) => void run(async () => {
    await call(api().session.changePin({ ...proof, newPin: pin }));
    toast({ text: say(passphrase ? 'security.passphraseChanged' : 'security.pinChanged') });
    onDone();
  });
  return (
    <ProveForm passphrase={passphrase} go={t(passphrase ? 'security.changePassphrase' : 'security.changePin')} busy={busy} error={error} onProve={change} onCancel={onDone} ready={pinReady(pin, again, passphrase)} onNotReady={() => setInsist(true)}>
      <PinChoice pin={pin} again={again} onPin={setPin} onAgain={setAgain} passphrase={passphrase} insist={insist} />
    </ProveForm>
  );
}

export function NewPhone({ passphrase, onDone }: FormProps) {
  const t = useT();
  const { busy, error, run } = useAct();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (enrolment !== null) field.current?.focus();
  }, [enrolment, error]);
  const finish = (digits: string) => void run(async () => {
    setCode('');
    await call(api().session.enrolFinish({ code: digits }));
    toast({ text: say('security.phoneChanged') });
    onDone();
  });
  if (enrolment === null) {
    return (
      <ProveForm
        passphrase={passphrase} go={t('security.showQr')} busy={busy} error={error} onCancel={onDone}
        onProve={(proof) => void run(async () => setEnrolment(await call(api().session.enrolBegin(proof))))}
      />
    );
  }
  return (
    <form className={classes.form} onSubmit={(event) => { event.preventDefault(); if (code.length === CODE_LENGTH) finish(code); }}>
      <p className="q2">{t('security.phoneNote')}</p>
      <PhoneCode enrolment={enrolment} code={code} onCode={setCode} onComplete={finish} problem={error === null ? undefined : sentence(error)} ref={field} />
      <div className={classes.acts}>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Button type="submit" kind="primary" busy={busy} aria-disabled={code.length < CODE_LENGTH}>{t('security.pairPhone')}</Button>
      </div>
    </form>
  );
}

export function NewCodes({ passphrase, onDone }: FormProps) {
  const t = useT();
  const { busy, error, run } = useAct();
  const [codes, setCodes] = useState<string[] | null>(null);
  const heading = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (codes !== null) heading.current?.focus();
  }, [codes]);
  if (codes === null) {
    return (
      <ProveForm
        passphrase={passphrase} go={t('security.makeCodes')} busy={busy} error={error} onCancel={onDone}
        onProve={(proof) => void run(async () => setCodes((await call(api().session.newRecoveryCodes(proof))).recoveryCodes))}
      >
        <p className="q2">{t('security.codesWarn')}</p>
      </ProveForm>
    );
  }
  return (
    <div className={classes.form}>
      <p className="q2" tabIndex={-1} ref={heading}>{t('security.codesOnce')}</p>
      <RecoveryCodes codes={codes} />
      <div className={classes.acts}><Button kind="primary" onClick={onDone}>{t('security.codesKept')}</Button></div>
    </div>
  );
}
