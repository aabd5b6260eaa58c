// What is owed by how late it is: one bar of parts, and the same parts as a list with their amounts. Leads to the ageing report.
import type { ReportTable } from '../../contract/reports.ts';
import { AGE_BUCKETS } from '../../domain/ageing.ts';
import { langOf } from '../../domain/lang.ts';
import { reportWordsOf } from '../../paper/reportWords.ts';
import { language, useT } from '../i18n/index.ts';
import { Amount } from '../ui/Amount.tsx';
import { codeMoneyText } from '../ui/amountText.ts';
import { shares } from './chart.ts';
import { figureOf, ofCurrency } from './figures.ts';
import classes from './dashboard.module.css';

export function AgeCard({ table, currency, onOpen }: { table: ReportTable; currency: string; onOpen: () => void }) {
  const t = useT();
  const words = reportWordsOf(langOf(language()));
  const section = ofCurrency(table, currency);
  const amounts = AGE_BUCKETS.map((bucket) => figureOf(section, bucket));
  const parts = shares(amounts, 'whole');
  const others = table.sections.filter((one) => one.currency !== currency);
  return (
    <section className="card">
      <header><h2>{words.title.ageing}</h2><span className="end"><button type="button" className="link small" onClick={onOpen}>{t('reports.board.open')}</button></span></header>
      <div className={classes.ages}>
        <div className={classes.stack} aria-hidden="true">{AGE_BUCKETS.map((bucket, i) => (parts[i] ?? 0) > 0 && <i key={bucket} className={classes[bucket]} style={{ inlineSize: `${parts[i]}%` }} />)}</div>
        <ul>
          {AGE_BUCKETS.map((bucket, i) => (
            <li key={bucket}><span className={classes.key}><i className={classes[bucket]} />{words.column[bucket]}</span><Amount minor={amounts[i] ?? 0} currency={currency} show="none" /></li>
          ))}
        </ul>
        {others.length > 0 && <p className="small q2">{t('reports.board.plus', { list: others.map((one) => codeMoneyText(figureOf(one, 'owed'), one.currency ?? '')).join(', ') })}</p>}
      </div>
    </section>
  );
}
