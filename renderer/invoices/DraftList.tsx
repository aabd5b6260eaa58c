// Drafts: opened with Enter, discarded with Delete and brought back with Undo.
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileSearch, IconPencil, IconTrash, IconX } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { DraftRow } from '../../contract/invoices.ts';
import { formatDay } from '../../domain/date.ts';
import { api, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { usePages } from '../app/usePages.ts';
import { BatchBar, useBatchShown } from '../batch/BatchBar.tsx';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { Amount } from '../ui/Amount.tsx';
import { codeMoneyText, countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { ChosenBar } from '../ui/ChosenBar.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { type Column, VirtualTable, type VirtualTableHandle } from '../ui/VirtualTable.tsx';
import { ActButtons } from './ActButtons.tsx';
import { discardDrafts } from './acts.ts';
import { type Chosen, sumsOf, toggle } from './choose.ts';
import { FilterBox } from './FilterBox.tsx';
import { DRAFT_ACTS } from './listActs.tsx';
import { momentText } from './momentText.ts';
import { Tick } from './Tick.tsx';
import classes from './invoices.module.css';

export function DraftList({ total }: { total: number | null }) {
  const t = useT();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 80);
  const [chosen, setChosen] = useState<Chosen<DraftRow>>(new Map());
  const current = useRef<DraftRow | null>(null);
  const table = useRef<VirtualTableHandle>(null);
  const pages = usePages<DraftRow>((after) => call(api().drafts.list({ q, after, limit: 100 })), q);
  useChanged(['drafts'], pages.reload);
  const pick = useCallback((row: DraftRow) => setChosen((was) => toggle(was, row)), []);
  const onCurrent = useCallback((row: DraftRow | null) => {
    current.current = row;
  }, []);
  const batch = useBatchShown();
  const full = pages.rows.length > 0 && chosen.size === pages.rows.length;
  const chooseAll = () => setChosen(full ? new Map() : new Map(pages.rows.map((row) => [row.id, row])));
  const columns = useColumns(chosen, pick, { on: full, toggle: chooseAll });
  function discard(): void {
    const ids = chosen.size > 0 ? [...chosen.keys()] : current.current ? [current.current.id] : [];
    setChosen(new Map());
    if (ids.length > 0) void discardDrafts(ids);
  }
  useShortcut('delete', discard);
  useShortcut('mod+a', chooseAll, { inFields: false });
  return (
    <>
      <div className={classes.filters}>
        <FilterBox className={classes.filter} value={text} onChange={setText} label={t('invoices.filterDrafts')} onDown={() => table.current?.focus()} />
      </div>
      {pages.error && <Problem alert>{sentence(pages.error)}</Problem>}
      <section className={`card ${classes.table}`}>
        <VirtualTable
          ref={table} label={t('invoices.tab.drafts')} rows={pages.rows} columns={columns} rowKey={(row) => row.id} chosen={new Set(chosen.keys())} onChoose={pick} onCurrent={onCurrent}
          onOpen={(row) => go({ screen: 'editor', draftId: row.id })} hasMore={pages.hasMore} loading={pages.loading} stale={text.trim() !== q || !pages.fresh} onMore={pages.more} total={pages.total}
          empty={pages.ready && <NoDrafts filtered={q !== ''} onClear={() => setText('')} />}
        />
        {batch ? (
          <BatchBar onOpen={(id) => go({ screen: 'editor', draftId: id })} />
        ) : chosen.size > 0 ? (
          <ChosenBar label={t('invoices.chosen', { count: chosen.size })}>
            <span className="m" role="status">{t('invoices.chosen', { count: chosen.size })}</span>
            <span className={`num q2 ${classes.sums}`}>{sumsOf(chosen.values()).map((sum) => <span key={sum.currency}>{codeMoneyText(sum.amount, sum.currency)}</span>)}</span>
            <span className="grow" />
            <ActButtons acts={DRAFT_ACTS} rows={[...chosen.values()]} nameOf={(row) => row.customer || row.subject || t('editor.draft')} onDone={() => setChosen(new Map())} />
            <Button icon={<IconTrash size={16} stroke={1.75} aria-hidden="true" />} onClick={discard}>{t('invoices.discard', { count: chosen.size })}</Button>
            <Button kind="quiet" iconOnly aria-label={t('invoices.chooseNone')} icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setChosen(new Map())} />
          </ChosenBar>
        ) : (
          <div className={classes.foot}>
            <span role="status">{t('invoices.draftCount', { count: total ?? pages.rows.length, n: countText(total ?? pages.rows.length) })}</span>
            <span className="grow" />
            <span>{t('invoices.draftHint')}</span>
          </div>
        )}
      </section>
    </>
  );
}

function useColumns(chosen: Chosen<DraftRow>, pick: (row: DraftRow) => void, all: { on: boolean; toggle: () => void }): Column<DraftRow>[] {
  const t = useT();
  return useMemo(
    () => [
      { id: 'choose', header: <Tick label={t('invoices.chooseAll')} checked={all.on} onChange={all.toggle} />, width: '40px', cell: (row) => <Tick label={t('invoices.chooseDraft', { name: row.customer || row.subject })} checked={chosen.has(row.id)} onChange={() => pick(row)} /> },
      { id: 'status', header: t('invoices.statusHead'), width: '168px', cell: (row) => <Chip kind="draft">{t(row.title === 'invoice' ? 'editor.draft' : `kinds.${row.title}.one`)}</Chip> },
      { id: 'customer', header: t('invoices.customer'), width: 'minmax(140px, 1fr)', cell: (row) => (row.customer === '' ? <span className="q3">{t('invoices.noCustomer')}</span> : <span className="m">{row.customer}</span>) },
      { id: 'subject', header: t('invoices.what'), width: 'minmax(120px, 1.2fr)', cell: (row) => <span className="q2">{row.subject}</span> },
      { id: 'date', header: t('invoices.date'), width: '112px', cell: (row) => <span className="num q2">{formatDay(row.issueDate, language())}</span> },
      { id: 'changed', header: t('invoices.changed'), width: '160px', cell: (row) => <span className="num q2">{momentText(row.updatedAt)}</span> },
      { id: 'total', header: t('invoices.total'), width: '184px', numeric: true, cell: (row) => <Amount minor={row.total} currency={row.currency} /> },
    ],
    [t, chosen, pick, all.on, all.toggle],
  );
}

function NoDrafts({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const t = useT();
  if (filtered) {
    return (
      <Empty icon={IconFileSearch} title={t('invoices.noneFound')} text={t('invoices.noneFoundText')}>
        <Button onClick={onClear}>{t('invoices.showAll')}</Button>
      </Empty>
    );
  }
  return <Empty icon={IconPencil} title={t('invoices.noDrafts')} text={t('invoices.noDraftsText')} />;
}
