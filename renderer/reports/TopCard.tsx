// The customers who bought most this year, as bars with their amounts. Each leads to its documents. A long year is added up beside the window.
import type { ReportAsk } from '../../contract/reports.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Amount } from '../ui/Amount.tsx';
import { Problem } from '../ui/Problem.tsx';
import { shares } from './chart.ts';
import { figureOf, ofCurrency, textOf } from './figures.ts';
import { useReport } from './useReport.ts';
import { Working } from './Working.tsx';
import classes from './dashboard.module.css';

const SHOWN = 6;

export function TopCard({ ask, currency }: { ask: ReportAsk; currency: string }) {
  const t = useT();
  const run = useReport(ask);
  useChanged(['invoices'], run.reload);
  const section = ofCurrency(run.table, currency);
  const rows = (section?.rows ?? []).slice(0, SHOWN).map((row) => ({ row, name: textOf(row.cells[0]), net: figureOf(section, 'net', row.cells) }));
  const parts = shares(rows.map(({ net }) => net), 'largest');
  return (
    <section className="card">
      <header><h2>{t('reports.board.top')}</h2><span className="end"><button type="button" className="link small" onClick={() => go({ screen: 'report', report: ask.report, ask })}>{t('reports.board.open')}</button></span></header>
      {run.error !== null && run.error.code !== 'CANCELLED' && <Problem alert>{sentence(run.error)}</Problem>}
      {run.running && run.table === null && <Working text={t('reports.working')} progress={run.progress} onCancel={run.cancel} />}
      {run.table !== null && rows.length === 0 && <p className={`q2 ${classes.ages}`}>{t('reports.nothing')}</p>}
      <ol className={classes.top}>
        {rows.map(({ row, name, net }, i) => (
          <li key={row.drill ?? name}>
            <button type="button" className="link" onClick={() => row.drill !== null && go({ screen: 'report', report: ask.report, ask, behind: { drill: row.drill, name } })}>{name}</button>
            <Amount minor={net} currency={currency} show="none" />
            <span className={classes.track} aria-hidden="true"><i style={{ inlineSize: `${parts[i] ?? 0}%` }} /></span>
          </li>
        ))}
      </ol>
    </section>
  );
}
