// Something to know before going on, in amber. Never blocks.
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Message.module.css';

export function Hint({ children, id }: { children: ReactNode; id?: string }) {
  return (
    <span className={`${classes.message} ${classes.warn}`} id={id}>
      <IconAlertTriangle size={14} stroke={2} aria-hidden="true" />
      <span>{children}</span>
    </span>
  );
}
