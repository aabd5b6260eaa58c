// What is sold: the list, and beside it the item one is at, to change in place.
import { Switch } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileSearch, IconPlus, IconTableImport, IconTag } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TaxRate } from '../../contract/business.ts';
import type { ItemRow } from '../../contract/customers.ts';
import { exponentOf } from '../../domain/currency.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { usePages } from '../app/usePages.ts';
import { type Books, loadBooks, useBooks } from '../editor/books.ts';
import { numbers } from '../editor/numbers.ts';
import { taxesText } from '../editor/taxText.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { FilterBox } from '../invoices/FilterBox.tsx';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { type Column, VirtualTable, type VirtualTableHandle } from '../ui/VirtualTable.tsx';
import { archiveItem } from './archive.ts';
import { ItemPanel } from './ItemPanel.tsx';
import classes from './items.module.css';

/** The id of an item, 'new', or nothing beside the list. */
type Shown = string | null;
const NO_TAXES: readonly TaxRate[] = [];

export default function Items({ id }: { id?: string }) {
  const t = useT();
  const books = useBooks((s) => s.books);
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 80);
  const [archived, setArchived] = useState(false);
  const [shown, setShown] = useState<Shown>(id ?? null);
  const table = useRef<VirtualTableHandle>(null);
  const current = useRef<ItemRow | null>(null);
  const pages = usePages<ItemRow>((after) => call(api().items.list({ q, after, limit: 100, archived })), `${archived} ${q}`);
  useChanged(['items', 'imports'], pages.reload);
  useEffect(() => void loadBooks(), []);
  useShortcut('a', () => setShown('new'));
  useShortcut('delete', () => {
    if (current.current) void archiveItem(current.current.id, current.current.name, !current.current.archived);
  });
  const onCurrent = useCallback((row: ItemRow | null) => {
    current.current = row;
  }, []);
  const columns = useColumns(books);
  function close(): void {
    setShown(null);
    table.current?.focus();
  }
  return (
    <Screen
      title={t('items.title')}
      actions={
        <>
          <Button icon={<IconTableImport size={16} stroke={1.75} aria-hidden="true" />} onClick={() => go({ screen: 'import', kind: 'items' })}>{t('customers.import')}</Button>
          <Button kind="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setShown('new')}>{t('items.add')}</Button>
        </>
      }
      keys={[{ keys: 'up/down', does: t('common.move') }, { keys: 'enter', does: t('items.key.edit') }, { keys: '/', does: t('invoices.key.filter') }, { keys: 'a', does: t('items.add') }]}
    >
      <div className={classes.list}>
        <div className={classes.bar}>
          <FilterBox className={classes.filter} value={text} onChange={setText} label={t('items.filter')} onDown={() => table.current?.focus()} />
          <Switch label={t('customers.showArchived')} checked={archived} onChange={(event) => setArchived(event.currentTarget.checked)} />
        </div>
        {pages.error && <Problem alert>{sentence(pages.error)}</Problem>}
        <div className={classes.split} data-open={shown !== null}>
          <section className={`card ${classes.table}`}>
            <VirtualTable
              ref={table} label={t('items.title')} rows={pages.rows} columns={columns} rowKey={(row) => row.id} onOpen={(row) => setShown(row.id)} onCurrent={onCurrent} hasMore={pages.hasMore} loading={pages.loading} stale={text.trim() !== q || !pages.fresh} onMore={pages.more}
              total={pages.total} chosen={new Set(shown === null ? [] : [shown])} empty={pages.ready && <NoItems filtered={q !== ''} onAdd={() => setShown('new')} onClear={() => setText('')} />}
            />
            <div className={classes.tableFoot}>
              <span role="status">{t('items.count', { count: pages.total ?? pages.rows.length, n: countText(pages.total ?? pages.rows.length) })}</span>
            </div>
          </section>
          {shown !== null && books && <ItemPanel key={shown} id={shown === 'new' ? null : shown} books={books} onClose={close} onSaved={setShown} />}
        </div>
      </div>
    </Screen>
  );
}

function useColumns(books: Books | null): Column<ItemRow>[] {
  const t = useT();
  const today = useToday();
  return useMemo(() => {
    const base = books?.business.currency ?? 'EUR';
    const taxes = books?.taxes ?? NO_TAXES;
    return [
      { id: 'name', header: t('items.name'), width: 'minmax(160px, 1.6fr)', cell: (row) => <span className={row.archived ? classes.gone : 'm'}>{row.name}</span> },
      { id: 'code', header: t('items.code'), width: 'minmax(80px, 120px)', cell: (row) => <span className="q2 num">{row.code}</span> },
      { id: 'description', header: t('items.description'), width: 'minmax(80px, 1fr)', cell: (row) => <span className="q2">{row.description}</span> },
      { id: 'unit', header: t('items.unit'), width: '84px', cell: (row) => <span className="q2">{row.unit}</span> },
      { id: 'tax', header: t('items.tax'), width: '110px', numeric: true, cell: (row) => <span className="q2">{taxesText(taxes, row.taxIds, today)}</span> },
      { id: 'price', header: t('items.price'), width: '150px', numeric: true, cell: (row) => <Price row={row} base={base} /> },
    ];
  }, [t, books, today]);
}

function Price({ row, base }: { row: ItemRow; base: string }) {
  const currency = row.currency ?? base;
  return (
    <span>
      {currency !== base && <span className="q3 small">{currency} </span>}
      {numbers.show(row.price, exponentOf(currency))}
    </span>
  );
}

function NoItems({ filtered, onAdd, onClear }: { filtered: boolean; onAdd: () => void; onClear: () => void }) {
  const t = useT();
  if (filtered) {
    return (
      <Empty icon={IconFileSearch} title={t('invoices.noneFound')} text={t('items.noneFoundText')}>
        <Button onClick={onClear}>{t('invoices.showAll')}</Button>
      </Empty>
    );
  }
  return (
    <Empty icon={IconTag} title={t('items.first')} text={t('items.firstText')}>
      <Button onClick={onAdd}>{t('items.add')}</Button>
      <Button onClick={() => go({ screen: 'import', kind: 'items' })}>{t('customers.importFile')}</Button>
    </Empty>
  );
}
