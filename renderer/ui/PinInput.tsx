// The field for a PIN or passphrase: hidden, with an eye, never remembered by anything. Length is never shown ahead of typing.
import { PasswordInput } from '@mantine/core';
import { type KeyboardEvent, type Ref, useState } from 'react';
import { useT } from '../i18n/index.ts';
import { Problem } from './Problem.tsx';
import classes from './PinInput.module.css';

export interface PinInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Letters come too: no numeric keyboard. */
  passphrase?: boolean;
  help?: string | undefined;
  problem?: string | undefined;
  bad?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
  /** 48 px, as at the door. */
  tall?: boolean;
  onEnter?: () => void;
  ref?: Ref<HTMLInputElement>;
}

/** Alt+V shows and hides it, so that the eye need not stand in the way of Tab. */
export function PinInput({ label, value, onChange, passphrase = false, help, problem, bad = false, disabled = false, autoFocus = false, tall = false, onEnter, ref }: PinInputProps) {
  const t = useT();
  const [visible, setVisible] = useState(false);
  return (
    <PasswordInput
      label={label} value={value} disabled={disabled} autoFocus={autoFocus} ref={ref ?? null} visible={visible} onVisibilityChange={setVisible}
      autoComplete="off" spellCheck={false} autoCapitalize="off" inputMode={passphrase ? 'text' : 'numeric'} name="pin" className={tall ? (classes.tall ?? '') : ''}
      classNames={{ input: classes.input ?? '', innerInput: classes.inner ?? '' }}
      error={problem === undefined ? bad : <Problem>{problem}</Problem>} description={help} errorProps={{ role: 'alert' }}
      visibilityToggleButtonProps={{ 'aria-label': visible ? t('common.hide') : t('common.show'), 'aria-keyshortcuts': 'Alt+V', tabIndex: -1 }}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
        if (event.altKey && event.key.toLowerCase() === 'v') {
          event.preventDefault();
          setVisible(!visible);
        }
        if (event.key === 'Enter' && onEnter) {
          event.preventDefault();
          onEnter();
        }
      }}
    />
  );
}
