// A report on paper: whose it is, which days, then one table per section with heads that repeat on every sheet and each sum once. Drawn through static markup only.
import type { ReportSection, ReportTable } from '../contract/reports.ts';
import { formatDay } from '../domain/date.ts';
import type { Lang } from '../domain/lang.ts';
import { numberLocale } from '../domain/numberLocale.ts';
import { cellText, isNumeric } from './reportText.ts';
import { Said } from './Said.tsx';
import { reportWordsOf, wordIn } from './reportWords.ts';

export interface ReportPageProps {
  readonly table: ReportTable;
  readonly lang: Lang;
  /** Of the business: numbers are written its way. */
  readonly country: string;
}

export function ReportPage({ table, lang, country }: ReportPageProps) {
  const words = reportWordsOf(lang);
  const { ask, business, sections, recipient } = table;
  return (
    <div className="paper paper-print paper-report">
      <header>
        <p className="paper-seller"><Said from={[country]}>{business}</Said></p>
        {recipient === undefined ? null : <address className="paper-report-to">{recipient.map((line, i) => <div key={i} className={i === 0 ? 'paper-name' : undefined}><Said from={[country]}>{line}</Said></div>)}</address>}
        <div className="paper-title">
          <div>
            <h1>{words.title[ask.report]}</h1>
            <p className="paper-subject">{ask.report === 'ageing' ? words.asOf(formatDay(ask.to, lang)) : words.span(formatDay(ask.from, lang), formatDay(ask.to, lang))}{ask.report === 'tax' ? ` · ${words.basis[ask.basis]}` : ''}</p>
          </div>
        </div>
      </header>
      {sections.length === 0 ? <p className="paper-small">{words.nothing}</p> : null}
      {sections.map((section) => <Section key={`${section.id} ${section.currency}`} section={section} lang={lang} country={country} />)}
    </div>
  );
}

function Section({ section, lang, country }: { readonly section: ReportSection; readonly lang: Lang; readonly country: string }) {
  const { id, currency, columns, rows, totals } = section;
  const words = reportWordsOf(lang);
  const way = numberLocale(country === '' ? lang : `${lang}-${country}`);
  // The bundled fonts have no narrow space.
  const numbers = { ...way, group: way.group.replace('\u202f', '\u00a0') };
  const heading = [id === '' ? '' : wordIn(words.section, id), currency ?? ''].filter((part) => part !== '').join(', ');
  const side = (i: number): string | undefined => (columns[i] !== undefined && isNumeric(columns[i]) ? 'paper-n' : undefined);
  const content = (cell: ReportSection['rows'][number]['cells'][number] | undefined, i: number): string => {
    const column = columns[i];
    return column === undefined ? '' : cellText(cell ?? null, column, currency, lang, numbers);
  };
  return (
    <section>
      {heading === '' ? null : <h2>{heading}</h2>}
      <table className="paper-lines">
        <thead>
          <tr>{columns.map((column, i) => <th key={column.id} scope="col" className={side(i)}>{wordIn(words.column, column.id)}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map(({ cells }, r) => (
            <tr key={r}>{columns.map((column, i) => <td key={column.id} className={side(i)}><Said from={[country]}>{content(cells[i], i)}</Said></td>)}</tr>
          ))}
          {totals === null ? null : (
            <tr className="paper-report-sum">{columns.map((column, i) => <td key={column.id} className={side(i)}>{i === 0 && totals[i] === null ? words.total : content(totals[i], i)}</td>)}</tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
