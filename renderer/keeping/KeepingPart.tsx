// Settings: how long documents are kept, and those whose time is over: a list first, then erasing whoever they name, some at a time. Part of the Data tab.
import { Select } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Output } from '../../contract/index.ts';
import { formatDay } from '../../domain/date.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { useMay } from '../app/may.ts';
import { go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import settings from '../settings/Settings.module.css';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import classes from './keeping.module.css';

type Past = Output<'erasure.past'>;
/** Erased by one call: no key press waits for it. */
const AT_ONCE = 10;
const LISTED = 200;
/** How many years more than the law asks for can be chosen. */
const LONGER = [0, 1, 2, 3, 4, 5, 10, 20];

export function KeepingPart() {
  const t = useT();
  const mayErase = useMay('customer.erase');
  return (
    <section className={`card ${settings.part}`} aria-labelledby="keeping-title">
      <header className={settings.partHead}>
        <div className="grow"><h2 id="keeping-title">{t('erasure.keeping.title')}</h2><p className="q2">{t('erasure.keeping.text')}</p></div>
      </header>
      <Years />
      {mayErase && <PastList />}
    </section>
  );
}

function Years() {
  const t = useT();
  const mayChange = useMay('business.write');
  const loaded = useLoad(() => call(api().erasure.keeping({})), 'keeping');
  const [error, setError] = useState<ApiError | null>(null);
  useChanged(['business'], loaded.reload);
  const value = loaded.value;
  if (value === null) return null;
  const save = async (years: number) => {
    try {
      await call(api().erasure.saveKeeping({ years: years === value.law ? null : years }));
      setError(null);
      loaded.reload();
    } catch (thrown) {
      setError(asApiError(thrown));
    }
  };
  const choices = [...new Set([...LONGER.map((more) => value.law + more), value.years])].sort((a, b) => a - b);
  return (
    <div className={settings.fields}>
      <Select
        label={t('erasure.keeping.years')} description={t('erasure.keeping.law', { count: value.law, n: countText(value.law) })} value={String(value.years)} readOnly={!mayChange} allowDeselect={false}
        data={choices.map((years) => ({ value: String(years), label: t('erasure.keeping.yearsOf', { count: years, n: countText(years) }) }))}
        onChange={(years) => years !== null && void save(Number(years))}
      />
      {error && <Problem alert>{sentence(error)}</Problem>}
    </div>
  );
}

function PastList() {
  const t = useT();
  const loaded = useLoad(() => call(api().erasure.past({ limit: LISTED })), 'past');
  const [asking, setAsking] = useState(false);
  const [going, setGoing] = useState<{ done: number; of: number } | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const stopped = useRef(false);
  useChanged(['invoices', 'business', 'payments'], () => going === null && loaded.reload());
  const past = loaded.value;
  const erase = async (total: number) => {
    stopped.current = false;
    setAsking(false);
    setError(null);
    setGoing({ done: 0, of: total });
    let done = 0;
    try {
      while (!stopped.current) {
        const { rows } = await call(api().erasure.past({ limit: AT_ONCE }));
        if (rows.length === 0) break;
        const { erased } = await call(api().erasure.tidy({ ids: rows.map(({ id }) => id) }));
        if (erased === 0) break;
        done += erased;
        setGoing({ done, of: Math.max(total, done) });
      }
    } catch (thrown) {
      const refused = asApiError(thrown);
      if (refused.code !== 'CANCELLED') setError(refused);
    }
    setGoing(null);
    loaded.reload();
    if (done > 0) toast({ text: t('erasure.keeping.done', { count: done, n: countText(done) }) });
  };
  if (past === null) return loaded.error && <Problem alert>{sentence(loaded.error)}</Problem>;
  const n = t(past.more ? 'erasure.keeping.more' : 'erasure.keeping.exactly', { n: countText(past.total) });
  return (
    <div className={classes.past}>
      <h3>{t('erasure.keeping.past')}</h3>
      {error && <Problem alert>{sentence(error)}</Problem>}
      {past.total === 0 && going === null && <p className="q2">{t('erasure.keeping.none')}</p>}
      {past.total > 0 && going === null && <Rows past={past} />}
      {going !== null && (
        <div className={classes.acts}>
          <span role="status">{t('erasure.keeping.going', { done: countText(going.done), of: countText(going.of) })}</span>
          <Button onClick={() => { stopped.current = true; }}>{t('erasure.keeping.stop')}</Button>
        </div>
      )}
      {past.total > 0 && going === null && !asking && (
        <div className={classes.acts}><Button icon={<IconEraser size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setAsking(true)}>{t('erasure.keeping.erase')}</Button></div>
      )}
      {asking && (
        <Confirm
          title={t('erasure.keeping.ask', { count: past.total, n })} yes={t('erasure.go')} no={t('common.cancel')} onNo={() => setAsking(false)} onYes={() => void erase(past.total)}
          points={[{ good: false, text: t('erasure.keeping.goes') }, { good: true, text: t('erasure.keeping.stays') }]} text={t('erasure.forEver')}
        />
      )}
    </div>
  );
}

function Rows({ past }: { past: Past }) {
  const t = useT();
  const day = (date: string): string => formatDay(date, language());
  return (
    <div className={classes.rows} tabIndex={0} role="group" aria-label={t('erasure.keeping.past')}>
      <table>
        <thead>
          <tr>{(['document', 'customer', 'date', 'until'] as const).map((name) => <th key={name} scope="col">{t(`erasure.keeping.column.${name}`)}</th>)}</tr>
        </thead>
        <tbody>
          {past.rows.map((row) => (
            <tr key={row.id}>
              <td><button type="button" className="link" onClick={() => go({ screen: 'invoice', id: row.id })}>{`${t(`kinds.${row.kind}.one`)} ${row.number}`}</button></td>
              <td>{row.customer}</td>
              <td className="nw">{day(row.issueDate)}</td>
              <td className="nw">{day(row.keptUntil)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {past.total > past.rows.length && <p className="q2">{t('erasure.keeping.andMore', { n: t(past.more ? 'erasure.keeping.more' : 'erasure.keeping.exactly', { n: countText(past.total) }) })}</p>}
    </div>
  );
}
