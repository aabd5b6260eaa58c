// The numbers and accounts of the accountant: who, which chart, which debtor, and where each tax rate's revenue is booked. Part of the Accountant tab.
import { SegmentedControl, Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { DatevView } from '../../contract/datev.ts';
import { type ApiError, api, asApiError, call, problemAt } from '../app/api.ts';
import { useLoad } from '../app/useLoad.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { rateText } from './sizeText.ts';
import { toSave, withChart } from './datevDraft.ts';
import classes from './exports.module.css';

const LENGTHS = [4, 5, 6, 7, 8];
const digits = (text: string): string => text.replace(/\D/g, '');

export function DatevSettings() {
  const t = useT();
  const loaded = useLoad(() => call(api().datev.get()), 'datev');
  const [draft, setDraft] = useState<DatevView | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (loaded.value) setDraft((now) => now ?? loaded.value);
  }, [loaded.value]);
  if (loaded.error !== null) return <Problem alert>{sentence(loaded.error)}</Problem>;
  if (draft === null) return null;
  const change = (part: Partial<DatevView>) => setDraft({ ...draft, ...part });
  const problem = (path: string) => fieldSentence(error === null ? undefined : problemAt(error, path));
  const save = async () => {
    setBusy(true);
    setError(null);
    try {
      await call(api().datev.save(toSave(draft)));
      toast({ text: t('exports.datev.saved') });
    } catch (thrown) {
      setError(asApiError(thrown));
    }
    setBusy(false);
  };
  return (
    <section className={`card ${classes.part}`} aria-labelledby="datev-settings">
      <header className={classes.head}>
        <div className="grow"><h2 id="datev-settings">{t('exports.datev.settings')}</h2><p className="q2">{t('exports.datev.settingsText')}</p></div>
        <Button busy={busy} onClick={() => void save()}>{t('common.save')}</Button>
      </header>
      {error !== null && error.fields === undefined && <Problem alert>{sentence(error)}</Problem>}
      <div className={classes.grid}>
        <TextField label={t('exports.datev.consultant')} value={draft.consultant} inputMode="numeric" maxLength={7} problem={problem('consultant')} onChange={(text) => change({ consultant: digits(text) })} />
        <TextField label={t('exports.datev.client')} value={draft.client} inputMode="numeric" maxLength={5} problem={problem('client')} onChange={(text) => change({ client: digits(text) })} />
        <div>
          <span className={classes.label} id="datev-chart">{t('exports.datev.chart')}</span>
          <SegmentedControl aria-labelledby="datev-chart" data={[{ value: '03', label: 'SKR03' }, { value: '04', label: 'SKR04' }]} value={draft.chart} onChange={(chart) => setDraft(withChart(draft, chart === '04' ? '04' : '03', draft.accountLength))} />
        </div>
        <div>
          <span className={classes.label} id="datev-length">{t('exports.datev.length')}</span>
          <SegmentedControl aria-labelledby="datev-length" data={LENGTHS.map(String)} value={String(draft.accountLength)} onChange={(length) => setDraft(withChart(draft, draft.chart, Number(length)))} />
        </div>
        <TextField label={t('exports.datev.debtor')} help={t('exports.datev.debtorHelp')} value={draft.debtor} inputMode="numeric" maxLength={9} problem={problem('debtor')} onChange={(text) => change({ debtor: digits(text) })} />
        <Switch label={t('exports.datev.byCode')} checked={draft.debtorByCode} onChange={(event) => change({ debtorByCode: event.currentTarget.checked })} />
      </div>
      <Rows draft={draft} problem={problem} onChange={setDraft} />
      <p className="q2 small">{t('exports.datev.confirm')}</p>
    </section>
  );
}

interface RowsProps { draft: DatevView; problem: (path: string) => string | undefined; onChange: (draft: DatevView) => void }

function Rows({ draft, problem, onChange }: RowsProps) {
  const t = useT();
  const edit = (at: number, part: Partial<DatevView['rows'][number]>) => onChange({ ...draft, rows: draft.rows.map((row, i) => (i === at ? { ...row, ...part } : row)) });
  return (
    <table className={classes.rows}>
      <caption className="sr">{t('exports.datev.rows')}</caption>
      <thead><tr><th scope="col">{t('exports.datev.tax')}</th><th scope="col">{t('exports.datev.account')}</th><th scope="col">{t('exports.datev.key')}</th></tr></thead>
      <tbody>
        {draft.rows.map((row, i) => (
          <tr key={`${row.taxId} ${row.rate}`}>
            <th scope="row">{row.name}{!row.name.includes(row.rate) && row.category === 'S' && <span className="q2 num"> {rateText(row.rate)}</span>}{row.archived && <span className="tag">{t('settings.away')}</span>}</th>
            <td><TextField aria-label={t('exports.datev.accountOf', { tax: row.name })} value={row.account} inputMode="numeric" maxLength={8} problem={problem(`rows.${i}.account`)} onChange={(text) => edit(i, { account: digits(text) })} /></td>
            <td><TextField aria-label={t('exports.datev.keyOf', { tax: row.name })} value={row.key} inputMode="numeric" maxLength={4} problem={problem(`rows.${i}.key`)} onChange={(text) => edit(i, { key: digits(text) })} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
