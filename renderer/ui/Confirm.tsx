// Asks before something that cannot simply be taken back, in place of the button that was pressed. Says what happens, what stays, and defaults to the safe side.
import { IconCheck, IconX } from '@tabler/icons-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import classes from './Confirm.module.css';

export interface ConfirmProps {
  title: string;
  text?: ReactNode;
  /** What stays as it is, what goes: shown with a tick or a cross. */
  points?: { good: boolean; text: string }[];
  /** "Cancel this invoice" */
  yes: string;
  /** "Keep it": has the focus. */
  no: string;
  onYes: () => void;
  onNo: () => void;
  busy?: boolean | undefined;
  danger?: boolean;
}

export function Confirm({ title, text, points = [], yes, no, onYes, onNo, busy = false, danger = true }: ConfirmProps) {
  const safe = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => safe.current?.focus(), []);
  return (
    <div
      className={classes.box} role="alertdialog" aria-labelledby={`${id}-t`} aria-describedby={`${id}-d`} tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onNo();
      }}
    >
      <h2 id={`${id}-t`}>{title}</h2>
      <div id={`${id}-d`}>
        {text !== undefined && <p>{text}</p>}
        {points.length > 0 && (
          <ul>
            {points.map((point) => (
              <li key={point.text}>
                {point.good ? <IconCheck size={16} aria-hidden="true" /> : <IconX size={16} aria-hidden="true" />}
                {point.text}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className={classes.acts}>
        <Button ref={safe} onClick={onNo}>{no}</Button>
        <Button kind={danger ? 'danger' : 'primary'} busy={busy} onClick={onYes}>{yes}</Button>
      </div>
    </div>
  );
}
