// How long each role may leave the books open untouched: everybody's limit, or a shorter one. Part of the logins card, for owners.
import { Select } from '@mantine/core';
import { useState } from 'react';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { roleName } from '../roles/roleWords.ts';
import { Problem } from '../ui/Problem.tsx';
import classes from './Logins.module.css';

const MINUTES = [1, 2, 3, 5, 10, 15, 30, 60];

export function IdleByRole() {
  const t = useT();
  const idle = useLoad(() => call(api().sessions.idle()), '');
  const [error, setError] = useState<ApiError | null>(null);
  useChanged(['security', 'people'], idle.reload);
  const shown = idle.value;
  if (shown === null) return null;
  const save = (role: string, minutes: number | null) => {
    call(api().sessions.saveIdle({ role, minutes })).then(() => { setError(null); idle.reload(); }, (refused: unknown) => setError(asApiError(refused)));
  };
  const usual = t('sessions.idle.usual', { count: shown.minutes });
  return (
    <details className={classes.idle}>
      <summary>{t('sessions.idle.title')}</summary>
      <p className="small q2">{t('sessions.idle.text')}</p>
      {error !== null && <Problem alert>{sentence(error)}</Problem>}
      <ul>
        {shown.roles.map(({ role, name, minutes }) => (
          <li key={role}>
            <Select
              label={roleName(role, name)} allowDeselect={false} value={minutes === null ? 'usual' : String(minutes)} onChange={(chosen) => chosen !== null && save(role, chosen === 'usual' ? null : Number(chosen))}
              data={[{ value: 'usual', label: usual }, ...[...new Set([...MINUTES.filter((n) => n < shown.minutes), ...(minutes === null ? [] : [minutes])])].toSorted((a, b) => a - b).map((n) => ({ value: String(n), label: t('security.minutes', { count: n }) }))]}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}
