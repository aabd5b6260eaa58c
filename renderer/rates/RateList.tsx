// The rates of one currency, newest day first, with where each is from; entries can be taken back. RatesTab.tsx only.
import { Select } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Output } from '../../contract/index.ts';
import type { RateRow } from '../../contract/rates.ts';
import { formatDay } from '../../domain/date.ts';
import { api, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { useMay } from '../app/may.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import settings from '../settings/Settings.module.css';
import { momentText } from '../ui/agoText.ts';
import { decimalText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { undoRate } from './acts.ts';
import classes from './rates.module.css';

const PAGE = 50;

export function RateList({ base, newest }: { base: string; newest: Output<'rates.overview'>['currencies'] }) {
  const t = useT();
  const [wanted, setWanted] = useState<string | null>(null);
  const currency = newest.some((one) => one.currency === wanted) ? wanted : newest[0]?.currency;
  if (currency === null || currency === undefined) return null;
  return (
    <section className={`card ${settings.part}`} aria-labelledby="rate-list">
      <header className={settings.partHead}>
        <h2 id="rate-list" className="grow">{t('rates.list')}</h2>
        <Select aria-label={t('rates.currency')} allowDeselect={false} value={currency} data={newest.map((one) => ({ value: one.currency, label: `${one.currency}: ${decimalText(one.rate)} ${base}` }))} onChange={setWanted} />
      </header>
      <Rows key={currency} currency={currency} base={base} />
    </section>
  );
}

function Rows({ currency, base }: { currency: string; base: string }) {
  const t = useT();
  const may = useMay('rate.write');
  const first = useLoad(() => call(api().rates.list({ currency, before: null, limit: PAGE })), currency);
  useChanged(['rates'], first.reload);
  const [later, setLater] = useState<{ rows: readonly RateRow[]; more: boolean } | null>(null);
  useEffect(() => setLater(null), [first.value]);
  const [problem, setProblem] = useState<string | null>(null);
  const rows = [...(first.value?.rows ?? []), ...(later?.rows ?? [])];
  const more = later?.more ?? first.value?.more ?? false;
  const next = async () => {
    try {
      const page = await call(api().rates.list({ currency, before: rows.at(-1)?.day ?? null, limit: PAGE }));
      setLater({ rows: [...(later?.rows ?? []), ...page.rows], more: page.more });
    } catch (error) {
      setProblem(sentence(error));
    }
  };
  if (first.error !== null) return <Problem alert>{sentence(first.error)}</Problem>;
  return (
    <>
      <div className={classes.scroll} tabIndex={0} role="group" aria-labelledby="rate-list">
        <table>
          <thead><tr><th scope="col">{t('rates.day')}</th><th scope="col" className="n">{t('rates.oneIs', { currency })}</th><th scope="col">{t('rates.source')}</th><th scope="col">{t('rates.enteredBy')}</th><th scope="col"><span className="sr">{t('rates.takeBack')}</span></th></tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.day}>
                <td className="nw num">{formatDay(row.day, language())}</td>
                <td className="n num nw">{decimalText(row.rate)} <span className="q3">{base}</span></td>
                <td className={classes.source}>{row.source === '' ? '–' : row.source}</td>
                <td className="small q2 nw">{row.by}, {momentText(row.at)}</td>
                <td className="n">{may && row.kind === 'enter' && <Button size="dense" icon={<IconArrowBackUp size={16} stroke={1.75} aria-hidden="true" />} aria-label={t('rates.takeBackOf', { day: formatDay(row.day, language()) })} onClick={() => void undoRate(row.actId)}>{t('rates.takeBack')}</Button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {problem !== null && <Problem alert>{problem}</Problem>}
      {more && <div className={classes.more}><button type="button" className="link" onClick={() => void next()}>{t('rates.more')}</button></div>}
    </>
  );
}
