// Settings: whether tax falls due when invoiced or when paid, since when, and changing it from a month on. The taxes tab draws it.
import { Radio, Select } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '../../contract/index.ts';
import { formatDay, formatMonth } from '../../domain/date.ts';
import { type TaxDue, taxDueOn } from '../../domain/taxDue.ts';
import { saysTaxDue, taxDueWords } from '../../paper/taxDueWords.ts';
import { api, asApiError, call, type ApiError } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { useMay } from '../app/may.ts';
import { useLoad } from '../app/useLoad.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Hint } from '../ui/Hint.tsx';
import { toast } from '../ui/toast.ts';
import type { ProfileDraft } from './profileStore.ts';
import { beginnings, usualBeginning } from './taxDueMonths.ts';
import classes from './Settings.module.css';

type State = Output<'taxDue.get'>;
const WAYS: readonly TaxDue[] = ['invoiced', 'paid'];
/** What of the business the part needs: when its year begins, and what its invoices say. */
export type TaxDueBusiness = Pick<ProfileDraft, 'fyStartMonth' | 'country' | 'language' | 'noteDefault' | 'footer'>;
const day = (date: string): string => formatDay(date, language());

export function TaxDuePart({ business }: { business: TaxDueBusiness }) {
  const t = useT();
  const today = useToday();
  const may = useMay('business.write');
  const state = useLoad(() => call(api().taxDue.get()), 'taxDue');
  useChanged(['business', 'invoices'], state.reload);
  const [changing, setChanging] = useState(false);
  const value = state.value;
  const now = value === null ? null : taxDueOn(value.choices, today);
  return (
    <section className={`card ${classes.part}`} aria-labelledby="tax-due">
      <header className={classes.partHead}>
        <div className="grow"><h2 id="tax-due">{t('taxDue.title')}</h2><p className="q2">{t('taxDue.text')}</p></div>
        {may && now !== null && !changing && <Button onClick={() => setChanging(true)}>{t('taxDue.change')}</Button>}
      </header>
      {state.error !== null && <Problem alert>{sentence(state.error)}</Problem>}
      {value !== null && now !== null && <Standing state={value} now={now} today={today} business={business} />}
      {value !== null && changing && <Change key={value.choices.length} state={value} today={today} business={business} onDone={() => { setChanging(false); state.reload(); }} onCancel={() => setChanging(false)} />}
    </section>
  );
}

function Standing({ state, now, today, business }: { state: State; now: TaxDue; today: string; business: TaxDueBusiness }) {
  const t = useT();
  const since = state.choices.find(({ validFrom }) => validFrom <= today);
  const planned = state.choices.filter(({ validFrom, due }) => validFrom > today && due !== now);
  const paid = now === 'paid' || planned.some(({ due }) => due === 'paid');
  return (
    <ul className={classes.list}>
      <li className={classes.line}>
        <span className="grow"><strong>{t(`taxDue.${now}`)}</strong><span className={`q2 small ${classes.block}`}>{t(`taxDue.${now}Help`)}</span></span>
        <span className="q2 small">{since === undefined ? t('taxDue.always') : t('taxDue.since', { day: day(since.validFrom) })}</span>
      </li>
      {planned.map(({ validFrom, due, by }) => (
        <li key={validFrom} className={classes.line}><span className="grow m">{t('taxDue.planned', { day: day(validFrom), way: t(`taxDue.${due}`) })}</span><span className="q2 small">{by}</span></li>
      ))}
      {paid && <Said business={business} />}
    </ul>
  );
}

/** What invoices of that way say, and that it need not be typed as well. Nothing where the country asks for none. */
function Said({ business: { country, language: documents, noteDefault, footer } }: { business: TaxDueBusiness }) {
  const t = useT();
  const words = taxDueWords(country, documents);
  if (words === '') return null;
  const twice = ([['settings.money.note', noteDefault], ['settings.business.footer', footer]] as const).find(([, text]) => saysTaxDue(text, country));
  return (
    <li className={classes.line}>
      <span className="grow"><span className={`q2 small ${classes.block}`}>{t('taxDue.words', { words })}</span>{twice !== undefined && <Hint>{t('taxDue.twice', { field: t(twice[0]) })}</Hint>}</span>
    </li>
  );
}

interface ChangeProps { state: State; today: string; business: TaxDueBusiness; onDone: () => void; onCancel: () => void }

function Change({ state, today, business, onDone, onCancel }: ChangeProps) {
  const t = useT();
  const { fyStartMonth, country, language: documents } = business;
  const words = taxDueWords(country, documents);
  const months = beginnings(state.earliest, today, fyStartMonth);
  const [validFrom, setFrom] = useState(usualBeginning(months, today, fyStartMonth));
  // Whoever comes here wants the other way.
  const [picked, setPicked] = useState<TaxDue | null>(null);
  const due = picked ?? (taxDueOn(state.choices, validFrom) === 'paid' ? 'invoiced' : 'paid');
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await call(api().taxDue.set({ validFrom, due }));
      toast({ text: t('taxDue.saved', { day: day(validFrom), way: t(`taxDue.${due}`) }) });
      onDone();
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
    }
  };
  const problem = error?.fields?.find(({ path }) => path === 'validFrom');
  const said = problem && fieldSentence({ ...problem, params: { ...problem.params, ...(typeof problem.params?.lastIssued === 'string' ? { lastIssued: day(problem.params.lastIssued) } : {}) } });
  return (
    <div className={classes.inPlace}>
      <Radio.Group label={t('taxDue.way')} value={due} onChange={(way) => setPicked(WAYS.find((one) => one === way) ?? null)}>
        <div className={classes.ways}>{WAYS.map((way) => <Radio key={way} value={way} label={t(`taxDue.${way}`)} description={t(`taxDue.${way}Help`)} />)}</div>
      </Radio.Group>
      <Select
        label={t('taxDue.begin')} value={validFrom} allowDeselect={false} error={said} data={months.map((one) => ({ value: one, label: formatMonth(one.slice(0, 7), language()) }))}
        onChange={(one) => { if (one !== null) setFrom(one); setError(null); }}
      />
      <p className="q2 small">{t('taxDue.keep')}{due === 'paid' && words !== '' && ` ${t('taxDue.words', { words })}`}</p>
      {error !== null && problem === undefined && <Problem alert>{sentence(error)}</Problem>}
      <div className={classes.formActs}>
        <Button kind="quiet" onClick={onCancel}>{t('taxDue.cancel')}</Button>
        <Button kind="primary" busy={busy} onClick={() => void save()}>{t('taxDue.save', { day: day(validFrom) })}</Button>
      </div>
    </div>
  );
}
