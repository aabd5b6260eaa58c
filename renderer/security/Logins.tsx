// Who is in since when, and the logins before: one's own, and for who looks after people those of anybody. Security screen only.
import { Select } from '@mantine/core';
import { useState } from 'react';
import type { LoginView } from '../../contract/sessions.ts';
import { api, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { useSession } from '../app/session.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { momentText } from '../ui/agoText.ts';
import { Problem } from '../ui/Problem.tsx';
import { IdleByRole } from './IdleByRole.tsx';
import classes from './Logins.module.css';

/** As many as one looks through; the log has all. */
const FIRST = 8;

export function Logins({ mayIdle }: { mayIdle: boolean }) {
  const t = useT();
  const you = useSession((s) => s.state?.user ?? null);
  const [who, setWho] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const logins = useLoad(() => call(api().sessions.logins({ userId: who })), who ?? '');
  useChanged(['people'], logins.reload);
  const shown = logins.value;
  return (
    <section className={`card ${classes.logins}`} aria-labelledby="logins">
      <header className={classes.head}>
        <div className="grow"><h2 id="logins">{t('sessions.title')}</h2>{shown !== null && you !== null && <p className="q2">{t('sessions.now', { name: you.name, when: momentText(shown.since) })}</p>}</div>
        {shown !== null && shown.people.length > 1 && (
          <Select className={classes.who ?? ''} aria-label={t('sessions.of')} allowDeselect={false} searchable data={shown.people.map(({ id, name }) => ({ value: id, label: name }))} value={who ?? you?.id ?? null} onChange={(id) => { setWho(id); setAll(false); }} />
        )}
      </header>
      {logins.error !== null && <Problem alert>{sentence(logins.error)}</Problem>}
      {shown !== null && (shown.rows.length === 0 ? <p className={`q2 ${classes.none}`}>{t('sessions.none', { name: shown.name })}</p> : (
        <ul aria-label={t('sessions.list', { name: shown.name })}>{shown.rows.slice(0, all ? undefined : FIRST).map((row) => <Login key={`${row.at}${row.kind}`} row={row} />)}</ul>
      ))}
      {shown !== null && !all && shown.rows.length > FIRST && <p className={classes.none}><button type="button" className="link" onClick={() => setAll(true)}>{t('sessions.more', { count: shown.rows.length })}</button></p>}
      {mayIdle && <IdleByRole />}
      <p className={`small q3 ${classes.foot}`}>{t('sessions.one')}</p>
    </section>
  );
}

function Login({ row }: { row: LoginView }) {
  const t = useT();
  const tries = row.failed + row.blocked;
  return (
    <li className={classes.row}>
      <span className="num">{momentText(row.at)}</span>
      <span className={row.kind === 'refused' ? 'stop' : 'q2'}>{t(row.kind === 'refused' ? 'sessions.refused' : `sessions.way.${row.way}`)}</span>
      <span className={tries > 0 ? 'warn' : 'q3'}>{row.kind === 'open' && t('sessions.tries', { count: tries })}</span>
    </li>
  );
}
