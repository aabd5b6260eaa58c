// All payments, newest first: find, filter, open, record another.
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCash, IconFileSearch, IconPlus, IconTableImport } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { PaymentRow } from '../../contract/payments.ts';
import { formatDay } from '../../domain/date.ts';
import { PAYMENT_METHODS, type PaymentMethod } from '../../domain/paymentMethod.ts';
import { api, call } from '../app/api.ts';
import { useMay } from '../app/may.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { usePages } from '../app/usePages.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { FilterBox } from '../invoices/FilterBox.tsx';
import { type Period, PERIODS, spanOf } from '../invoices/periods.ts';
import { Amount } from '../ui/Amount.tsx';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { type Column, VirtualTable, type VirtualTableHandle } from '../ui/VirtualTable.tsx';
import { methodText } from './methodText.ts';
import { PaymentChip } from './PaymentChip.tsx';
import lists from '../invoices/invoices.module.css';

const PAGE = 100;
const STATES = ['applied', 'credit', 'void'] as const;

export default function Payments() {
  const t = useT();
  const today = useToday();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 80);
  const [period, setPeriod] = useState<Period>('any');
  const [method, setMethod] = useState<PaymentMethod | null>(null);
  const [state, setState] = useState<PaymentRow['state'] | null>(null);
  const table = useRef<VirtualTableHandle>(null);
  const filters = { customerId: null, ...spanOf(period, today), currency: null, method, state };
  const pages = usePages<PaymentRow>((after) => call(api().payments.list({ q, after, limit: PAGE, filters })), [q, period, method, state, today].join(' '));
  useChanged(['payments', 'customers', 'imports'], pages.reload);
  const record = () => go({ screen: 'recordPayment' });
  const bringIn = () => go({ screen: 'import', kind: 'payments' });
  const [mayPay, mayImport] = [useMay('payment.write'), useMay('import.run')];
  useShortcut('a', record, { enabled: mayPay });
  const columns = useColumns();
  const filtered = q !== '' || period !== 'any' || method !== null || state !== null;
  const clear = () => {
    setText('');
    setPeriod('any');
    setMethod(null);
    setState(null);
  };
  return (
    <Screen
      title={t('payments.title')}
      actions={mayPay && (
        <>
          {mayImport && <Button icon={<IconTableImport size={16} stroke={1.75} aria-hidden="true" />} onClick={bringIn}>{t('customers.import')}</Button>}
          <Button kind="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={record}>{t('payments.record')}</Button>
        </>
      )}
      keys={[{ keys: 'up/down', does: t('common.move') }, { keys: 'enter', does: t('common.open') }, { keys: '/', does: t('invoices.key.filter') }, { keys: 'a', does: t('payments.record') }]}
    >
      <div className={lists.page}>
        <div className={lists.panel}>
          <div className={lists.filters}>
            <FilterBox className={lists.filter} value={text} onChange={setText} label={t('payments.filter')} onDown={() => table.current?.focus()} />
            <Select className={lists.select ?? ''} aria-label={t('invoices.dates')} value={period} data={PERIODS.map((one) => ({ value: one, label: t(`invoices.period.${one}`) }))} onChange={(value) => setPeriod(PERIODS.find((one) => one === value) ?? 'any')} />
            <Select
              className={lists.select ?? ''} aria-label={t('payments.method')} value={method ?? ''} data={[{ value: '', label: t('payments.anyMethod') }, ...PAYMENT_METHODS.map((one) => ({ value: one, label: t(`payments.methods.${one}`) }))]}
              onChange={(value) => setMethod(PAYMENT_METHODS.find((one) => one === value) ?? null)}
            />
            <Select
              className={lists.select ?? ''} aria-label={t('invoices.statusHead')} value={state ?? ''} data={[{ value: '', label: t('payments.anyState') }, ...STATES.map((one) => ({ value: one, label: t(`payments.state.${one}`) }))]}
              onChange={(value) => setState(STATES.find((one) => one === value) ?? null)}
            />
            <span className={lists.order}>{t('invoices.newestFirst')}</span>
          </div>
          {pages.error && <Problem alert>{sentence(pages.error)}</Problem>}
          <section className={`card ${lists.table}`}>
            <VirtualTable
              ref={table} label={t('payments.title')} rows={pages.rows} columns={columns} rowKey={(row) => row.id} onOpen={(row) => go({ screen: 'payment', id: row.id })} hasMore={pages.hasMore} loading={pages.loading}
              stale={text.trim() !== q || !pages.fresh} onMore={pages.more} empty={pages.ready && <NoPayments filtered={filtered} onClear={clear} onRecord={record} onImport={mayPay && mayImport ? bringIn : null} />}
            />
            <div className={lists.foot}>
              <span role="status">{t(pages.hasMore ? 'invoices.countMore' : 'payments.count', { count: pages.rows.length, n: countText(pages.rows.length) })}</span>
            </div>
          </section>
        </div>
      </div>
    </Screen>
  );
}

function useColumns(): Column<PaymentRow>[] {
  const t = useT();
  return useMemo(
    () => [
      { id: 'date', header: t('payments.paidOn'), width: '112px', cell: (row) => <span className="num q2">{formatDay(row.paidOn, language())}</span> },
      { id: 'number', header: t('payments.number'), width: '88px', cell: (row) => <span className="num q2">{row.number}</span> },
      { id: 'customer', header: t('payments.customer'), width: 'minmax(140px, 1.2fr)', cell: (row) => <span className={row.state === 'void' ? 'q3' : 'm'}>{row.customer}</span> },
      { id: 'method', header: t('payments.method'), width: 'minmax(140px, 1fr)', cell: (row) => <span className="q2">{methodText(t, row)}</span> },
      { id: 'state', header: t('invoices.statusHead'), width: '160px', cell: (row) => <PaymentChip of={row} /> },
      { id: 'unapplied', header: t('payments.unapplied'), width: '140px', numeric: true, cell: (row) => (row.unapplied === 0 ? <span className="q3">–</span> : <Amount minor={row.unapplied} currency={row.currency} show="none" />) },
      { id: 'amount', header: t('payments.amount'), width: '172px', numeric: true, cell: (row) => <Amount minor={row.amount} currency={row.currency} /> },
    ],
    [t],
  );
}

function NoPayments({ filtered, onClear, onRecord, onImport }: { filtered: boolean; onClear: () => void; onRecord: () => void; onImport: (() => void) | null }) {
  const t = useT();
  if (filtered) {
    return (
      <Empty icon={IconFileSearch} title={t('invoices.noneFound')} text={t('payments.noneFoundText')}>
        <Button onClick={onClear}>{t('invoices.showAll')}</Button>
      </Empty>
    );
  }
  return (
    <Empty icon={IconCash} title={t('payments.first')} text={t('payments.firstText')}>
      <Button onClick={onRecord}>{t('payments.record')}</Button>
      {onImport && <Button onClick={onImport}>{t('customers.importFile')}</Button>}
    </Empty>
  );
}
