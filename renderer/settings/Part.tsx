// One group of settings: a name, a sentence, two columns of fields. Settings tabs only.
import type { ReactNode } from 'react';
import classes from './Settings.module.css';

export function Part({ title, text, children, aside }: { title: string; text?: string; children: ReactNode; aside?: ReactNode }) {
  return (
    <section className={`card ${classes.part}`}>
      <header className={classes.partHead}>
        <div className="grow">
          <h2>{title}</h2>
          {text !== undefined && <p className="q2">{text}</p>}
        </div>
        {aside}
      </header>
      <div className={classes.fields}>{children}</div>
    </section>
  );
}
