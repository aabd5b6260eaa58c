// The list of one kind: newest first, by words, or by where they stand. Enter opens one, Ctrl+D makes a draft like it.
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileDescription, IconFileSearch } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { PaperRow } from '../../contract/documents.ts';
import { formatDay } from '../../domain/date.ts';
import type { PaperKind } from '../../domain/lifecycle.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { useMay } from '../app/may.ts';
import { go } from '../app/navigate.ts';
import { usePages } from '../app/usePages.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { duplicate } from '../invoices/acts.ts';
import { FilterBox } from '../invoices/FilterBox.tsx';
import classes from '../invoices/invoices.module.css';
import { Amount } from '../ui/Amount.tsx';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { type Column, VirtualTable, type VirtualTableHandle } from '../ui/VirtualTable.tsx';
import { ChooseOpen, CollectBar, useCollecting } from './collecting.tsx';
import { chipOf } from './stateText.ts';

const PAGE = 100;
type Picked = 'waiting' | 'accepted' | 'declined' | 'expired' | 'converted' | 'cancelled';
const STATES: Readonly<Record<PaperKind, readonly Picked[]>> = {
  quote: ['waiting', 'accepted', 'declined', 'expired', 'converted', 'cancelled'],
  'order-confirmation': ['waiting', 'converted', 'cancelled'],
  'delivery-note': ['waiting', 'converted', 'cancelled'],
  'pro-forma': ['waiting', 'converted', 'cancelled'],
};

export function PaperList({ kind, total }: { kind: PaperKind; total: number | null }) {
  const t = useT();
  const today = useToday();
  const mayWrite = useMay('draft.write');
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 80);
  const [state, setState] = useState<Picked | null>(null);
  const table = useRef<VirtualTableHandle>(null);
  const current = useRef<PaperRow | null>(null);
  const pages = usePages<PaperRow>((after) => call(api().documents.list({ kind, q, after, limit: PAGE, customerId: null, state, today })), [q, state, today].join(' '));
  useChanged(['invoices'], pages.reload);
  const collecting = useCollecting(kind, mayWrite);
  const own = useColumns(kind);
  const columns = useMemo(() => [...collecting.columns, ...own], [collecting.columns, own]);
  const onCurrent = useCallback((row: PaperRow | null) => {
    current.current = row;
  }, []);
  useShortcut('mod+d', () => {
    if (current.current) void duplicate(current.current.id, today);
  }, { enabled: mayWrite });
  const filtered = q !== '' || state !== null;
  const clear = () => {
    setText('');
    setState(null);
  };
  return (
    <>
      <div className={classes.filters}>
        <FilterBox className={classes.filter} value={text} onChange={setText} label={t('papers.filter')} onDown={() => table.current?.focus()} />
        <Select
          className={classes.select ?? ''} aria-label={t('papers.stateHead')} value={state ?? ''} data={[{ value: '', label: t('papers.anyState') }, ...STATES[kind].map((one) => ({ value: one, label: t(`papers.state.${one}`) }))]}
          onChange={(value) => setState(STATES[kind].find((one) => one === value) ?? null)}
        />
        <span className={classes.order}>{t('invoices.newestFirst')}</span>
      </div>
      {pages.error && <Problem alert>{sentence(pages.error)}</Problem>}
      <section className={`card ${classes.table}`}>
        <VirtualTable
          ref={table} label={t(`kinds.${kind}.many`)} rows={pages.rows} columns={columns} rowKey={(row) => row.id} chosen={new Set(collecting.chosen.keys())} {...(collecting.on && { onChoose: collecting.pick })} onOpen={(row) => go({ screen: 'invoice', id: row.id })} onCurrent={onCurrent}
          hasMore={pages.hasMore} loading={pages.loading} stale={text.trim() !== q || !pages.fresh} onMore={pages.more} total={filtered ? null : total}
          empty={pages.ready && <None kind={kind} filtered={filtered} mayWrite={mayWrite} onClear={clear} />}
        />
        {collecting.chosen.size > 0 ? <CollectBar collecting={collecting} today={today} /> : <div className={classes.foot}>
          <span role="status">{filtered && pages.hasMore ? t('invoices.countMore', { count: pages.rows.length, n: countText(pages.rows.length) }) : t('papers.soFar', { n: countText(filtered || total === null ? pages.rows.length : total) })}</span>
          {collecting.on && pages.rows.length > 0 && <span className="q2">{t('papers.collect.how')}</span>}
          <span className="grow" />
          {q !== '' && <ChooseOpen collecting={collecting} rows={pages.rows} />}
        </div>}
      </section>
    </>
  );
}

function useColumns(kind: PaperKind): Column<PaperRow>[] {
  const t = useT();
  return useMemo(() => {
    const until: Column<PaperRow> = {
      id: 'until', header: t('papers.goodUntil'), width: '112px',
      cell: (row) => <span className={`num ${row.state === 'expired' ? 'warn' : 'q2'}`}>{row.validUntil === null ? '–' : formatDay(row.validUntil, language())}</span>,
    };
    return [
      { id: 'state', header: t('papers.stateHead'), width: '142px', cell: (row) => <Chip kind={chipOf(row.state)}>{t(`papers.state.${row.state}`)}</Chip> },
      { id: 'number', header: t('invoices.number'), width: '136px', cell: (row) => <span className="m">{row.number}</span> },
      { id: 'customer', header: t('invoices.customer'), width: 'minmax(140px, 1fr)', cell: (row) => row.customer },
      { id: 'subject', header: t('invoices.what'), width: 'minmax(120px, 1.2fr)', cell: (row) => <span className="q2">{row.subject}</span> },
      { id: 'date', header: t('papers.date'), width: '112px', cell: (row) => <span className="num q2">{formatDay(row.issueDate, language())}</span> },
      ...(kind === 'quote' ? [until] : []),
      { id: 'total', header: t('papers.worth'), width: '184px', numeric: true, cell: (row) => <Amount minor={row.total} currency={row.currency} show="code" /> },
    ];
  }, [t, kind]);
}

function None({ kind, filtered, mayWrite, onClear }: { kind: PaperKind; filtered: boolean; mayWrite: boolean; onClear: () => void }) {
  const t = useT();
  if (filtered) {
    return (
      <Empty icon={IconFileSearch} title={t('invoices.noneFound')}>
        <Button onClick={onClear}>{t('invoices.showAll')}</Button>
      </Empty>
    );
  }
  return (
    <Empty icon={IconFileDescription} title={t('papers.none')} text={t('papers.noneText')}>
      {mayWrite && <Button onClick={() => go({ screen: 'editor', kind })}>{t(`kinds.${kind}.fresh`)}</Button>}
    </Empty>
  );
}
