// A file of exchange rates before it is taken in: which currencies, how many are new, what cannot be read. Nothing is stored until the button. RatesTab.tsx only.
import { Checkbox, Select } from '@mantine/core';
import i18next from 'i18next';
import { useState } from 'react';
import type { Input } from '../../contract/index.ts';
import type { RateLook } from '../../contract/rates.ts';
import { formatDay } from '../../domain/date.ts';
import { problemWords } from '../imports/problemWords.ts';
import { language, useT } from '../i18n/index.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import classes from './rates.module.css';
import settings from '../settings/Settings.module.css';

export type Look = RateLook;
export type Wish = Pick<Input<'rates.commit'>, 'currencies' | 'from' | 'skipProblems'>;

export function RateFile({ look, onQuote, onTake, onCancel }: { look: Look; onQuote: (quote: Look['quote']) => void; onTake: (wish: Wish) => void; onCancel: () => void }) {
  const t = useT();
  const used = look.currencies.filter((one) => one.used);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set((used.length > 0 ? used : look.currencies).map(({ currency }) => currency)));
  const [from, setFrom] = useState<string | null>(null);
  const [skipProblems, setSkip] = useState(false);
  const fresh = look.currencies.filter(({ currency }) => chosen.has(currency)).reduce((sum, one) => sum + one.fresh, 0);
  const ready = fresh > 0 && (look.problemCount === 0 || skipProblems);
  const take = () => {
    if (ready) onTake({ currencies: [...chosen], from, skipProblems });
  };
  useShortcut('mod+enter', take);
  return (
    <div className={classes.look} aria-label={look.file} role="group">
      <p><b>{look.file}</b> <span className="q2">{t(look.format === 'ecb' ? 'rates.asBank' : 'rates.asList')}</span></p>
      {look.format === 'list' && (
        <Select label={t('rates.quote')} allowDeselect={false} value={look.quote} onChange={(value) => (value === 'base' || value === 'units') && value !== look.quote && onQuote(value)} data={[{ value: 'base', label: t('rates.quoteBase', { base: look.base }) }, { value: 'units', label: t('rates.quoteUnits', { base: look.base }) }]} />
      )}
      {look.currencies.length > 0 && <Table look={look} chosen={chosen} onChoose={setChosen} />}
      {look.unknown.length > 0 && <p className="small q2">{t('rates.unknown', { codes: look.unknown.join(', ') })}</p>}
      <DateField label={t('rates.from')} help={t('rates.fromHelp')} value={from} clearable onChange={setFrom} />
      {look.problemCount > 0 && <Problems look={look} skip={skipProblems} onSkip={setSkip} />}
      <p role="status">{fresh === 0 ? t('rates.allHere') : from === null ? t('rates.willTake', { count: fresh, n: countText(fresh) }) : t('rates.willTakeFrom', { day: formatDay(from, language()) })}</p>
      <div className={settings.formActs}>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button kind="primary" keys="mod+enter" aria-disabled={!ready || undefined} onClick={take}>{t('rates.takeIn')}</Button>
      </div>
    </div>
  );
}

function Table({ look, chosen, onChoose }: { look: Look; chosen: ReadonlySet<string>; onChoose: (chosen: ReadonlySet<string>) => void }) {
  const t = useT();
  const all = look.currencies.every(({ currency }) => chosen.has(currency));
  const turn = (currency: string) => {
    const next = new Set(chosen);
    if (!next.delete(currency)) next.add(currency);
    onChoose(next);
  };
  const day = (date: string) => formatDay(date, language());
  return (
    <div className={classes.lookTable} tabIndex={0} role="group" aria-label={t('rates.currencies')}>
      <table>
        <thead>
          <tr>
            <th scope="col"><Checkbox checked={all} indeterminate={!all && chosen.size > 0} label={t('rates.currency')} onChange={() => onChoose(all ? new Set() : new Set(look.currencies.map(({ currency }) => currency)))} /></th>
            <th scope="col">{t('rates.days')}</th><th scope="col" className="n">{t('rates.inFile')}</th><th scope="col" className="n">{t('rates.fresh')}</th>
          </tr>
        </thead>
        <tbody>
          {look.currencies.map((one) => (
            <tr key={one.currency}>
              <th scope="row"><Checkbox checked={chosen.has(one.currency)} label={one.currency} onChange={() => turn(one.currency)} /></th>
              <td className="nw small q2">{one.from === one.to ? day(one.from) : `${day(one.from)} – ${day(one.to)}`}</td>
              <td className="n num">{countText(one.rates)}</td>
              <td className="n num">{one.fresh === 0 ? <span className="q3">0</span> : countText(one.fresh)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Problems({ look, skip, onSkip }: { look: Look; skip: boolean; onSkip: (skip: boolean) => void }) {
  const t = useT();
  const title = t('rates.problems', { count: look.problemCount, n: countText(look.problemCount) });
  return (
    <div>
      <h3 className="label stop">{title}</h3>
      <ol className={classes.problems} tabIndex={0} aria-label={title}>
        {look.problems.map((one, i) => (
          <li key={i}><span className="m">{t('rates.row', { row: one.row })}</span> {one.field !== 'date' && <span className="q2">{one.field}</span>} {i18next.exists(`rates.problem.${one.code}`) ? t(`rates.problem.${one.code}`) : problemWords(t, one)} {one.value !== '' && <span className="code q2">{one.value}</span>}</li>
        ))}
      </ol>
      <Checkbox checked={skip} onChange={(event) => onSkip(event.currentTarget.checked)} label={t('rates.skip')} />
    </div>
  );
}
