// The band at the top of home: what was issued this month, and what the pay-by dates say. One currency leads; others are named, never added up.
import type { HomeSummary } from '../../contract/invoices.ts';
import { formatMonth } from '../../domain/date.ts';
import { language, useT } from '../i18n/index.ts';
import { codeMoneyText, countText, moneyText } from '../ui/amountText.ts';
import classes from './Home.module.css';

type Outstanding = HomeSummary['outstanding'][number];
const NONE: Omit<Outstanding, 'currency'> = { overdue: 0, today: 0, later: 0, overdueCount: 0, todayCount: 0, laterCount: 0 };

/** "plus GBP 1,030.50, JPY 486,000", or nothing. */
function others(t: ReturnType<typeof useT>, rows: { currency: string; amount: number }[], base: string): string {
  const list = rows.filter((row) => row.currency !== base && row.amount !== 0).map((row) => codeMoneyText(row.amount, row.currency));
  return list.length === 0 ? '' : t('home.plus', { list: list.join(', ') });
}

/** Shares of a bar in percent; only for drawing. */
export function shares(parts: readonly number[]): number[] {
  const sum = parts.reduce((a, b) => a + b, 0);
  return parts.map((part) => (sum === 0 ? 0 : (part / sum) * 100));
}

export function MoneyBand({ summary, today }: { summary: HomeSummary; today: string }) {
  const t = useT();
  const base = summary.baseCurrency;
  const month = summary.thisMonth.find((row) => row.currency === base);
  const lead = summary.outstanding.find((row) => row.currency === base) ?? { currency: base, ...NONE };
  const [late = 0, now = 0, later = 0] = shares([lead.overdue, lead.today, lead.later]);
  const count = (pick: (row: Outstanding) => number) => summary.outstanding.reduce((sum, row) => sum + pick(row), 0);
  const column = (kind: 'overdue' | 'today' | 'later') => {
    const plus = others(t, summary.outstanding.map((row) => ({ currency: row.currency, amount: row[kind] })), base);
    const invoices = t('home.invoices', { count: count((row) => row[`${kind}Count`]), n: countText(count((row) => row[`${kind}Count`])) });
    return (
      <div>
        <span className={`label ${classes.key}`}><i className={classes[kind]} />{t(`home.${kind}`)}</span>
        <span className={classes.mid}>{moneyText(lead[kind], base)}</span>
        <span className="small q2">{plus === '' ? invoices : `${invoices}, ${plus}`}</span>
      </div>
    );
  };
  return (
    <section className={`card ${classes.band}${summary.months.length > 0 ? '' : ` ${classes.owedOnly}`}`} aria-label={t('home.moneyToday')}>
      {summary.months.length > 0 && (
        <div>
          <span className="label">{t('home.issuedIn', { month: formatMonth(today, language()) })}</span>
          <span className="big">{moneyText(month?.amount ?? 0, base)}</span>
          <span className="small q2">{[t('home.invoices', { count: summary.thisMonth.reduce((n, row) => n + row.count, 0), n: countText(summary.thisMonth.reduce((n, row) => n + row.count, 0)) }), others(t, summary.thisMonth, base)].filter((x) => x !== '').join(', ')}</span>
        </div>
      )}
      <div className={classes.byDate}>
        <span className="label">{t('home.byDate')}</span>
        <div className={classes.bar} role="img" aria-label={t('home.byDateBar', { overdue: moneyText(lead.overdue, base), today: moneyText(lead.today, base), later: moneyText(lead.later, base) })}>
          <i className={classes.overdue} style={{ inlineSize: `${late}%` }} /><i className={classes.today} style={{ inlineSize: `${now}%` }} /><i className={classes.later} style={{ inlineSize: `${later}%` }} />
        </div>
        <span className="small q3">{t('home.byDateNote')}</span>
      </div>
      {column('overdue')}
      {column('today')}
      {column('later')}
    </section>
  );
}
