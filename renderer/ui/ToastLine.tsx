// How a toast looks inside: icon, words, acts. Only toast.ts uses it.
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Button } from './Button.tsx';
import classes from './toast.module.css';

export interface ToastAct {
  label: string;
  act: () => void;
  keys?: string;
}
export type ToastKind = 'done' | 'hint' | 'problem';
const ICONS = { done: IconCircleCheck, hint: IconAlertTriangle, problem: IconAlertCircle };

export function ToastLine({ kind, text, detail, acts }: { kind: ToastKind; text: string; detail?: string | undefined; acts: ToastAct[] }) {
  const Shown = ICONS[kind];
  return (
    <span className={classes.line}>
      <Shown size={20} stroke={1.6} className={classes[kind]} aria-hidden="true" />
      <span className={classes.words}>
        <span>{text}</span>
        {detail !== undefined && <span className={classes.detail}>{detail}</span>}
      </span>
      {acts.map((one) => (
        <Button key={one.label} size="dense" keys={one.keys} onClick={one.act}>{one.label}</Button>
      ))}
    </span>
  );
}
