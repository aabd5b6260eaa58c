// The six boxes for the code on the phone. One real input lies over six drawn cells, so that pasting, correcting and screen readers work as in any field.
import { type ReactNode, type Ref, useId, useState } from 'react';
import { asciiDigits } from '../../domain/digits.ts';
import { Problem } from './Problem.tsx';
import classes from './CodeBoxes.module.css';

export const CODE_LENGTH = 6;

export interface CodeBoxesProps {
  label: string;
  value: string;
  onChange: (digits: string) => void;
  /** The sixth digit is there. */
  onComplete?: (digits: string) => void;
  /** Quiet line under it. */
  help?: string | undefined;
  problem?: string | undefined;
  /** Red without a sentence of its own (the sentence stands elsewhere). */
  bad?: boolean;
  disabled?: boolean;
  /** Beside the quiet line, after the boxes in the order of Tab: another way. */
  aside?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

/** Digits of any script, without the space that phones put in the middle. */
export function digitsOf(text: string): string {
  return asciiDigits(text.normalize('NFKC')).replace(/\D/g, '').slice(0, CODE_LENGTH);
}

export function CodeBoxes({ label, value, onChange, onComplete, help, problem, bad = false, disabled = false, aside, ref }: CodeBoxesProps) {
  const id = useId();
  const [focused, setFocused] = useState(false);
  const wrong = bad || problem !== undefined;
  const under = problem !== undefined ? `${id}-problem` : help !== undefined ? `${id}-help` : undefined;
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>{label}</label>
      <div className={classes.cells} dir="ltr">
        {Array.from({ length: CODE_LENGTH }, (_, i) => {
          const here = focused && !disabled && i === Math.min(value.length, CODE_LENGTH - 1);
          const names = [classes.cell, here ? classes.here : '', wrong ? classes.bad : '', disabled ? classes.off : '', i === CODE_LENGTH / 2 ? classes.second : ''];
          return (
            <span key={i} className={names.filter((n) => n !== '').join(' ')} aria-hidden="true">
              {value[i] ?? (here ? <i className={classes.caret} /> : '')}
            </span>
          );
        })}
        <input
          id={id} ref={ref} className={classes.input} value={value} disabled={disabled} inputMode="numeric" autoComplete="off" spellCheck={false} autoCorrect="off"
          aria-invalid={wrong || undefined} aria-describedby={under} name="code"
          onFocus={() => setFocused(true)} onBlur={() => setFocused(false)}
          onChange={(event) => {
            const digits = digitsOf(event.currentTarget.value);
            onChange(digits);
            if (digits.length === CODE_LENGTH && digits !== value) onComplete?.(digits);
          }}
          // The caret is drawn after the last digit; so it must also be there.
          onSelect={(event) => event.currentTarget.setSelectionRange(value.length, value.length)}
        />
      </div>
      <div className={classes.line}>
        {help !== undefined && problem === undefined && <span className={classes.help} id={`${id}-help`}>{help}</span>}
        {aside}
      </div>
      {problem !== undefined && <Problem id={`${id}-problem`} alert>{problem}</Problem>}
    </div>
  );
}
