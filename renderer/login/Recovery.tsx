// The way back in with the printed kit: its groups, a new PIN, the phone paired again, new recovery codes. Nothing changes before the last code is right.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { parseKit } from '../../domain/recoveryKitCode.ts';
import type { Output } from '../../contract/index.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { useSession } from '../app/session.ts';
import { holdStage, leaveStage, releaseStage } from '../app/stage.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { CODE_LENGTH } from '../ui/CodeBoxes.tsx';
import { emptyKit, KitEntry, kitText } from '../ui/KitEntry.tsx';
import { PhoneCode } from '../ui/PhoneCode.tsx';
import { PinChoice, pinReady } from '../ui/PinChoice.tsx';
import { Problem } from '../ui/Problem.tsx';
import { RecoveryCodes } from '../ui/RecoveryCodes.tsx';
import classes from './Recovery.module.css';

type Begun = Output<'recovery.begin'>;
type Step = 'kit' | 'pin' | 'phone' | 'codes';
const STEPS: Step[] = ['kit', 'pin', 'phone', 'codes'];

/** True when the check on the paper agrees with the groups: a mistyped kit is found here, without asking main. */
function checks(text: string): boolean {
  try {
    parseKit(text);
    return true;
  } catch {
    return false;
  }
}

/** `already`: the kit was typed and accepted on the way here. */
export function Recovery({ onBack, already }: { onBack: () => void; already?: Begun }) {
  const t = useT();
  const mode = useSession((s) => s.state?.mode ?? 'keychain');
  const unavailable = useSession((s) => s.state?.keychain === 'unavailable');
  const [noKeyring, setNoKeyring] = useState(false);
  // Without a keyring a passphrase is the only way back in; the page says so before it is chosen.
  const passphrase = mode === 'passphrase' || unavailable || noKeyring;
  const [step, setStep] = useState<Step>(already === undefined ? 'kit' : 'pin');
  const [boxes, setBoxes] = useState(emptyKit);
  const [begun, setBegun] = useState<Begun | null>(already ?? null);
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
    if (step === 'codes') heading.current?.focus();
  }, [step]);
  const text = kitText(boxes);
  const mistyped = text !== null && !checks(text);

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
    setBegun(await call(api().recovery.begin({ kit: text ?? '' })));
    setStep('pin');
  });
  const finish = (typed: string, confirmClock = false) => run(async () => {
    // From here the books are open in main; this page stays until the codes were seen.
    holdStage('recovery');
    try {
      const { recoveryCodes } = await call(api().recovery.finish({ newPin: pin, code: typed, ...(confirmClock && { confirmClock }), ...(passphrase && mode !== 'passphrase' && { mode: 'passphrase' as const }) }));
      setBoxes(emptyKit());
      setPin('');
      setAgain('');
      setCodes(recoveryCodes);
      setStep('codes');
    } catch (thrown) {
      releaseStage();
      setCode('');
      if (asApiError(thrown).code === 'KEYCHAIN_UNAVAILABLE') {
        setNoKeyring(true);
        setPin('');
        setAgain('');
        setStep('pin');
      }
      throw thrown;
    }
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (step === 'kit' && text !== null && !mistyped) void begin();
    else if (step === 'pin' && pinReady(pin, again, passphrase)) setStep('phone');
    else if (step === 'pin') setInsist(true);
    else if (step === 'phone' && code.length === CODE_LENGTH) void finish(code, error?.code === 'CLOCK_JUMP');
    else if (step === 'codes') void leaveStage();
  };
  const back = () => {
    setError(null);
    if (step === 'phone') setStep('pin');
    else if (step === 'pin') setStep('kit');
    else onBack();
  };
  const words = step === 'pin' && passphrase ? 'passphrase' : step === 'codes' ? 'done' : step;
  const key = (what: string) => (step === 'kit' ? `door.recover.${what}` : `door.recover.${words}${what === 'title' ? 'Title' : 'Lead'}`);
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div>
        <p className="small q3">{t('door.recover.step', { n: STEPS.indexOf(step) + 1 })}</p>
        <h1 className="h28" ref={heading} tabIndex={-1}>{t(key('title'), { name: begun?.userName ?? '' })}</h1>
        <p className={classes.lead}>{t(key('lead'))}</p>
      </div>
      {step === 'kit' && (
        <>
          <KitEntry boxes={boxes} onChange={(next) => { setBoxes(next); setError(null); }} bad={mistyped || error?.code === 'KIT_WRONG'} disabled={busy} />
          {mistyped && <Problem alert>{t('errors.field.CODE_CHECKSUM')}</Problem>}
        </>
      )}
      {step === 'pin' && <PinChoice pin={pin} again={again} onPin={setPin} onAgain={setAgain} passphrase={passphrase} insist={insist} autoFocus />}
      {step === 'phone' && begun !== null && <PhoneCode enrolment={begun} code={code} onCode={setCode} onComplete={(typed) => void finish(typed)} ref={codeField} problem={error ? sentence(error) : undefined} />}
      {step === 'codes' && <RecoveryCodes codes={codes} />}
      {error !== null && step !== 'phone' && <Problem alert>{sentence(error)}</Problem>}
      <div className={classes.acts}>
        {step !== 'codes' && <Button size="roomy" onClick={back}>{t(step === 'kit' ? 'door.recover.backToLogin' : 'common.back')}</Button>}
        <Button type="submit" kind="primary" size="roomy" keys="enter" busy={busy} aria-disabled={step === 'kit' && (text === null || mistyped)}>
          {step === 'kit' && t(busy ? 'door.recover.looking' : 'door.recover.next')}
          {step === 'pin' && t('common.next')}
          {step === 'phone' && t(busy ? 'door.recover.finishing' : 'door.recover.finish')}
          {step === 'codes' && t('door.recover.done')}
        </Button>
      </div>
      {step === 'kit' && <p className="small q3">{t('door.recover.noKit')}</p>}
    </form>
  );
}
