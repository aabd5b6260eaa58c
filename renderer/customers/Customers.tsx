// The list of customers: find, open, add in place, put away with undo.
import { Switch } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileSearch, IconPlus, IconTableImport, IconUsers } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CustomerRow } from '../../contract/customers.ts';
import { countryName } from '../../domain/country.ts';
import { formatDay } from '../../domain/date.ts';
import { api, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { usePages } from '../app/usePages.ts';
import { loadBooks, useBooks } from '../editor/books.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { FilterBox } from '../invoices/FilterBox.tsx';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { type Column, VirtualTable, type VirtualTableHandle } from '../ui/VirtualTable.tsx';
import { archiveCustomer } from './archive.ts';
import { CustomerForm } from './CustomerForm.tsx';
import { emptyCustomer } from './customerDraft.ts';
import classes from './customers.module.css';

export default function Customers() {
  const t = useT();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 80);
  const [archived, setArchived] = useState(false);
  const [adding, setAdding] = useState(false);
  const table = useRef<VirtualTableHandle>(null);
  const current = useRef<CustomerRow | null>(null);
  const pages = usePages<CustomerRow>((after) => call(api().customers.list({ q, after, limit: 100, archived })), `${archived} ${q}`);
  useChanged(['customers', 'imports'], pages.reload);
  useShortcut('delete', () => {
    if (current.current) void archiveCustomer(current.current.id, current.current.name, !current.current.archived);
  });
  useShortcut('a', () => setAdding(true));
  const onCurrent = useCallback((row: CustomerRow | null) => {
    current.current = row;
  }, []);
  const columns = useColumns();
  return (
    <Screen
      title={t('customers.title')}
      actions={
        <>
          <Button icon={<IconTableImport size={16} stroke={1.75} aria-hidden="true" />} onClick={() => go({ screen: 'import', kind: 'customers' })}>{t('customers.import')}</Button>
          <Button kind="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setAdding(true)}>{t('customers.add')}</Button>
        </>
      }
      keys={[{ keys: 'up/down', does: t('common.move') }, { keys: 'enter', does: t('common.open') }, { keys: '/', does: t('invoices.key.filter') }, { keys: 'a', does: t('customers.add') }]}
    >
      <div className={classes.list}>
        <div className={classes.bar}>
          <FilterBox className={classes.filter} value={text} onChange={setText} label={t('customers.filter')} onDown={() => table.current?.focus()} />
          <Switch label={t('customers.showArchived')} checked={archived} onChange={(event) => setArchived(event.currentTarget.checked)} />
        </div>
        {pages.error && <Problem alert>{sentence(pages.error)}</Problem>}
        <div className={classes.split} data-open={adding}>
          <section className={`card ${classes.table}`}>
            <VirtualTable
              ref={table} label={t('customers.title')} rows={pages.rows} columns={columns} rowKey={(row) => row.id} onOpen={(row) => go({ screen: 'customer', id: row.id })} onCurrent={onCurrent}
              hasMore={pages.hasMore} loading={pages.loading} stale={text.trim() !== q || !pages.fresh} onMore={pages.more} total={pages.total} empty={pages.ready && <NoCustomers filtered={q !== ''} onAdd={() => setAdding(true)} onClear={() => setText('')} />}
            />
            <div className={classes.tableFoot}>
              <span role="status">{t('customers.count', { count: pages.total ?? pages.rows.length, n: countText(pages.total ?? pages.rows.length) })}</span>
            </div>
          </section>
          {adding && <AddPanel onClose={() => setAdding(false)} />}
        </div>
      </div>
    </Screen>
  );
}

function useColumns(): Column<CustomerRow>[] {
  const t = useT();
  return useMemo(
    () => [
      { id: 'name', header: t('customers.name'), width: 'minmax(160px, 1.4fr)', cell: (row) => <span className={row.archived ? classes.gone : 'm'}>{row.name}</span> },
      { id: 'contact', header: t('customers.contact'), width: 'minmax(110px, 1fr)', cell: (row) => <span className="q2">{row.contact}</span> },
      { id: 'city', header: t('customers.city'), width: 'minmax(110px, 1fr)', cell: (row) => <span className="q2">{[row.city, row.country === '' ? '' : (countryName(row.country) ?? row.country)].filter((s) => s !== '').join(', ')}</span> },
      { id: 'email', header: t('customers.email'), width: 'minmax(120px, 1fr)', cell: (row) => <span className="q2">{row.email}</span> },
      { id: 'invoices', header: t('customers.invoices'), width: '90px', numeric: true, cell: (row) => <span className={row.invoices === 0 ? 'q3' : ''}>{countText(row.invoices)}</span> },
      { id: 'last', header: t('customers.lastInvoice'), width: '124px', cell: (row) => <span className="num q2">{row.lastInvoice === null ? '–' : formatDay(row.lastInvoice, language())}</span> },
    ],
    [t],
  );
}

function NoCustomers({ filtered, onAdd, onClear }: { filtered: boolean; onAdd: () => void; onClear: () => void }) {
  const t = useT();
  if (filtered) {
    return (
      <Empty icon={IconFileSearch} title={t('invoices.noneFound')} text={t('customers.noneFoundText')}>
        <Button onClick={onClear}>{t('invoices.showAll')}</Button>
      </Empty>
    );
  }
  return (
    <Empty icon={IconUsers} title={t('customers.first')} text={t('customers.firstText')}>
      <Button onClick={onAdd}>{t('customers.add')}</Button>
      <Button onClick={() => go({ screen: 'import', kind: 'customers' })}>{t('customers.importFile')}</Button>
    </Empty>
  );
}

function AddPanel({ onClose }: { onClose: () => void }) {
  const t = useT();
  const country = useBooks((s) => s.books?.business.country);
  const box = useRef<HTMLElement>(null);
  useEffect(() => void loadBooks(), []);
  useEffect(() => box.current?.querySelector('input')?.focus(), [country]);
  return (
    <section ref={box} className={`card pad ${classes.panel}`} aria-label={t('customers.add')}>
      <h2>{t('customers.add')}</h2>
      {country !== undefined && <CustomerForm start={emptyCustomer('', country)} saveLabel={t('customers.save')} onCancel={onClose} onSaved={(id) => go({ screen: 'customer', id })} />}
    </section>
  );
}
