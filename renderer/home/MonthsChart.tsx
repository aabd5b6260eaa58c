// "Issued, last 12 months": bars for this year, a line for the year before, a table for screen readers.
import { formatMonth } from '../../domain/date.ts';
import { language, useT } from '../i18n/index.ts';
import { moneyText } from '../ui/amountText.ts';
import { BAR_WIDTH, BASE, HEIGHT, layOut, LEFT, type MonthSum, WIDTH } from './chart.ts';
import classes from './Home.module.css';

export function MonthsChart({ months, currency, today }: { months: readonly MonthSum[]; currency: string; today: string }) {
  const t = useT();
  const chart = layOut(months, currency, today.slice(0, 7));
  const monthName = (month: string) => formatMonth(month, language()).replace(/ \d{4}$/, '').replace('.', '');
  return (
    <section className="card">
      <header>
        <h2>{t('home.chart')}</h2>
        <span className={`end small ${classes.legend}`}><span className={classes.key}><i />{t('home.thisYear')}</span><span className={classes.key}><i className={classes.line} />{t('home.yearBefore')}</span></span>
      </header>
      <div className={classes.chart}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" className={classes.svg}>
          {chart.lines.map((line) => (
            <g key={line.label}><line x1={LEFT - 6} x2={WIDTH} y1={line.y} y2={line.y} className={classes.grid} /><text x={LEFT - 12} y={line.y + 3.5} textAnchor="end">{line.label}</text></g>
          ))}
          {chart.bars.map((bar) => (
            <g key={bar.month}>
              <rect x={bar.x} y={bar.y} width={BAR_WIDTH} height={bar.height} rx="2" className={bar.now ? classes.barNow : classes.barPast} />
              {bar.markY !== null && <line x1={bar.x - 3} x2={bar.x + BAR_WIDTH + 3} y1={bar.markY} y2={bar.markY} className={classes.mark} />}
              <text x={bar.x + BAR_WIDTH / 2} y={BASE + 16} textAnchor="middle" className={bar.now ? classes.nowLabel : undefined}>{monthName(bar.month)}</text>
            </g>
          ))}
        </svg>
        <div className="sr"><table>
          <caption>{t('home.chart')}</caption>
          <thead><tr><th scope="col">{t('home.month')}</th><th scope="col">{t('home.thisYear')}</th><th scope="col">{t('home.yearBefore')}</th></tr></thead>
          <tbody>
            {months.map((m) => (
              <tr key={m.month}><th scope="row">{formatMonth(m.month, language())}</th><td>{moneyText(m.amount, currency)}</td><td>{moneyText(m.before, currency)}</td></tr>
            ))}
          </tbody>
        </table></div>
      </div>
    </section>
  );
}
