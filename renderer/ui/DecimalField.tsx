// A number typed the way its owner writes numbers; the value is a canonical decimal string, '' while empty.
import { TextInput, type TextInputProps } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../i18n/index.ts';
import { type DecimalRules, editableDecimal, parseDecimalText } from './decimalText.ts';
import { Hint } from './Hint.tsx';
import { Problem } from './Problem.tsx';
import classes from './Field.module.css';

export type DecimalFieldProps = Omit<TextInputProps, 'value' | 'onChange' | 'error' | 'description'> & DecimalRules & {
  value: string;
  /** Called with every text that reads as a number, and with '' when emptied. */
  onChange: (value: string) => void;
  problem?: ReactNode;
  hint?: ReactNode;
  help?: ReactNode;
  /** A unit behind the number: %, hours. */
  unit?: ReactNode;
};

/** What is typed stays as typed until the field is left; then it is written the house way. Something that is no number stays, with a problem under it. */
export function DecimalField({ value, onChange, problem, hint, help, unit, decimals, negative, lang, onBlur, ...rest }: DecimalFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const rules: DecimalRules = { ...(decimals !== undefined && { decimals }), ...(negative !== undefined && { negative }), ...(lang !== undefined && { lang }) };
  const reading = draft === null || draft.trim() === '' ? null : parseDecimalText(draft, rules);
  const own = reading && !reading.ok ? t(`errors.field.${reading.code}`, { decimals: decimals ?? 10 }) : null;
  const shown = own ?? problem;
  return (
    <TextInput
      {...rest}
      className={`${classes.number} ${typeof rest.className === 'string' ? rest.className : ''}`}
      inputMode="decimal"
      value={draft ?? editableDecimal(value, lang)}
      rightSection={unit}
      error={shown ? <Problem>{shown}</Problem> : undefined}
      description={hint ? <Hint>{hint}</Hint> : help}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setDraft(text);
        if (text.trim() === '') onChange('');
        const next = parseDecimalText(text, rules);
        if (next.ok && next.value !== value) onChange(next.value);
      }}
      onBlur={(event) => {
        if (draft !== null && (reading === null || reading.ok)) setDraft(null);
        onBlur?.(event);
      }}
    />
  );
}
