// PIN and code, one answer. What was wrong is never said, only that it does not match; after five tries there is a pause.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SessionState } from '../../contract/system.ts';
import { formatDay } from '../../domain/date.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { refreshSession, useSession } from '../app/session.ts';
import { sentence } from '../i18n/errors.ts';
import { language, t as say, useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { CODE_LENGTH, CodeBoxes } from '../ui/CodeBoxes.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { TextField } from '../ui/Field.tsx';
import { PinInput } from '../ui/PinInput.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { isObstacle } from './obstacles.ts';
import { Wait } from './Wait.tsx';
import classes from './LoginForm.module.css';

/** From here on the form says how many tries are left. */
const FEW_TRIES = 3;

interface Typed {
  /** undefined: whoever the vault knows; a text once "Someone else" was chosen. */
  name: string | undefined;
  pin: string;
  code: string;
  /** A recovery code instead of the phone's. */
  byRecovery: boolean;
}
const EMPTY: Typed = { name: undefined, pin: '', code: '', byRecovery: false };

/** ' 2 tries left before a short wait.', when there are few of them. */
function triesWords(t: (key: string, options: { count: number }) => string, { triesLeft, freeTries }: SessionState['lockout']): string {
  if (triesLeft <= FEW_TRIES) return ` ${t('door.triesToOff', { count: triesLeft })}`;
  return freeTries <= FEW_TRIES ? ` ${t('door.triesLeft', { count: freeTries })}` : '';
}

/** What is missing before asking main: an unfinished code would cost a try. */
function ready(typed: Typed): boolean {
  return typed.pin !== '' && (typed.byRecovery ? typed.code.trim() !== '' : typed.code.length === CODE_LENGTH) && typed.name?.trim() !== '';
}

/** Where several people log in a name is asked for, and the one who was in last stands there already. */
function startOf(state: SessionState | null): Typed {
  return state?.needsName === true ? { ...EMPTY, name: state.lastName ?? '' } : EMPTY;
}

function useLogin(onObstacle: (code: string) => void, state: SessionState | null) {
  const [typed, setTyped] = useState(() => startOf(state));
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const enter = async (confirmClock: boolean) => {
    setBusy(true);
    setError(null);
    try {
      const { name, pin, code } = typed;
      const entered = await call(api().session.login({ pin, code, ...(name !== undefined && { userName: name }), ...(confirmClock && { confirmClock }) }));
      if (typed.byRecovery) toast({ text: say('door.codeUsed', { count: entered.recoveryCodesLeft }), kind: 'hint' });
      await refreshSession();
    } catch (thrown) {
      const known = asApiError(thrown);
      if (isObstacle(known.code)) onObstacle(known.code);
      // The clock is a question, not a wrong try: what was typed is needed for the answer.
      if (known.code !== 'CLOCK_JUMP') setTyped((old) => ({ ...old, pin: '', code: '' }));
      await refreshSession();
      setError(known);
    }
    setBusy(false);
  };
  return { typed, setTyped, error, setError, busy, enter };
}

export function LoginForm({ onKit, onFirst, onObstacle }: { onKit: () => void; onFirst: () => void; onObstacle: (code: string) => void }) {
  const t = useT();
  const state = useSession((s) => s.state);
  const info = useSession((s) => s.info);
  const { typed, setTyped, error, setError, busy, enter } = useLogin(onObstacle, state);
  const pinField = useRef<HTMLInputElement>(null);
  const codeField = useRef<HTMLInputElement>(null);
  const passphrase = state?.mode === 'passphrase';
  const lockout = state?.lockout;
  const wait = Math.max(lockout?.retryAfter ?? 0, error?.code === 'WAIT' ? (error.retryAfter ?? 0) : 0);
  const mismatch = error?.code === 'AUTH_FAILED';
  useEffect(() => {
    if (error !== null && error.code !== 'CLOCK_JUMP') pinField.current?.focus();
  }, [error]);

  if (lockout?.disabled === true || error?.code === 'LOCKED_OUT') return <LockedOut onKit={onKit} />;
  if (wait > 0) return <Waiting seconds={wait} onOver={() => { setError(null); void refreshSession(); }} onKit={onKit} />;
  if (error?.code === 'CLOCK_JUMP') {
    return (
      <>
      <h1 className="sr">{t('door.welcome')}</h1>
      <Confirm
        title={t('door.clockTitle', { day: formatDay(info?.today ?? '2000-01-01', language()) })} text={t('door.clockText')} yes={t('door.clockYes')} no={t('door.clockNo')} danger={false} busy={busy}
        onYes={() => void enter(true)} onNo={() => { setTyped(startOf(state)); setError(null); }}
      />
      </>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (ready(typed)) void enter(false);
    else if (typed.pin === '') pinField.current?.focus();
    else codeField.current?.focus();
  };
  const set = (change: Partial<Typed>) => setTyped((old) => ({ ...old, ...change }));
  const otherWay = <button type="button" className={`link ${classes.other}`} onClick={() => set({ byRecovery: !typed.byRecovery, code: '' })}>{t(typed.byRecovery ? 'door.usePhone' : 'door.useRecovery')}</button>;
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div>
        <h1 className="h28">{t('door.welcome')}</h1>
        <p className="q2">{t(typed.byRecovery ? 'door.leadRecovery' : passphrase ? 'door.leadPassphrase' : 'door.lead')}</p>
      </div>
      {typed.name !== undefined && <TextField label={t('door.name')} value={typed.name} onChange={(name) => set({ name })} autoFocus={typed.name === ''} className={classes.tall ?? ''} />}
      <PinInput ref={pinField} label={t(passphrase ? 'door.passphrase' : 'door.pin')} passphrase={passphrase} value={typed.pin} bad={mismatch} tall autoFocus={typed.name !== ''} onChange={(pin) => set({ pin })} />
      {typed.byRecovery ? (
        <div className={classes.recovery}>
          <TextField ref={codeField} label={t('door.recoveryCode')} help={t('door.recoveryCodeHelp')} value={typed.code} bad={mismatch} onChange={(code) => set({ code })} className={`${classes.tall} ${classes.codeText}`} name="recovery-code" />
          {otherWay}
        </div>
      ) : (
        <CodeBoxes ref={codeField} label={t('door.code6')} help={t('door.code6Help')} value={typed.code} bad={mismatch} onChange={(code) => set({ code })} aside={otherWay} />
      )}
      {error !== null && <Problem alert>{sentence(error)}{mismatch && lockout !== undefined ? triesWords(t, lockout) : ''}</Problem>}
      <Button type="submit" kind="primary" size="roomy" keys="enter" busy={busy}>{t(busy ? 'door.opening' : 'door.open')}</Button>
      <div className={classes.ways}>
        <button type="button" className="link" onClick={onKit}>{t('door.useKit')}</button>
        {state?.codeWaiting === true && <button type="button" className="link" onClick={onFirst}>{t('people.first.link')}</button>}
        {state?.needsName !== true && <button type="button" className="link" onClick={() => set({ name: typed.name === undefined ? '' : undefined })}>{t(typed.name === undefined ? 'door.someoneElse' : 'door.notSomeoneElse')}</button>}
      </div>
    </form>
  );
}

function LockedOut({ onKit }: { onKit: () => void }) {
  const t = useT();
  return (
    <div className={classes.form}>
      <div>
        <h1 className="h28">{t('door.disabled')}</h1>
        <p className="q2" role="alert">{t('errors.LOCKED_OUT')}</p>
      </div>
      <p className="q2">{t('door.disabledWhy')}</p>
      <Button kind="primary" size="roomy" autoFocus onClick={onKit}>{t('door.useKit')}</Button>
    </div>
  );
}

function Waiting({ seconds, onOver, onKit }: { seconds: number; onOver: () => void; onKit: () => void }) {
  const t = useT();
  return (
    <div className={classes.form}>
      <h1 className="h28">{t('door.welcome')}</h1>
      <Wait seconds={seconds} onOver={onOver} />
      <CodeBoxes label={t('door.code6')} value="" onChange={() => undefined} disabled />
      <div className={classes.ways}><button type="button" className="link" onClick={onKit}>{t('door.useKit')}</button></div>
    </div>
  );
}
