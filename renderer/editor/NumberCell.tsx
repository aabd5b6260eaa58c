// A cell of the line table in which one types something that is read: quantity, price, discount. Keeps what is typed until it is left.
import { useState, type InputHTMLAttributes } from 'react';
import classes from './editor.module.css';

export interface NumberCellProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  /** What stands in the draft, ready for eyes. */
  shown: string;
  /** Called with every change of the text. */
  onText: (text: string) => void;
}

/**
 * While the cell has the focus it shows what was typed, as long as that is what the draft was made from;
 * when the draft changes otherwise (undo, an item taken) the cell shows the draft.
 */
export function NumberCell({ shown, onText, onBlur, className, ...rest }: NumberCellProps) {
  const [typed, setTyped] = useState<{ text: string; gave: string | null } | null>(null);
  // The first drawing after a keystroke tells which draft that keystroke gave.
  if (typed !== null && typed.gave === null) setTyped({ ...typed, gave: shown });
  const own = typed !== null && (typed.gave === null || typed.gave === shown);
  return (
    <input
      {...rest}
      className={`${classes.cell} ${classes.number} ${className ?? ''}`}
      inputMode="decimal"
      value={own ? typed.text : shown}
      onChange={(event) => {
        setTyped({ text: event.target.value, gave: null });
        onText(event.target.value);
      }}
      onBlur={(event) => {
        setTyped(null);
        onBlur?.(event);
      }}
    />
  );
}
