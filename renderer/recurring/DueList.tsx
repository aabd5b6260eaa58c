// What is due: every date with what its invoice would come to and what stands in the way. Nothing is issued before the person says so, and then each with its own date.
import { IconCalendarCheck, IconX } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { DueRow } from '../../contract/recurring.ts';
import { formatDay } from '../../domain/date.ts';
import { language, useT } from '../i18n/index.ts';
import { sumsOf } from '../invoices/choose.ts';
import { Tick } from '../invoices/Tick.tsx';
import { Amount } from '../ui/Amount.tsx';
import { codeMoneyText, countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { ChosenBar } from '../ui/ChosenBar.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { Empty } from '../ui/Empty.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { type Column, VirtualTable, type VirtualTableHandle } from '../ui/VirtualTable.tsx';
import type { Deciding, Decision } from './decide.ts';
import { DuePanel, findingText } from './DuePanel.tsx';
import classes from './recurring.module.css';

/** A due date is known by its schedule and its day. */
export const keyOf = ({ recurringId, date }: DueRow): string => `${recurringId} ${date}`;
const stops = ({ findings }: DueRow): boolean => findings.some(({ severity }) => severity === 'error');

export interface DueListProps {
  rows: readonly DueRow[];
  total: number;
  deciding: Deciding;
}

export function DueList({ rows, total, deciding }: DueListProps) {
  const t = useT();
  // Everything that can be issued is chosen at first; what is put aside stays aside.
  const [aside, setAside] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<string | null>(null);
  const [asking, setAsking] = useState<Exclude<Decision, 'draft'> | null>(null);
  const table = useRef<VirtualTableHandle>(null);
  const chosen = rows.filter((row) => !stops(row) && !aside.has(keyOf(row)));
  const pick = useCallback((row: DueRow) => {
    if (stops(row)) return;
    setAside((was) => {
      const next = new Set(was);
      if (!next.delete(keyOf(row))) next.add(keyOf(row));
      return next;
    });
  }, []);
  const shown = rows.find((row) => keyOf(row) === open) ?? null;
  const columns = useColumns(aside, pick, shown !== null);
  const busy = deciding.running !== null;
  useShortcut('mod+enter', () => setAsking('issue'), { enabled: chosen.length > 0 && !busy });
  const close = () => {
    setOpen(null);
    table.current?.focus();
  };
  return (
    <div
      className={classes.split} data-open={shown !== null}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || (shown === null && asking === null)) return;
        event.preventDefault();
        event.stopPropagation();
        setAsking(null);
        close();
      }}
    >
      <section className={`card ${classes.table}`}>
        <VirtualTable
          ref={table} label={t('recurring.tab.due')} rows={rows} columns={columns} rowKey={keyOf} chosen={new Set(chosen.map(keyOf))} onChoose={pick} onOpen={(row) => setOpen(keyOf(row))} total={rows.length}
          empty={<Empty icon={IconCalendarCheck} title={t('recurring.nothingDue')} text={t('recurring.nothingDueText')} />}
        />
        {total > rows.length && <p className={classes.foot}>{t('recurring.more', { shown: countText(rows.length), n: countText(total) })}</p>}
        {asking !== null && !busy && chosen.length > 0 ? (
          <Ask rows={chosen} decision={asking} onNo={() => setAsking(null)} onYes={() => { setAsking(null); void deciding.decide(chosen, asking); }} />
        ) : (
          rows.length > 0 && <Bar chosen={chosen} deciding={deciding} onAsk={setAsking} onNone={() => setAside(new Set(rows.map(keyOf)))} />
        )}
      </section>
      {shown && <DuePanel key={keyOf(shown)} row={shown} deciding={deciding} onClose={close} />}
    </div>
  );
}

/** The last look: how many, from when to when. */
function Ask({ rows, decision, onYes, onNo }: { rows: readonly DueRow[]; decision: 'issue' | 'skip'; onYes: () => void; onNo: () => void }) {
  const t = useT();
  const [from, to] = [rows[0]?.date ?? '', rows.at(-1)?.date ?? ''].map((date) => formatDay(date, language()));
  const count = rows.length;
  return (
    <div className={classes.ask}>
      <Confirm
        title={t(`recurring.ask.${decision}`, { count })} text={t(`recurring.askText.${decision}`, { count, from, to })} danger={decision === 'skip'}
        yes={t(`recurring.yes.${decision}`, { count })} no={t('common.cancel')} onYes={onYes} onNo={onNo}
      />
    </div>
  );
}

function Bar({ chosen, deciding, onAsk, onNone }: { chosen: readonly DueRow[]; deciding: Deciding; onAsk: (decision: 'issue' | 'skip') => void; onNone: () => void }) {
  const t = useT();
  const { running } = deciding;
  if (running !== null) {
    return (
      <ChosenBar>
        <progress className={classes.progress} aria-label={t('recurring.issuing')} value={running.done} max={running.total} />
        <span role="status" className="num">{t('recurring.progress', { done: countText(running.done), total: countText(running.total) })}</span>
        <span className="grow" />
        <Button onClick={deciding.stop}>{t('recurring.stop')}</Button>
      </ChosenBar>
    );
  }
  const sums = sumsOf(chosen.map((row) => ({ id: keyOf(row), currency: row.currency, total: row.total })));
  const none = chosen.length === 0 || undefined;
  return (
    <ChosenBar label={t('invoices.chosen', { count: chosen.length })}>
      <span className="m" role="status">{t('invoices.chosen', { count: chosen.length })}</span>
      <span className={`num q2 ${classes.sums}`}>{sums.map((sum) => <span key={sum.currency}>{codeMoneyText(sum.amount, sum.currency)}</span>)}</span>
      <span className="grow" />
      {!none && <Button kind="quiet" iconOnly aria-label={t('invoices.chooseNone')} icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={onNone} />}
      <Button aria-disabled={none} onClick={() => !none && onAsk('skip')}>{t('recurring.skip')}</Button>
      <Button kind="primary" keys="mod+enter" aria-disabled={none} onClick={() => !none && onAsk('issue')}>{t('recurring.issueCount', { count: chosen.length })}</Button>
    </ChosenBar>
  );
}

/** Beside the page of one date only what tells them apart. */
const NARROW: ReadonlySet<string> = new Set(['choose', 'date', 'customer', 'subject', 'total']);

function useColumns(aside: ReadonlySet<string>, pick: (row: DueRow) => void, narrow: boolean): Column<DueRow>[] {
  const t = useT();
  return useMemo(
    () => {
      const all: Column<DueRow>[] = [
        { id: 'choose', header: <span className="sr">{t('invoices.chosenHead')}</span>, width: '40px', cell: (row) => (stops(row) ? null : <Tick label={t('recurring.chooseOne', { customer: row.customer, day: formatDay(row.date, language()) })} checked={!aside.has(keyOf(row))} onChange={() => pick(row)} />) },
        { id: 'date', header: t('recurring.dated'), width: '120px', cell: (row) => <span className="num m">{formatDay(row.date, language())}</span> },
        { id: 'late', header: t('recurring.since'), width: '116px', cell: (row) => <span className={row.daysLate > 7 ? 'warn' : 'q2'}>{t('recurring.daysLate', { count: row.daysLate })}</span> },
        { id: 'customer', header: t('invoices.customer'), width: 'minmax(130px, 1fr)', cell: (row) => (row.customer === '' ? <span className="q3">{t('invoices.noCustomer')}</span> : row.customer) },
        { id: 'subject', header: t('invoices.what'), width: 'minmax(110px, 1fr)', cell: (row) => <span className="q2">{row.subject}</span> },
        { id: 'problem', header: t('recurring.inTheWay'), width: 'minmax(90px, 1fr)', cell: (row) => <Way row={row} /> },
        { id: 'total', header: t('invoices.total'), width: '150px', numeric: true, cell: (row) => <Amount minor={row.total} currency={row.currency} /> },
      ];
      return narrow ? all.filter(({ id }) => NARROW.has(id)) : all;
    },
    [t, aside, pick, narrow],
  );
}

function Way({ row }: { row: DueRow }) {
  const first = row.findings.find(({ severity }) => severity === 'error') ?? row.findings[0];
  if (first === undefined) return null;
  return <span className={first.severity === 'error' ? 'stop' : 'warn'}>{findingText(first)}</span>;
}
