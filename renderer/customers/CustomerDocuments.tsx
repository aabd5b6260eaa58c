// A customer's documents: invoices and credit notes, and beside them quotes and what follows from them. Only Customer.tsx shows it.
import { IconFileDescription, IconFilePlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { PaperRow } from '../../contract/documents.ts';
import type { InvoiceRow } from '../../contract/invoices.ts';
import { formatDay } from '../../domain/date.ts';
import { PAPER_KINDS, type PaperKind } from '../../domain/lifecycle.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { useMay } from '../app/may.ts';
import { go } from '../app/navigate.ts';
import { usePages } from '../app/usePages.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { invoicePage } from '../invoices/invoicePage.ts';
import lists from '../invoices/invoices.module.css';
import { StatusChip } from '../invoices/StatusChip.tsx';
import { ChooseOpen, CollectBar, useCollecting } from '../papers/collecting.tsx';
import { chipOf } from '../papers/stateText.ts';
import { Amount } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { type Column, VirtualTable } from '../ui/VirtualTable.tsx';
import tabs from '../recurring/recurring.module.css';
import classes from './customers.module.css';

type Tab = 'invoice' | PaperKind;
const TABS: readonly Tab[] = ['invoice', ...PAPER_KINDS];

/** `closed`: nothing new can be written for them. */
export function CustomerDocuments({ id, closed }: { id: string; closed: boolean }) {
  const t = useT();
  const [tab, setTab] = useState<Tab>('invoice');
  const step = (by: number) => {
    const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length] ?? 'invoice';
    setTab(next);
    document.getElementById(`customer-tab-${next}`)?.focus();
  };
  return (
    <section className={`card ${classes.documents}`} aria-label={t('customers.documents')}>
      <div className={`${tabs.tabs} ${classes.kinds}`} role="tablist" aria-label={t('customers.documents')}>
        {TABS.map((one) => (
          <button
            key={one} id={`customer-tab-${one}`} type="button" role="tab" aria-selected={one === tab} aria-controls={one === tab ? 'customer-documents' : undefined} tabIndex={one === tab ? 0 : -1} onClick={() => setTab(one)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
              event.preventDefault();
              step(event.key === 'ArrowRight' ? 1 : -1);
            }}
          >
            {t(one === 'invoice' ? 'rail.invoices' : `kinds.${one}.many`)}
          </button>
        ))}
      </div>
      <div className={classes.kindList} role="tabpanel" id="customer-documents" aria-labelledby={`customer-tab-${tab}`}>
        {tab === 'invoice' ? <Invoices id={id} closed={closed} /> : <Papers key={tab} id={id} kind={tab} closed={closed} />}
      </div>
    </section>
  );
}

function Invoices({ id, closed }: { id: string; closed: boolean }) {
  const t = useT();
  const today = useToday();
  const pages = usePages<InvoiceRow>((after) => invoicePage({ q: '', after, limit: 100, filters: { customerId: id, from: null, to: null, currency: null, overdueOn: null } }), id);
  useChanged(['invoices', 'payments'], pages.reload);
  const mixed = pages.rows.some((row) => row.currency !== pages.rows[0]?.currency);
  const only = pages.rows[0]?.currency ?? '';
  const columns = useMemo(
    (): Column<InvoiceRow>[] => [
      { id: 'date', header: t('invoices.date'), width: '112px', cell: (row) => <span className="num q2">{formatDay(row.issueDate, language())}</span> },
      { id: 'number', header: t('invoices.number'), width: '136px', cell: (row) => <span className="m">{row.number}</span> },
      { id: 'what', header: t('invoices.what'), width: 'minmax(100px, 1fr)', cell: (row) => <span className="q2">{row.subject}</span> },
      { id: 'status', header: t('invoices.statusHead'), width: '142px', cell: (row) => <StatusChip of={row} today={today} /> },
      { id: 'total', header: mixed || only === '' ? t('invoices.total') : t('invoices.totalIn', { currency: only }), width: mixed ? '172px' : '136px', numeric: true, cell: (row) => <Amount minor={row.total} currency={row.currency} show={mixed ? 'code' : 'none'} /> },
      { id: 'open', header: t('invoices.column.open'), width: mixed ? '172px' : '120px', numeric: true, cell: (row) => <Amount minor={row.open} currency={row.currency} show={mixed ? 'code' : 'none'} /> },
    ],
    [t, today, mixed, only],
  );
  return (
    <>
      {pages.error && <Problem alert>{sentence(pages.error)}</Problem>}
      <VirtualTable
        label={t('customers.documents')} rows={pages.rows} columns={columns} rowKey={(row) => row.id} onOpen={(row) => go({ screen: 'invoice', id: row.id })} hasMore={pages.hasMore} loading={pages.loading} onMore={pages.more}
        empty={
          pages.ready && (
            <Empty icon={IconFilePlus} title={t('customers.noInvoice')} {...(!closed && { text: t('customers.noInvoiceText') })}>
              {!closed && <Button keys="mod+n" onClick={() => go({ screen: 'editor', customerId: id })}>{t('common.newInvoice')}</Button>}
            </Empty>
          )
        }
      />
    </>
  );
}

function Papers({ id, kind, closed }: { id: string; kind: PaperKind; closed: boolean }) {
  const t = useT();
  const today = useToday();
  const mayWrite = useMay('draft.write') && !closed;
  const pages = usePages<PaperRow>((after) => call(api().documents.list({ kind, q: '', after, limit: 100, customerId: id, state: null, today })), `${id} ${kind} ${today}`);
  useChanged(['invoices'], pages.reload);
  const collecting = useCollecting(kind, mayWrite);
  const columns = useMemo(
    (): Column<PaperRow>[] => [
      ...collecting.columns,
      { id: 'date', header: t('papers.date'), width: '112px', cell: (row) => <span className="num q2">{formatDay(row.issueDate, language())}</span> },
      { id: 'number', header: t('invoices.number'), width: '136px', cell: (row) => <span className="m">{row.number}</span> },
      { id: 'what', header: t('invoices.what'), width: 'minmax(100px, 1fr)', cell: (row) => <span className="q2">{row.subject}</span> },
      { id: 'state', header: t('papers.stateHead'), width: '142px', cell: (row) => <Chip kind={chipOf(row.state)}>{t(`papers.state.${row.state}`)}</Chip> },
      { id: 'total', header: t('papers.worth'), width: '172px', numeric: true, cell: (row) => <Amount minor={row.total} currency={row.currency} show="code" /> },
    ],
    [t, collecting.columns],
  );
  return (
    <>
      {pages.error && <Problem alert>{sentence(pages.error)}</Problem>}
      <VirtualTable
        label={t(`kinds.${kind}.many`)} rows={pages.rows} columns={columns} rowKey={(row) => row.id} chosen={new Set(collecting.chosen.keys())} {...(collecting.on && { onChoose: collecting.pick })} onOpen={(row) => go({ screen: 'invoice', id: row.id })} hasMore={pages.hasMore} loading={pages.loading} onMore={pages.more}
        empty={pages.ready && <Empty icon={IconFileDescription} title={t('papers.none')} {...(!closed && { text: t('papers.noneText') })}>{mayWrite && <Button onClick={() => go({ screen: 'editor', kind, customerId: id })}>{t(`kinds.${kind}.fresh`)}</Button>}</Empty>}
      />
      {collecting.chosen.size > 0 ? <CollectBar collecting={collecting} today={today} /> : collecting.on && pages.rows.length > 0 && (
        <div className={lists.foot}>
          <span>{t('papers.collect.how')}</span>
          <span className="grow" />
          <ChooseOpen collecting={collecting} rows={pages.rows} />
        </div>
      )}
    </>
  );
}
