// The reminders of today: late documents at their next level, everything chosen at first, one letter for each customer. Only Reminders.tsx shows it.
import { IconMoodSmile, IconX } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ReminderDueRow } from '../../contract/reminders.ts';
import { formatDay } from '../../domain/date.ts';
import { language, useT } from '../i18n/index.ts';
import { sumsOf } from '../invoices/choose.ts';
import { Tick } from '../invoices/Tick.tsx';
import classes from '../recurring/recurring.module.css';
import { Amount } from '../ui/Amount.tsx';
import { codeMoneyText, countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { ChosenBar } from '../ui/ChosenBar.tsx';
import { Empty } from '../ui/Empty.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { type Column, VirtualTable, type VirtualTableHandle } from '../ui/VirtualTable.tsx';
import { groupLetters, sendLetters } from './acts.ts';
import { PreviewPanel } from './PreviewPanel.tsx';

export interface DueRemindersProps {
  rows: readonly ReminderDueRow[];
  total: number;
  onBusy: (busy: boolean) => void;
  onDone: () => void;
}

export function DueReminders({ rows, total, onBusy, onDone }: DueRemindersProps) {
  const t = useT();
  const [aside, setAside] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<string | null>(null);
  const [running, setRunning] = useState<{ done: number; total: number } | null>(null);
  const stopped = useRef(false);
  const table = useRef<VirtualTableHandle>(null);
  const chosen = rows.filter((row) => !aside.has(row.documentId));
  const groups = groupLetters(chosen);
  const shown = rows.find((row) => row.documentId === open) ?? null;
  const pick = useCallback((row: ReminderDueRow) => {
    setAside((was) => {
      const next = new Set(was);
      if (!next.delete(row.documentId)) next.add(row.documentId);
      return next;
    });
  }, []);
  const columns = useColumns(aside, pick, shown !== null);
  const send = async () => {
    if (running !== null || groups.length === 0) return;
    stopped.current = false;
    onBusy(true);
    await sendLetters(groups, (done) => {
      setRunning({ done, total: groups.length });
      return !stopped.current;
    });
    setRunning(null);
    setOpen(null);
    onBusy(false);
    onDone();
  };
  useShortcut('mod+enter', () => void send(), { enabled: groups.length > 0 && running === null });
  const close = () => {
    setOpen(null);
    table.current?.focus();
  };
  return (
    <div
      className={classes.split} data-open={shown !== null}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || shown === null) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <section className={`card ${classes.table}`}>
        <VirtualTable
          ref={table} label={t('reminders.tab.due')} rows={rows} columns={columns} rowKey={(row) => row.documentId} chosen={new Set(chosen.map((row) => row.documentId))} onChoose={pick} onOpen={(row) => setOpen(row.documentId)} total={rows.length}
          empty={<Empty icon={IconMoodSmile} title={t('reminders.none')} text={t('reminders.noneText')} />}
        />
        {total > rows.length && <p className={classes.foot}>{t('reminders.more', { shown: countText(rows.length) })}</p>}
        {rows.length > 0 && running === null && (
          <ChosenBar label={t('invoices.chosen', { count: chosen.length })}>
            <span className="m" role="status">{t('reminders.letters', { count: groups.length })}</span>
            <span className={`num q2 ${classes.sums}`}>{sumsOf(chosen.map((row) => ({ id: row.documentId, currency: row.currency, total: row.total }))).map((sum) => <span key={sum.currency}>{codeMoneyText(sum.amount, sum.currency)}</span>)}</span>
            <span className="grow" />
            {chosen.length > 0 && <Button kind="quiet" iconOnly aria-label={t('invoices.chooseNone')} icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setAside(new Set(rows.map((row) => row.documentId)))} />}
            <Button kind="primary" keys="mod+enter" aria-disabled={groups.length === 0 || undefined} onClick={() => void send()}>{t('reminders.write', { count: groups.length })}</Button>
          </ChosenBar>
        )}
        {running !== null && (
          <ChosenBar>
            <progress className={classes.progress} aria-label={t('reminders.writing')} value={running.done} max={running.total} />
            <span role="status" className="num">{t('recurring.progress', { done: countText(running.done), total: countText(running.total) })}</span>
            <span className="grow" />
            <Button onClick={() => { stopped.current = true; }}>{t('recurring.stop')}</Button>
          </ChosenBar>
        )}
      </section>
      {shown && <PreviewPanel key={shown.documentId} row={shown} together={rows.filter((row) => row.customerId === shown.customerId && row.currency === shown.currency && (row === shown || !aside.has(row.documentId)))} onClose={close} />}
    </div>
  );
}

const NARROW: ReadonlySet<string> = new Set(['choose', 'level', 'number', 'customer', 'total']);

function useColumns(aside: ReadonlySet<string>, pick: (row: ReminderDueRow) => void, narrow: boolean): Column<ReminderDueRow>[] {
  const t = useT();
  return useMemo(() => {
    const all: Column<ReminderDueRow>[] = [
      { id: 'choose', header: <span className="sr">{t('invoices.chosenHead')}</span>, width: '40px', cell: (row) => <Tick label={t('invoices.chooseOne', { number: row.number })} checked={!aside.has(row.documentId)} onChange={() => pick(row)} /> },
      { id: 'level', header: t('reminders.level'), width: '92px', cell: (row) => <span className={row.level + 1 === row.levels ? 'stop m' : 'warn m'}>{t('reminders.levelOf', { level: row.level + 1, levels: row.levels })}</span> },
      { id: 'number', header: t('invoices.number'), width: '132px', cell: (row) => <span className="m">{row.number}</span> },
      { id: 'customer', header: t('invoices.customer'), width: 'minmax(130px, 1fr)', cell: (row) => row.customer },
      { id: 'due', header: t('invoices.payBy'), width: '112px', cell: (row) => <span className="num q2">{formatDay(row.dueDate, language())}</span> },
      { id: 'late', header: t('reminders.late'), width: '108px', cell: (row) => <span className="num stop">{t('reminders.daysLate', { count: row.daysLate })}</span> },
      { id: 'last', header: t('reminders.last'), width: '112px', cell: (row) => <span className="num q2">{row.lastOn === null ? '–' : formatDay(row.lastOn, language())}</span> },
      { id: 'extra', header: t('reminders.extra'), width: '104px', numeric: true, cell: (row) => (row.fee + row.interest === 0 ? <span className="q3">–</span> : <Amount minor={row.fee + row.interest} currency={row.currency} show="none" />) },
      { id: 'total', header: t('reminders.total'), width: '156px', numeric: true, cell: (row) => <Amount minor={row.total} currency={row.currency} /> },
    ];
    return narrow ? all.filter(({ id }) => NARROW.has(id)) : all;
  }, [t, aside, pick, narrow]);
}
