// All recurring invoices, the next date first. Enter opens one.
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileSearch, IconRepeat } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { RecurringRow } from '../../contract/recurring.ts';
import { formatDay } from '../../domain/date.ts';
import { api, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { usePages } from '../app/usePages.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { FilterBox } from '../invoices/FilterBox.tsx';
import { Amount } from '../ui/Amount.tsx';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { type Column, VirtualTable, type VirtualTableHandle } from '../ui/VirtualTable.tsx';
import { everyText } from './scheduleText.ts';
import { StateChip } from './StateChip.tsx';
import classes from './recurring.module.css';

export function AllList() {
  const t = useT();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 80);
  const table = useRef<VirtualTableHandle>(null);
  const pages = usePages<RecurringRow>((after) => call(api().recurring.list({ q, after, limit: 100 })), q);
  useChanged(['recurring', 'customers'], pages.reload);
  const columns = useColumns();
  const count = pages.total ?? pages.rows.length;
  return (
    <>
      <div className={classes.filters}>
        <FilterBox className={classes.filter} value={text} onChange={setText} label={t('recurring.filter')} onDown={() => table.current?.focus()} />
      </div>
      {pages.error && <Problem alert>{sentence(pages.error)}</Problem>}
      <section className={`card ${classes.table}`}>
        <VirtualTable
          ref={table} label={t('recurring.title')} rows={pages.rows} columns={columns} rowKey={(row) => row.id} onOpen={(row) => go({ screen: 'recurringOne', id: row.id })} hasMore={pages.hasMore} loading={pages.loading}
          stale={text.trim() !== q || !pages.fresh} onMore={pages.more} total={pages.total} empty={pages.ready && <None filtered={q !== ''} onClear={() => setText('')} />}
        />
        <div className={classes.foot}><span role="status">{t('recurring.count', { count, n: countText(count) })}</span></div>
      </section>
    </>
  );
}

function useColumns(): Column<RecurringRow>[] {
  const t = useT();
  return useMemo(
    () => [
      { id: 'state', header: t('invoices.statusHead'), width: '132px', cell: (row) => <StateChip state={row.state} /> },
      { id: 'next', header: t('recurring.nextDate'), width: '120px', cell: (row) => <span className="num">{row.nextDate === null ? '–' : formatDay(row.nextDate, language())}</span> },
      { id: 'customer', header: t('invoices.customer'), width: 'minmax(140px, 1fr)', cell: (row) => (row.customer === '' ? <span className="q3">{t('invoices.noCustomer')}</span> : <span className="m">{row.customer}</span>) },
      { id: 'subject', header: t('invoices.what'), width: 'minmax(120px, 1.2fr)', cell: (row) => <span className="q2">{row.subject}</span> },
      { id: 'every', header: t('recurring.interval'), width: '150px', cell: (row) => <span className="q2">{everyText(row.every, row.unit)}</span> },
      { id: 'mode', header: t('recurring.how'), width: '140px', cell: (row) => <span className="q2">{t(`recurring.modeShort.${row.mode}`)}</span> },
      { id: 'amount', header: t('recurring.amount'), width: '160px', numeric: true, cell: (row) => <Amount minor={row.amount} currency={row.currency} /> },
    ],
    [t],
  );
}

function None({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const t = useT();
  if (filtered) {
    return (
      <Empty icon={IconFileSearch} title={t('invoices.noneFound')} text={t('recurring.noneFoundText')}>
        <Button onClick={onClear}>{t('invoices.showAll')}</Button>
      </Empty>
    );
  }
  return (
    <Empty icon={IconRepeat} title={t('recurring.first')} text={t('recurring.firstText')}>
      <Button onClick={() => go({ screen: 'editor', recurring: 'new' })}>{t('recurring.new')}</Button>
    </Empty>
  );
}
