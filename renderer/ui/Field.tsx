// Label, control, hint and problem in one column, for controls that are not Mantine inputs. TextField is the plain one-line field of every form.
import { Textarea, TextInput, type TextareaProps, type TextInputProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { Hint } from './Hint.tsx';
import { Problem } from './Problem.tsx';
import classes from './Field.module.css';

/** A labelled place for any control. Give the control the same id. */
export function Field({ id, label, hint, problem, help, children }: { id: string; label: ReactNode; hint?: ReactNode; problem?: ReactNode; help?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>{label}</label>
      {children}
      {help !== undefined && <span className={classes.help} id={`${id}-help`}>{help}</span>}
      {hint !== undefined && hint !== null && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {problem !== undefined && problem !== null && <Problem id={`${id}-problem`}>{problem}</Problem>}
    </div>
  );
}

interface Words {
  /** Red sentence: what is wrong. */
  problem?: ReactNode;
  /** Amber sentence: worth a look, never blocks. */
  hint?: ReactNode;
  /** Quiet sentence: what this is for. */
  help?: ReactNode;
  /** Red without a sentence of its own. */
  bad?: boolean;
}

function under({ problem, hint, help, bad }: Words): { error?: ReactNode; description?: ReactNode } {
  const shown: { error?: ReactNode; description?: ReactNode } = {};
  if (problem) shown.error = <Problem>{problem}</Problem>;
  else if (bad) shown.error = true;
  if (hint) shown.description = <Hint>{hint}</Hint>;
  else if (help) shown.description = help;
  return shown;
}

export type TextFieldProps = Omit<TextInputProps, 'error' | 'description' | 'onChange'> & Words & { onChange?: (text: string) => void };

/** One line of text. onChange hands over the text itself. */
export function TextField({ problem, hint, help, bad = false, onChange, ...rest }: TextFieldProps) {
  return <TextInput {...rest} {...under({ problem, hint, help, bad })} onChange={(event) => onChange?.(event.currentTarget.value)} />;
}

export type NoteFieldProps = Omit<TextareaProps, 'error' | 'description' | 'onChange'> & Words & { onChange?: (text: string) => void };

/** Several lines of text. */
export function NoteField({ problem, hint, help, bad = false, onChange, ...rest }: NoteFieldProps) {
  return <Textarea {...rest} {...under({ problem, hint, help, bad })} onChange={(event) => onChange?.(event.currentTarget.value)} />;
}
