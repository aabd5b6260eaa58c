// What is wrong, in red, under the field it belongs to. One sentence; the way out is part of it.
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Message.module.css';

/** `alert`: read out at once (answers of main); under a field Mantine links it to the input. */
export function Problem({ children, id, alert = false }: { children: ReactNode; id?: string; alert?: boolean }) {
  return (
    <span className={`${classes.message} ${classes.stop}`} id={id} role={alert ? 'alert' : undefined}>
      <IconAlertCircle size={14} stroke={2} aria-hidden="true" />
      <span>{children}</span>
    </span>
  );
}
