// A place with nothing in it yet, or where something went wrong: what it is, why it matters, one way on.
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Empty.module.css';

export function Empty({ icon: Shown, title, text, children, problem = false }: { icon: Icon; title: string; text?: ReactNode; children?: ReactNode; problem?: boolean }) {
  return (
    <div className={`${classes.empty} ${problem ? classes.problem : ''}`} role={problem ? 'alert' : undefined}>
      <span className={classes.disc}>
        <Shown size={24} stroke={1.5} aria-hidden="true" />
      </span>
      <h2>{title}</h2>
      {text !== undefined && <p>{text}</p>}
      {children !== undefined && <div className={classes.acts}>{children}</div>}
    </div>
  );
}
