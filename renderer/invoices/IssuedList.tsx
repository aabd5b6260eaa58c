// The issued invoices, newest first, page by page. Nothing here changes one: they can be opened, printed, saved as PDF, duplicated.
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconFileSearch, IconFilePlus, IconPrinter, IconX, IconCopy } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Output } from '../../contract/index.ts';
import type { InvoiceRow } from '../../contract/invoices.ts';
import { formatDay } from '../../domain/date.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { usePages } from '../app/usePages.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { Amount } from '../ui/Amount.tsx';
import { codeMoneyText, countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { type Column, VirtualTable, type VirtualTableHandle } from '../ui/VirtualTable.tsx';
import { duplicate, printInvoice, savePdf } from './acts.ts';
import { type Chosen, sumsOf, toggle } from './choose.ts';
import { invoicePage } from './invoicePage.ts';
import { FilterBox } from './FilterBox.tsx';
import { type Period, PERIODS, spanOf } from './periods.ts';
import { statusOf } from './status.ts';
import { StatusChip } from './StatusChip.tsx';
import { Tick } from './Tick.tsx';
import classes from './invoices.module.css';

export interface IssuedListProps {
  overdue: boolean;
  today: string;
  counts: Output<'invoices.counts'> | null;
}

const PAGE = 100;

export function IssuedList({ overdue, today, counts }: IssuedListProps) {
  const t = useT();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 80);
  const [period, setPeriod] = useState<Period>('any');
  const [currency, setCurrency] = useState('');
  const [chosen, setChosen] = useState<Chosen<InvoiceRow>>(new Map());
  const current = useRef<InvoiceRow | null>(null);
  const table = useRef<VirtualTableHandle>(null);
  const span = spanOf(period, today);
  const pages = usePages<InvoiceRow>(
    (after) => invoicePage({ q, after, limit: PAGE, filters: { customerId: null, ...span, currency: currency === '' ? null : currency, overdueOn: overdue ? today : null } }),
    [q, period, currency, overdue, today].join(' '),
  );
  useChanged(['invoices'], pages.reload);
  const sums = counts?.sums ?? [];
  const mixed = sums.length > 1 || pages.rows.some((row) => row.currency !== pages.rows[0]?.currency);
  const pick = useCallback((row: InvoiceRow) => setChosen((was) => toggle(was, row)), []);
  const columns = useColumns({ today, mixed, currency: pages.rows[0]?.currency ?? '', chosen, pick });
  useShortcut('mod+d', () => {
    const row = [...chosen.values()][0] ?? current.current;
    if (row) void duplicate(row.id, today);
  });
  const onCurrent = useCallback((row: InvoiceRow | null) => {
    current.current = row;
  }, []);
  const filtered = q !== '' || period !== 'any' || currency !== '';
  return (
    <>
      <div className={classes.filters}>
        <FilterBox className={classes.filter} value={text} onChange={setText} label={t('invoices.filter')} onDown={() => table.current?.focus()} />
        <Select
          className={classes.select ?? ''} aria-label={t('invoices.dates')} value={period} data={PERIODS.map((one) => ({ value: one, label: t(`invoices.period.${one}`) }))}
          onChange={(value) => setPeriod(PERIODS.find((one) => one === value) ?? 'any')}
        />
        {sums.length > 1 && (
          <Select
            className={classes.select ?? ''} aria-label={t('invoices.currency')} value={currency} data={[{ value: '', label: t('invoices.allCurrencies') }, ...sums.map((sum) => ({ value: sum.currency, label: sum.currency }))]}
            onChange={(value) => setCurrency(value ?? '')}
          />
        )}
        <span className={classes.order}>{t('invoices.newestFirst')}</span>
      </div>
      {pages.error && <Problem alert>{sentence(pages.error)}</Problem>}
      <section className={`card ${classes.table}`}>
        <VirtualTable
          ref={table} label={t(overdue ? 'invoices.tab.overdue' : 'invoices.title')} rows={pages.rows} columns={columns} rowKey={(row) => row.id} chosen={new Set(chosen.keys())}
          onOpen={(row) => go({ screen: 'invoice', id: row.id })} onChoose={pick} onCurrent={onCurrent} hasMore={pages.hasMore} loading={pages.loading} stale={text.trim() !== q || !pages.fresh} onMore={pages.more}
          total={filtered || counts === null ? null : overdue ? counts.overdue : counts.all}
          empty={pages.ready && <NoInvoices filtered={filtered} overdue={overdue} onClear={() => { setText(''); setPeriod('any'); setCurrency(''); }} />}
        />
        {chosen.size > 0 ? <ChosenBar chosen={chosen} today={today} onNone={() => setChosen(new Map())} /> : <Foot rows={pages.rows.length} hasMore={pages.hasMore} counts={filtered || overdue ? null : counts} />}
      </section>
    </>
  );
}

interface ColumnNeeds {
  today: string;
  mixed: boolean;
  currency: string;
  chosen: Chosen<InvoiceRow>;
  pick: (row: InvoiceRow) => void;
}

function useColumns({ today, mixed, currency, chosen, pick }: ColumnNeeds): Column<InvoiceRow>[] {
  const t = useT();
  return useMemo(() => {
    const late = (row: InvoiceRow) => ({ late: 'stop', due: 'warn', open: 'q2' })[row.open <= 0 ? 'open' : statusOf(row.dueDate, today).kind];
    return [
      { id: 'choose', header: <span className="sr">{t('invoices.chosenHead')}</span>, width: '40px', cell: (row) => <Tick label={t('invoices.chooseOne', { number: row.number })} checked={chosen.has(row.id)} onChange={() => pick(row)} /> },
      { id: 'status', header: t('invoices.statusHead'), width: '142px', cell: (row) => <StatusChip of={row} today={today} /> },
      { id: 'number', header: t('invoices.number'), width: '136px', cell: (row) => <span className="m">{row.number}</span> },
      { id: 'customer', header: t('invoices.customer'), width: 'minmax(140px, 1fr)', cell: (row) => row.customer },
      { id: 'subject', header: t('invoices.what'), width: 'minmax(120px, 1.2fr)', cell: (row) => <span className="q2">{row.subject}</span> },
      { id: 'date', header: t('invoices.date'), width: '112px', cell: (row) => <span className="num q2">{formatDay(row.issueDate, language())}</span> },
      { id: 'due', header: t('invoices.payBy'), width: '112px', cell: (row) => <span className={`num ${late(row)}`}>{row.dueDate === null ? '–' : formatDay(row.dueDate, language())}</span> },
      { id: 'total', header: mixed ? t('invoices.total') : t('invoices.totalIn', { currency }), width: mixed ? '184px' : '140px', numeric: true, cell: (row) => <Amount minor={row.total} currency={row.currency} show={mixed ? 'code' : 'none'} /> },
    ];
  }, [t, today, mixed, currency, chosen, pick]);
}

function NoInvoices({ filtered, overdue, onClear }: { filtered: boolean; overdue: boolean; onClear: () => void }) {
  const t = useT();
  if (filtered) {
    return (
      <Empty icon={IconFileSearch} title={t('invoices.noneFound')} text={t('invoices.noneFoundText')}>
        <Button onClick={onClear}>{t('invoices.showAll')}</Button>
      </Empty>
    );
  }
  if (overdue) return <Empty icon={IconFileSearch} title={t('invoices.noneLate')} text={t('invoices.noneLateText')} />;
  return (
    <Empty icon={IconFilePlus} title={t('invoices.first')} text={t('invoices.firstText')}>
      <Button keys="mod+n" onClick={() => go({ screen: 'editor' })}>{t('common.newInvoice')}</Button>
    </Empty>
  );
}

function ChosenBar({ chosen, today, onNone }: { chosen: Chosen<InvoiceRow>; today: string; onNone: () => void }) {
  const t = useT();
  const [only, ...others] = [...chosen.values()];
  const one = others.length === 0 ? only : undefined;
  return (
    <div className={classes.chosen} role="toolbar" aria-label={t('invoices.chosen', { count: chosen.size })}>
      <span className="m" role="status">{t('invoices.chosen', { count: chosen.size })}</span>
      <span className={`num q2 ${classes.sums}`}>{sumsOf(chosen.values()).map((sum) => <span key={sum.currency}>{codeMoneyText(sum.amount, sum.currency)}</span>)}</span>
      <span className="grow" />
      {one && (
        <>
          <Button onClick={() => go({ screen: 'invoice', id: one.id })}>{t('common.open')}</Button>
          <Button icon={<IconPrinter size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void printInvoice(one.id, one.number)}>{t('invoices.print')}</Button>
          <Button icon={<IconDownload size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void savePdf(one.id, one.number)}>{t('invoices.savePdf')}</Button>
          <Button icon={<IconCopy size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void duplicate(one.id, today)}>{t('invoices.duplicate')}</Button>
        </>
      )}
      <Button kind="quiet" iconOnly aria-label={t('invoices.chooseNone')} icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={onNone} />
    </div>
  );
}

function Foot({ rows, hasMore, counts }: { rows: number; hasMore: boolean; counts: Output<'invoices.counts'> | null }) {
  const t = useT();
  const total = counts === null ? rows : counts.all - counts.creditNotes;
  return (
    <div className={classes.foot}>
      <span role="status">{t(counts === null && hasMore ? 'invoices.countMore' : 'invoices.count', { count: total, n: countText(total) })}</span>
      {counts !== null && counts.creditNotes > 0 && <span>{t('invoices.noteCount', { count: counts.creditNotes, n: countText(counts.creditNotes) })}</span>}
      {counts !== null && counts.sums.length > 0 && (
        <>
          <span className="grow" />
          <span>{t('invoices.invoicedSoFar')}</span>
          <span className={`num m ${classes.sums}`}>{counts.sums.map((sum) => <span key={sum.currency}>{codeMoneyText(sum.amount, sum.currency)}</span>)}</span>
        </>
      )}
    </div>
  );
}
