// "It is really you": the present PIN and a fresh code (or a recovery code), asked again before a secret changes, or before something that matters. Security screen and the step-up dialog.
import { type ReactNode, useState } from 'react';
import type { ApiError } from '../app/api.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { CODE_LENGTH, CodeBoxes } from '../ui/CodeBoxes.tsx';
import { TextField } from '../ui/Field.tsx';
import { PinInput } from '../ui/PinInput.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './Security.module.css';

export interface Proof {
  pin: string;
  code: string;
}
export interface ProveFormProps {
  passphrase: boolean;
  /** What the button does, translated. */
  go: string;
  busy: boolean;
  error: ApiError | null;
  /** Called with both; wrong ones come back as `error`. */
  onProve: (proof: Proof) => void;
  onCancel: () => void;
  /** More fields between the proof and the button. */
  children?: ReactNode;
  /** False while those fields are not ready. */
  ready?: boolean;
  onNotReady?: () => void;
}

export function ProveForm({ passphrase, go, busy, error, onProve, onCancel, children, ready = true, onNotReady }: ProveFormProps) {
  const t = useT();
  const [pin, setPin] = useState('');
  const [code, setCode] = useState('');
  const [byRecovery, setByRecovery] = useState(false);
  const mismatch = error?.code === 'AUTH_FAILED';
  const complete = pin !== '' && (byRecovery ? code.trim() !== '' : code.length === CODE_LENGTH);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) onNotReady?.();
        if (busy || !complete || !ready) return;
        onProve({ pin, code });
        setCode('');
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    >
      <div className={classes.proof}>
        <PinInput label={t(passphrase ? 'security.presentPassphrase' : 'security.presentPin')} value={pin} onChange={setPin} passphrase={passphrase} bad={mismatch} tall autoFocus />
        {byRecovery ? (
          <TextField label={t('door.recoveryCode')} help={t('door.recoveryCodeHelp')} value={code} onChange={setCode} bad={mismatch} className={classes.tall ?? ''} />
        ) : (
          <CodeBoxes label={t('door.code6')} value={code} onChange={setCode} bad={mismatch} help={t('phone.codeHelp')} />
        )}
      </div>
      <button type="button" className={`link small ${classes.other}`} onClick={() => { setByRecovery(!byRecovery); setCode(''); }}>{t(byRecovery ? 'door.usePhone' : 'door.useRecovery')}</button>
      {children}
      {error !== null && <Problem alert>{sentence(error)}</Problem>}
      <div className={classes.acts}>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" kind="primary" busy={busy}>{go}</Button>
      </div>
    </form>
  );
}
