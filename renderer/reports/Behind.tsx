// The documents behind one row of a report, newest first, page by page; each opens. Only Report.tsx shows it.
import { useEffect, useMemo, useRef, useState } from 'react';
import { IconFileSearch } from '@tabler/icons-react';
import type { ReportAsk, ReportColumn, ReportDocuments } from '../../contract/reports.ts';
import { isNumeric } from '../../paper/reportText.ts';
import { api, call } from '../app/api.ts';
import { go } from '../app/navigate.ts';
import { usePages } from '../app/usePages.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Chip } from '../ui/Chip.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { type Column, VirtualTable, type VirtualTableHandle } from '../ui/VirtualTable.tsx';
import { CellView, columnWord } from './ReportTables.tsx';
import { newJob } from './useReport.ts';
import classes from './reports.module.css';

type Behind = ReportDocuments['rows'][number];
const PAGE = 100;
const WIDTHS: Readonly<Record<ReportColumn['kind'], string>> = { day: '112px', text: 'minmax(120px, 1fr)', amount: '160px', count: '90px', quantity: '110px', rate: '90px', span: '120px' };

export function Behind({ ask, drill, name }: { ask: ReportAsk; drill: string; name: string }) {
  const t = useT();
  const table = useRef<VirtualTableHandle>(null);
  const [shape, setShape] = useState<Pick<ReportDocuments, 'columns' | 'currency'>>({ columns: [], currency: null });
  const pages = usePages<Behind>(async (after) => {
    const page = await call(api().reports.documents({ ask, drill, after, limit: PAGE, job: newJob() }));
    if (after === null) setShape({ columns: page.columns, currency: page.currency });
    return page;
  }, `${drill} ${JSON.stringify(ask)}`);
  useEffect(() => {
    if (pages.ready) table.current?.focus();
  }, [pages.ready]);
  const columns = useMemo(
    (): Column<Behind>[] => shape.columns.map((column, i) => ({
      id: column.id, header: columnWord(column, shape.currency), width: column.id === 'number' ? '150px' : WIDTHS[column.kind], numeric: isNumeric(column),
      cell: (row) => (
        <>
          <CellView cell={row.cells[i]} column={column} currency={shape.currency} />
          {column.id === 'number' && row.kind === 'credit-note' && <> <Chip kind="credit">{t('invoices.status.note')}</Chip></>}
          {column.id === 'number' && row.kind === 'discount' && <> <span className="tag">{t('reports.discount')}</span></>}
        </>
      ),
    })),
    [shape, t],
  );
  return (
    <section className={`card ${classes.behind}`}>
      {pages.error && <Problem alert>{sentence(pages.error)}</Problem>}
      <VirtualTable
        ref={table} label={t('reports.documentsOf', { name })} rows={pages.rows} columns={columns} rowKey={(row) => row.key} onOpen={(row) => row.id !== null && go({ screen: row.kind === 'payment' ? 'payment' : 'invoice', id: row.id })}
        hasMore={pages.hasMore} loading={pages.loading} onMore={pages.more} empty={pages.ready && <Empty icon={IconFileSearch} title={t('reports.noDocuments')} />}
      />
    </section>
  );
}
