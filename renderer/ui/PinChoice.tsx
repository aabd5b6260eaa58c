// Choosing a new PIN: typed twice, judged in words while typing, refused where a thief would start. First run, recovery and the security screen use it.
import { useState } from 'react';
import { normalisePin, pinProblem } from '../../domain/pin.ts';
import { useT } from '../i18n/index.ts';
import { PinInput } from './PinInput.tsx';
import classes from './PinChoice.module.css';

/** In passphrase mode nothing but the words protects the file: 12 characters at least. */
const PASSPHRASE_LEAST = 12;

/** What is wrong with a new PIN as key of words, or null. `passphrase`: there is no keychain, so the words alone must hold. */
export function newPinProblem(pin: string, passphrase: boolean): string | null {
  if (passphrase && [...normalisePin(pin)].length < PASSPHRASE_LEAST) return 'SHORT_PASSPHRASE';
  return pinProblem(pin);
}

/** 0 to 3 filled bars: how long a thief with the laptop would be busy. */
export function strengthOf(pin: string, passphrase: boolean): 0 | 1 | 2 | 3 {
  if (newPinProblem(pin, passphrase) !== null) return 0;
  const text = normalisePin(pin);
  const length = [...text].length;
  if (/^\d+$/.test(text)) return length >= 10 ? 3 : length >= 8 ? 2 : 1;
  return length >= 16 ? 3 : length >= 12 ? 2 : 1;
}

export interface PinChoiceProps {
  pin: string;
  again: string;
  onPin: (pin: string) => void;
  onAgain: (again: string) => void;
  passphrase: boolean;
  /** Show what is missing, because Next was pressed. */
  insist?: boolean;
  autoFocus?: boolean;
  onEnter?: () => void;
}

/** Both typed, equal, and good enough. */
export function pinReady(pin: string, again: string, passphrase: boolean): boolean {
  return newPinProblem(pin, passphrase) === null && normalisePin(pin) === normalisePin(again);
}

export function PinChoice({ pin, again, onPin, onAgain, passphrase, insist = false, autoFocus = false, onEnter }: PinChoiceProps) {
  const t = useT();
  const [left, setLeft] = useState(false);
  const wrong = newPinProblem(pin, passphrase);
  const tooShort = wrong === 'SHORT' || wrong === 'SHORT_PASSPHRASE';
  // While still typing a short PIN is no mistake yet.
  const shown = wrong !== null && (insist || (pin !== '' && (left || !tooShort)));
  const differ = again !== '' && normalisePin(again) !== normalisePin(pin);
  // As long as the second is a beginning of the first, it may still become the same.
  const stillTyping = normalisePin(pin).startsWith(normalisePin(again));
  const strength = strengthOf(pin, passphrase);
  const words = passphrase ? 'pin.newPassphrase' : 'pin.newPin';
  return (
    <div className={classes.both} onBlur={() => setLeft(true)}>
      <div>
        <PinInput label={t(words)} value={pin} onChange={onPin} passphrase tall autoFocus={autoFocus} problem={shown ? t(`pin.problem.${wrong}`) : undefined} {...(onEnter && { onEnter })} />
        <div className={classes.strength} aria-live="polite" hidden={shown}>
          <span className={classes.bars} aria-hidden="true">
            {[1, 2, 3].map((n) => <i key={n} className={n <= strength ? classes.on : undefined} />)}
          </span>
          <span>{strength === 0 ? t(passphrase ? 'pin.rulePassphrase' : 'pin.rule') : t(`pin.strength.${strength}`)}</span>
        </div>
      </div>
      <PinInput
        label={t(passphrase ? 'pin.againPassphrase' : 'pin.again')} value={again} onChange={onAgain} passphrase tall {...(onEnter && { onEnter })}
        problem={(differ && !stillTyping) || (insist && normalisePin(again) !== normalisePin(pin)) ? t('pin.problem.DIFFERENT') : undefined}
      />
    </div>
  );
}
