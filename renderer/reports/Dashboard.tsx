// The money of the business in pictures: headline figures, sales by month, what is owed by age, the largest customers. Every figure and bar leads to its report.
import { IconChartBar } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ReportAsk } from '../../contract/reports.ts';
import { addMonths, endOfMonth, formatMonth } from '../../domain/date.ts';
import { presetPeriod } from '../../domain/reportPeriod.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { useBooks } from '../editor/books.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { AgeCard } from './AgeCard.tsx';
import { firstAsk } from './catalogue.ts';
import { lastMonths } from './chart.ts';
import { figureOf, ofCurrency, textOf } from './figures.ts';
import { MonthsCard } from './MonthsCard.tsx';
import { TopCard } from './TopCard.tsx';
import { useReport } from './useReport.ts';
import classes from './dashboard.module.css';

export function Dashboard() {
  const business = useBooks((s) => s.books?.business);
  return business === undefined ? <div className={classes.board} aria-busy="true" /> : <Board currency={business.currency} fyStartMonth={business.fyStartMonth} />;
}

function Board({ currency, fyStartMonth }: { currency: string; fyStartMonth: number }) {
  const t = useT();
  const today = useToday();
  const asks = boardAsks(today, fyStartMonth);
  const [months, aged, tax] = [useReport(asks.months), useReport(asks.ageing), useReport(asks.tax)];
  useChanged(['invoices', 'payments'], () => { months.reload(); aged.reload(); tax.reload(); });
  const error = months.error ?? aged.error ?? tax.error;
  if (error !== null) return <div className={classes.board}><Problem alert>{sentence(error)}</Problem></div>;
  if (months.table === null || aged.table === null || tax.table === null) return <div className={classes.board} aria-busy="true" />;
  if (months.table.sections.length === 0 && aged.table.sections.length === 0) {
    return (
      <div className={classes.board}>
        <section className="card"><Empty icon={IconChartBar} title={t('reports.board.none')} text={t('reports.board.noneText')}><Button keys="mod+n" onClick={() => go({ screen: 'editor' })}>{t('common.newInvoice')}</Button></Empty></section>
      </div>
    );
  }
  const sales = ofCurrency(months.table, currency);
  const amounts = new Map(sales?.rows.map(({ cells }) => [textOf(cells[0]), figureOf(sales, 'net', cells)]));
  const owed = ofCurrency(aged.table, currency);
  const late = ['days1to30', 'days31to60', 'days61to90', 'over90'].reduce((sum, bucket) => sum + figureOf(owed, bucket), 0);
  const month = today.slice(0, 7);
  const year = [...amounts].filter(([one]) => one >= asks.year.from.slice(0, 7) && one <= month).reduce((sum, [, amount]) => sum + amount, 0);
  return (
    <div className={classes.board}>
      <section className={`card ${classes.band}`} aria-label={t('reports.board.figures')}>
        <Figure label={t('reports.board.month', { month: formatMonth(month, language()) })} onOpen={() => openAsk({ ...firstAsk('salesPeriod', today, fyStartMonth), ...presetPeriod('thisMonth', today, fyStartMonth), by: 'day' })}>{moneyText(amounts.get(month) ?? 0, currency)}</Figure>
        <Figure label={t('reports.board.year')} onOpen={() => openAsk(asks.year)}>{moneyText(year, currency)}</Figure>
        <Figure label={t('reports.board.owed')} onOpen={() => openAsk(asks.ageing)}>{moneyText(figureOf(owed, 'owed'), currency)}</Figure>
        <Figure label={t('reports.board.late')} stop={late > 0} onOpen={() => openAsk(asks.ageing)}>{moneyText(late, currency)}</Figure>
        <Figure label={t('reports.board.tax')} onOpen={() => openAsk(asks.tax)}>{moneyText(figureOf(ofCurrency(tax.table, currency, 'taxCharged'), 'amount'), currency)}</Figure>
      </section>
      <MonthsCard months={lastMonths(amounts, today)} currency={currency} others={months.table.sections.filter((section) => section.currency !== currency).map((section) => section.currency ?? '')} />
      <div className={classes.two}>
        <AgeCard table={aged.table} currency={currency} onOpen={() => openAsk(asks.ageing)} />
        <TopCard ask={asks.customers} currency={currency} />
      </div>
    </div>
  );
}

function openAsk(ask: ReportAsk): void {
  go({ screen: 'report', report: ask.report, ask });
}

/** What the board asks for: two years of months, today's debts, this quarter's tax, this year's customers. */
function boardAsks(today: string, fyStartMonth: number): Record<'months' | 'year' | 'ageing' | 'tax' | 'customers', ReportAsk> {
  const base = firstAsk('salesPeriod', today, fyStartMonth);
  return {
    months: { ...base, from: addMonths(`${today.slice(0, 7)}-01`, -23), to: endOfMonth(today) },
    year: { ...base, ...presetPeriod('thisYear', today, fyStartMonth) },
    ageing: { ...base, report: 'ageing', from: today, to: today },
    tax: { ...base, report: 'tax', ...presetPeriod('thisQuarter', today, fyStartMonth) },
    customers: { ...base, report: 'salesCustomer', ...presetPeriod('thisYear', today, fyStartMonth) },
  };
}

function Figure({ label, stop = false, onOpen, children }: { label: string; stop?: boolean; onOpen: () => void; children: ReactNode }) {
  return (
    <button type="button" className={classes.figure} onClick={onOpen}>
      <span className="label">{label}</span>
      <span className={`${classes.value} ${stop ? 'stop' : ''}`}>{children}</span>
    </button>
  );
}
