// The sections of a report as tables: every row that has documents behind it opens them, by click or by Enter; arrows move from row to row.
import { type KeyboardEvent, useState } from 'react';
import type { ReportColumn, ReportSection, ReportTable } from '../../contract/reports.ts';
import { langOf } from '../../domain/lang.ts';
import { cellText, isNumeric } from '../../paper/reportText.ts';
import { reportWordsOf, wordIn } from '../../paper/reportWords.ts';
import { language, useT } from '../i18n/index.ts';
import { Amount } from '../ui/Amount.tsx';
import { countText, numbersHere } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import classes from './reports.module.css';

type Row = ReportSection['rows'][number];
type Cell = Row['cells'][number];
const STEP = 200;

/** One cell as it stands in a table: amounts line up on the point, everything else is text. */
export function CellView({ cell, column, currency }: { cell: Cell | undefined; column: ReportColumn; currency: string | null }) {
  const own = column.currency ?? currency;
  if (column.kind === 'amount' && typeof cell === 'number' && own !== null) return <Amount minor={cell} currency={own} show="none" />;
  return <>{cellText(cell ?? null, column, currency, langOf(language()), numbersHere())}</>;
}

/** The heading of a column; amounts say their currency, since several sections may differ. */
export function columnWord(column: ReportColumn, currency: string | null): string {
  const word = wordIn(reportWordsOf(langOf(language())).column, column.id);
  const own = column.currency ?? currency;
  return column.kind === 'amount' && own !== null ? `${word}, ${own}` : word;
}

export function ReportTables({ table, onOpen }: { table: ReportTable; onOpen: (row: Row, name: string) => void }) {
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody button')];
    const at = rows.findIndex((row) => row === document.activeElement);
    const next = rows[at < 0 ? 0 : at + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div className={classes.sections} onKeyDown={move}>
      {table.sections.map((section) => <Section key={`${section.id} ${section.currency}`} section={section} report={table.ask.report} onOpen={onOpen} />)}
    </div>
  );
}

function Section({ section, report, onOpen }: { section: ReportSection; report: ReportTable['ask']['report']; onOpen: (row: Row, name: string) => void }) {
  const t = useT();
  const { id, currency, columns, rows, totals, more } = section;
  const [shown, setShown] = useState(STEP);
  const words = reportWordsOf(langOf(language()));
  const heading = [id === '' ? words.title[report] : wordIn(words.section, id), currency ?? ''].filter((part) => part !== '').join(', ');
  const side = (column: ReportColumn) => (isNumeric(column) ? 'n' : undefined);
  return (
    <section className={`card ${classes.section}`}>
      <header><h2>{heading}</h2></header>
      <div className={classes.wide}>
        <table>
          <caption className="sr">{heading}</caption>
          <thead><tr>{columns.map((column) => <th key={column.id} scope="col" className={side(column)}>{columnWord(column, currency)}</th>)}</tr></thead>
          <tbody>
            {rows.slice(0, shown).map((row, r) => <RowView key={row.drill ?? r} row={row} columns={columns} currency={currency} onOpen={onOpen} />)}
            {totals !== null && (
              <tr className={classes.sum}>
                {columns.map((column, i) => (i === 0 ? <th key={column.id} scope="row">{words.total}</th> : <td key={column.id} className={side(column)}><CellView cell={totals[i]} column={column} currency={currency} /></td>))}
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {rows.length > shown && (
        <p className={classes.more}>
          <Button size="dense" onClick={() => setShown(shown + STEP)}>{t('reports.showMore', { n: countText(Math.min(STEP, rows.length - shown)) })}</Button>
          <span className="small q2">{t('reports.shownOf', { shown: countText(shown), all: countText(rows.length + more) })}</span>
        </p>
      )}
      {rows.length <= shown && more > 0 && <p className={`${classes.more} small q2`}>{t('reports.inFiles', { n: countText(more) })}</p>}
    </section>
  );
}

function RowView({ row, columns, currency, onOpen }: { row: Row; columns: readonly ReportColumn[]; currency: string | null; onOpen: (row: Row, name: string) => void }) {
  const first = columns[0];
  // An item without a code is known by its name: the first text there is leads to the documents.
  const at = Math.max(0, row.cells.findIndex((cell) => cell !== null && cell !== ''));
  const lead = columns[at] ?? first;
  const name = lead === undefined ? '' : cellText(row.cells[at] ?? null, lead, currency, langOf(language()), numbersHere());
  const open = row.drill !== null || row.opens !== undefined ? () => onOpen(row, name) : undefined;
  return (
    <tr className={open && classes.opens} onClick={open}>
      {columns.map((column, i) => (
        <td key={column.id} className={isNumeric(column) ? 'n' : classes.text}>
          {i === at && open ? <button type="button" className="link" onClick={(event) => { event.stopPropagation(); open(); }}>{name}</button> : <CellView cell={row.cells[i]} column={column} currency={currency} />}
        </td>
      ))}
    </tr>
  );
}
