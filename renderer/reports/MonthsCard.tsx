// Sales of the last twelve months as bars, each with a mark for the year before; or the same as a table. A month leads to its documents.
import { useState } from 'react';
import { endOfMonth, formatMonth } from '../../domain/date.ts';
import { go } from '../app/navigate.ts';
import { language, useT } from '../i18n/index.ts';
import { Amount } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { layOutMonths, type MonthValue, SIZE } from './chart.ts';
import classes from './dashboard.module.css';

function openMonth(month: string): void {
  const from = `${month}-01`;
  go({ screen: 'report', report: 'salesPeriod', ask: { report: 'salesPeriod', from, to: endOfMonth(from), basis: 'issue', by: 'day', customerId: null } });
}

export function MonthsCard({ months, currency, others }: { months: readonly MonthValue[]; currency: string; others: readonly string[] }) {
  const t = useT();
  const [asTable, setAsTable] = useState(false);
  return (
    <section className="card">
      <header>
        <h2>{t('reports.board.months', { currency })}</h2>
        {!asTable && <span className={`small ${classes.legend}`}><span className={classes.key}><i />{t('home.thisYear')}</span><span className={classes.key}><i className={classes.line} />{t('home.yearBefore')}</span></span>}
        <span className="end"><Button size="dense" kind="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>{t(asTable ? 'reports.board.asChart' : 'reports.board.asTable')}</Button></span>
      </header>
      {asTable ? <MonthsTable months={months} currency={currency} /> : <MonthsSvg months={months} currency={currency} />}
      {others.length > 0 && <p className={`small q2 ${classes.others}`}>{t('reports.board.others', { list: others.join(', ') })}</p>}
    </section>
  );
}

function MonthsSvg({ months, currency }: { months: readonly MonthValue[]; currency: string }) {
  const t = useT();
  const chart = layOutMonths(months, currency);
  const now = months.at(-1)?.month;
  const name = (month: string) => formatMonth(month, language()).replace(/ \d{4}$/, '').replace('.', '');
  return (
    <div className={classes.chart}>
      <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-label={t('reports.board.monthsAlt')} className={classes.svg}>
        {chart.lines.map((line) => <g key={line.label}><line x1={SIZE.left - 6} x2={SIZE.width} y1={line.y} y2={line.y} className={classes.grid} /><text x={SIZE.left - 12} y={line.y + 4} textAnchor="end">{line.label}</text></g>)}
        {chart.bars.map((bar) => (
          <g key={bar.month} className={classes.month} onClick={() => openMonth(bar.month)}>
            <rect x={bar.x - 14} y={SIZE.top} width={SIZE.bar + 28} height={SIZE.height - SIZE.top} className={classes.reach} />
            <rect x={bar.x} y={bar.y} width={SIZE.bar} height={bar.height} rx="2" className={bar.month === now ? classes.barNow : classes.barPast} />
            {bar.markY !== null && <line x1={bar.x - 4} x2={bar.x + SIZE.bar + 4} y1={bar.markY} y2={bar.markY} className={classes.mark} />}
            <text x={bar.x + SIZE.bar / 2} y={SIZE.base + 18} textAnchor="middle" className={bar.month === now ? classes.nowLabel : undefined}>{name(bar.month)}</text>
          </g>
        ))}
      </svg>
    </div>
  );
}

function MonthsTable({ months, currency }: { months: readonly MonthValue[]; currency: string }) {
  const t = useT();
  return (
    <table className={classes.table}>
      <caption className="sr">{t('reports.board.months', { currency })}</caption>
      <thead><tr><th scope="col">{t('home.month')}</th><th scope="col" className="n">{t('home.thisYear')}</th><th scope="col" className="n">{t('home.yearBefore')}</th></tr></thead>
      <tbody>
        {months.map(({ month, amount, before }) => (
          <tr key={month}>
            <th scope="row"><button type="button" className="link" onClick={() => openMonth(month)}>{formatMonth(month, language())}</button></th>
            <td className="n"><Amount minor={amount} currency={currency} show="none" /></td>
            <td className="n"><Amount minor={before} currency={currency} show="none" /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
