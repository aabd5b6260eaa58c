// The one button. Kinds: primary (one per screen), plain, quiet (a link-like act), danger. `keys` shows the shortcut inside a primary button.
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Kbd } from './Kbd.tsx';
import classes from './Button.module.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  /** roomy: 40 px, login and first run. dense: 28 px, inside rows. */
  size?: 'normal' | 'roomy' | 'dense';
  /** Only an icon: give an aria-label. */
  iconOnly?: boolean;
  icon?: ReactNode;
  keys?: string | undefined;
  /** Says what it is doing and cannot be pressed twice. */
  busy?: boolean | undefined;
  ref?: Ref<HTMLButtonElement>;
}

/** Stays focusable while busy or `aria-disabled`, so that the keyboard never falls off the page; then it ignores presses. */
export function Button({ kind = 'plain', size = 'normal', iconOnly = false, icon, keys, busy = false, children, className, onClick, type = 'button', ...rest }: ButtonProps) {
  const off = busy || rest['aria-disabled'] === true || rest['aria-disabled'] === 'true';
  const names = [classes.button, classes[kind], classes[size], iconOnly ? classes.icon : '', className ?? ''].filter((n) => n !== '').join(' ');
  return (
    <button
      {...rest}
      type={off && type === 'submit' ? 'button' : type}
      className={names}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (!off) onClick?.(event);
      }}
    >
      {icon}
      {children}
      {keys !== undefined && <Kbd keys={keys} />}
    </button>
  );
}
