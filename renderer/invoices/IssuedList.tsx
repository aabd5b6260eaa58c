// The issued invoices that fit the filters, page by page. Nothing here changes one: they can be opened, printed, saved as one PDF, exported, duplicated.
import { useDebouncedValue } from '@mantine/hooks';
import { IconBookmark, IconFileSearch, IconFilePlus } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { MOST_AT_ONCE } from '../../contract/batch.ts';
import type { Output } from '../../contract/index.ts';
import type { InvoiceRow } from '../../contract/invoices.ts';
import type { SavedView, ViewBody } from '../../contract/views.ts';
import { useChanged } from '../app/events.ts';
import { useMay } from '../app/may.ts';
import { go } from '../app/navigate.ts';
import { type Page, usePages } from '../app/usePages.ts';
import { BatchBar, useBatchShown } from '../batch/BatchBar.tsx';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { VirtualTable, type VirtualTableHandle } from '../ui/VirtualTable.tsx';
import { duplicate } from './acts.ts';
import { type Chosen, toggle } from './choose.ts';
import { ColumnMenu } from './ColumnMenu.tsx';
import { Filters } from './Filters.tsx';
import { Foot, IssuedBar } from './IssuedFoot.tsx';
import { useIssuedColumns } from './issuedColumns.tsx';
import { invoicePage } from './invoicePage.ts';
import { EVERYTHING, filtersOf, isWide, sameView } from './listView.ts';
import { ViewSaver } from './ViewSaver.tsx';
import classes from './invoices.module.css';

export interface IssuedListProps {
  label: string;
  body: ViewBody;
  onBody: (body: ViewBody) => void;
  /** The saved view one is at. */
  view: SavedView | null;
  onView: (id: string | null) => void;
  /** What is late only: the status is given then. */
  overdue: boolean;
  today: string;
  counts: Output<'invoices.counts'> | null;
}

const PAGE = 100;
/** How many a page may have at most when all are gathered. */
const LARGEST_PAGE = 200;
const NONE: Chosen<InvoiceRow> = new Map();

export function IssuedList({ label, body, onBody, view, onView, overdue, today, counts }: IssuedListProps) {
  const t = useT();
  const [text, setText] = useState(body.q);
  const [q] = useDebouncedValue(text.trim(), 80);
  const [chosen, setChosen] = useState<Chosen<InvoiceRow>>(NONE);
  const [saving, setSaving] = useState(false);
  const maySave = useMay('view.write');
  const batch = useBatchShown();
  const current = useRef<InvoiceRow | null>(null);
  const table = useRef<VirtualTableHandle>(null);
  const asked = { ...body, q, ...(overdue && { standing: 'overdue' as const }) };
  const filters = filtersOf(asked, today);
  const pages = usePages<InvoiceRow>((after) => invoicePage({ q, after, limit: PAGE, filters }), JSON.stringify([q, filters]));
  useChanged(['invoices', 'payments'], pages.reload);
  useEffect(() => {
    if (q !== body.q) onBody({ ...body, q });
  }, [q, body, onBody]);
  const sums = counts?.sums ?? [];
  const mixed = (sums.length > 1 || pages.rows.some((row) => row.currency !== pages.rows[0]?.currency)) && body.currency === null;
  const pick = useCallback((row: InvoiceRow) => setChosen((was) => toggle(was, row)), []);
  const full = pages.rows.length > 0 && chosen.size >= Math.min(MOST_AT_ONCE, pages.rows.length);
  async function chooseAll(): Promise<void> {
    if (full) return setChosen(NONE);
    let rows: readonly InvoiceRow[] = pages.rows;
    for (let after: string | null = null, more = pages.hasMore; more && rows.length < MOST_AT_ONCE; ) {
      const page: Page<InvoiceRow> = await invoicePage({ q, after, limit: LARGEST_PAGE, filters });
      rows = after === null ? page.rows : [...rows, ...page.rows];
      after = page.next;
      more = after !== null;
    }
    setChosen(new Map(rows.slice(0, MOST_AT_ONCE).map((row) => [row.id, row])));
  }
  const choose = useRef(chooseAll);
  useEffect(() => {
    choose.current = chooseAll;
  });
  const all = useMemo(() => ({ on: full, toggle: () => void choose.current().catch(() => undefined) }), [full]); // the list itself says what is wrong
  const columns = useIssuedColumns({ shown: body.shown, today, mixed, currency: body.currency ?? pages.rows[0]?.currency ?? '', chosen, pick, all });
  useShortcut('mod+d', () => {
    const row = [...chosen.values()][0] ?? current.current;
    if (row) void duplicate(row.id, today);
  });
  useShortcut('mod+a', all.toggle, { inFields: false });
  const onCurrent = useCallback((row: InvoiceRow | null) => {
    current.current = row;
  }, []);
  const filtered = !isWide({ ...body, q });
  const clear = () => {
    setText('');
    onBody({ ...EVERYTHING, shown: body.shown });
  };
  const changed = view !== null && !sameView(view.body, { ...body, q });
  return (
    <>
      <Filters
        body={body} text={text} onText={setText} onChange={(patch) => onBody({ ...body, ...patch })} currencies={sums.map((sum) => sum.currency)} standing={!overdue} onDown={() => table.current?.focus()}
      >
        <span className={classes.order}>
          <ColumnMenu shown={body.shown} onChange={(shown) => onBody({ ...body, shown })} />
          {maySave && !overdue && (filtered || view !== null || !sameView({ ...EVERYTHING, shown: body.shown }, EVERYTHING)) && (
            <Button kind={changed ? 'plain' : 'quiet'} aria-expanded={saving} icon={<IconBookmark size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setSaving(!saving)}>{t(view === null ? 'invoices.keepView' : 'invoices.changeView')}</Button>
          )}
        </span>
      </Filters>
      {saving && (
        <ViewSaver
          key={view?.version ?? 0} view={view} body={{ ...body, q }} onClose={() => setSaving(false)}
          onSaved={(id) => { setSaving(false); onView(id); }} onRemoved={() => { setSaving(false); onView(null); }}
        />
      )}
      {pages.error && <Problem alert>{sentence(pages.error)}</Problem>}
      <section className={`card ${classes.table}`}>
        <VirtualTable
          ref={table} label={label} rows={pages.rows} columns={columns} rowKey={(row) => row.id} chosen={new Set(chosen.keys())}
          onOpen={(row) => go({ screen: 'invoice', id: row.id })} onChoose={pick} onCurrent={onCurrent} hasMore={pages.hasMore} loading={pages.loading} stale={text.trim() !== q || !pages.fresh} onMore={pages.more}
          total={filtered || counts === null ? null : overdue ? counts.overdue : counts.all}
          empty={pages.ready && <NoInvoices filtered={filtered} overdue={overdue} onClear={clear} />}
        />
        {batch ? <BatchBar onOpen={(id) => go({ screen: 'invoice', id })} /> : chosen.size > 0 ? <IssuedBar chosen={chosen} today={today} onNone={() => setChosen(NONE)} /> : <Foot rows={pages.rows.length} hasMore={pages.hasMore} counts={filtered || overdue ? null : counts} ask={{ q, filters }} />}
      </section>
    </>
  );
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
