// The first login with a one-time code: name and code, a PIN of one's own, the phone, the recovery codes. Until the last step the code stays usable.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Output } from '../../contract/index.ts';
import { formatDay } from '../../domain/date.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { useSession } from '../app/session.ts';
import { holdStage, leaveStage, releaseStage } from '../app/stage.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { CODE_LENGTH } from '../ui/CodeBoxes.tsx';
import { TextField } from '../ui/Field.tsx';
import { PhoneCode } from '../ui/PhoneCode.tsx';
import { PinChoice, pinReady } from '../ui/PinChoice.tsx';
import { Problem } from '../ui/Problem.tsx';
import { RecoveryCodes } from '../ui/RecoveryCodes.tsx';
import form from './LoginForm.module.css';
import classes from './Recovery.module.css';

type Step = 'code' | 'pin' | 'phone' | 'done';
const STEPS: Step[] = ['code', 'pin', 'phone', 'done'];

export function FirstLogin({ onBack }: { onBack: () => void }) {
  const t = useT();
  const passphrase = useSession((s) => s.state?.mode === 'passphrase');
  const today = useSession((s) => s.info?.today ?? '2000-01-01');
  const [step, setStep] = useState<Step>('code');
  const [name, setName] = useState('');
  const [typed, setTyped] = useState('');
  const [begun, setBegun] = useState<Output<'session.firstCode'> | null>(null);
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [insist, setInsist] = useState(false);
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<string[]>([]);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const codeField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (step === 'phone') codeField.current?.focus();
    if (step === 'done') heading.current?.focus();
  }, [step]);

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
  const begin = () => run(async () => {
    const confirmClock = error?.code === 'CLOCK_JUMP';
    setBegun(await call(api().session.firstCode({ userName: name, code: typed, ...(confirmClock && { confirmClock }) })));
    setStep('pin');
  });
  const finish = (phone: string) => run(async () => {
    // From here the books are open in main; this page stays until the codes were seen.
    holdStage('first');
    try {
      const { recoveryCodes } = await call(api().session.firstFinish({ pin, code: phone }));
      setPin('');
      setAgain('');
      setTyped('');
      setCodes(recoveryCodes);
      setStep('done');
    } catch (thrown) {
      releaseStage();
      setCode('');
      throw thrown;
    }
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (step === 'code' && name.trim() !== '' && typed.trim() !== '') void begin();
    else if (step === 'pin' && pinReady(pin, again, passphrase)) setStep('phone');
    else if (step === 'pin') setInsist(true);
    else if (step === 'phone' && code.length === CODE_LENGTH) void finish(code);
    else if (step === 'done') void leaveStage();
  };
  const back = () => {
    setError(null);
    if (step === 'phone') setStep('pin');
    else if (step === 'pin') setStep('code');
    else onBack();
  };
  const said = error === null ? null : error.code === 'AUTH_FAILED' ? t('people.first.mismatch') : error.code === 'CLOCK_JUMP' ? t('door.clockTitle', { day: formatDay(today, language()) }) : sentence(error);
  const title = step === 'pin' && passphrase ? 'passphrase' : step;
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div>
        <p className="small q3">{t('people.first.step', { n: STEPS.indexOf(step) + 1 })}</p>
        <h1 className="h28" ref={heading} tabIndex={-1}>{t(`people.first.${title}Title`, { name: begun?.userName ?? '' })}</h1>
        <p className={classes.lead}>{t(`people.first.${step}Lead`)}</p>
      </div>
      {step === 'code' && (
        <>
          <TextField label={t('people.first.name')} value={name} onChange={setName} autoFocus className={form.tall ?? ''} disabled={busy} maxLength={80} />
          <TextField label={t('people.first.code')} help={t('people.first.codeHelp')} value={typed} onChange={setTyped} bad={error?.code === 'AUTH_FAILED'} className={`${form.tall} ${form.codeText}`} disabled={busy} maxLength={40} name="one-time-code" autoComplete="off" />
        </>
      )}
      {step === 'pin' && <PinChoice pin={pin} again={again} onPin={setPin} onAgain={setAgain} passphrase={passphrase} insist={insist} autoFocus />}
      {step === 'phone' && begun !== null && <PhoneCode enrolment={begun} code={code} onCode={setCode} onComplete={(phone) => void finish(phone)} ref={codeField} problem={said ?? undefined} />}
      {step === 'done' && <RecoveryCodes codes={codes} />}
      {said !== null && step !== 'phone' && <Problem alert>{said}</Problem>}
      <div className={classes.acts}>
        {step !== 'done' && <Button size="roomy" onClick={back}>{t(step === 'code' ? 'door.recover.backToLogin' : 'common.back')}</Button>}
        <Button type="submit" kind="primary" size="roomy" keys="enter" busy={busy} aria-disabled={step === 'code' && (name.trim() === '' || typed.trim() === '')}>
          {t(step === 'phone' ? 'door.recover.finish' : step === 'done' ? 'people.first.finish' : error?.code === 'CLOCK_JUMP' ? 'door.clockYes' : 'common.next')}
        </Button>
      </div>
    </form>
  );
}
