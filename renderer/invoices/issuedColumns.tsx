// The columns of the invoice list, each by its name in a saved view. Numbers stand in line; a currency is named only where there are several.
import { useMemo } from 'react';
import type { InvoiceRow } from '../../contract/invoices.ts';
import type { ListColumn } from '../../contract/views.ts';
import { formatDay } from '../../domain/date.ts';
import { language, useT } from '../i18n/index.ts';
import { Amount } from '../ui/Amount.tsx';
import type { Column } from '../ui/VirtualTable.tsx';
import type { Chosen } from './choose.ts';
import { statusOf } from './status.ts';
import { StatusChip } from './StatusChip.tsx';
import { Tick } from './Tick.tsx';

interface ColumnNeeds {
  shown: readonly ListColumn[];
  today: string;
  mixed: boolean;
  currency: string;
  chosen: Chosen<InvoiceRow>;
  pick: (row: InvoiceRow) => void;
  /** All rows of the list, or none any more. */
  all: { on: boolean; toggle: () => void };
}

type Words = ReturnType<typeof useT>;

function columnOf(id: ListColumn, t: Words, { today, mixed, currency }: Pick<ColumnNeeds, 'today' | 'mixed' | 'currency'>): Column<InvoiceRow> {
  const late = (row: InvoiceRow) => ({ late: 'stop', due: 'warn', open: 'q2' })[row.open <= 0 ? 'open' : statusOf(row.dueDate, today).kind];
  const show = mixed ? 'code' : 'none';
  const day = (date: string | null) => (date === null ? '–' : formatDay(date, language()));
  const money = (column: 'total' | 'open') => (mixed ? t(`invoices.column.${column}`) : t(`invoices.${column}In`, { currency }));
  switch (id) {
    case 'status': return { id, header: t('invoices.statusHead'), width: '142px', cell: (row) => <StatusChip of={row} today={today} /> };
    case 'number': return { id, header: t('invoices.number'), width: '136px', cell: (row) => <span className="m">{row.number}</span> };
    case 'customer': return { id, header: t('invoices.customer'), width: 'minmax(140px, 1fr)', cell: (row) => row.customer };
    case 'subject': return { id, header: t('invoices.what'), width: 'minmax(120px, 1.2fr)', cell: (row) => <span className="q2">{row.subject}</span> };
    case 'date': return { id, header: t('invoices.date'), width: '112px', cell: (row) => <span className="num q2">{day(row.issueDate)}</span> };
    case 'due': return { id, header: t('invoices.payBy'), width: '112px', cell: (row) => <span className={`num ${late(row)}`}>{day(row.dueDate)}</span> };
    case 'currency': return { id, header: t('invoices.currency'), width: '84px', cell: (row) => <span className="q2">{row.currency}</span> };
    case 'kind': return { id, header: t('invoices.column.kind'), width: '152px', cell: (row) => <span className="q2">{t(`kinds.${row.title}.one`)}</span> };
    case 'open': return { id, header: money('open'), width: mixed ? '184px' : '140px', numeric: true, cell: (row) => <Amount minor={row.open} currency={row.currency} show={show} /> };
    case 'total': return { id, header: money('total'), width: mixed ? '184px' : '140px', numeric: true, cell: (row) => <Amount minor={row.total} currency={row.currency} show={show} /> };
  }
}

export function useIssuedColumns(needs: ColumnNeeds): Column<InvoiceRow>[] {
  const t = useT();
  const { shown, today, mixed, currency, chosen, pick, all } = needs;
  const fixed = useMemo(() => shown.map((id) => columnOf(id, t, { today, mixed, currency })), [t, shown, today, mixed, currency]);
  return useMemo(
    () => [
      {
        id: 'choose', header: <Tick label={t('invoices.chooseAll')} checked={all.on} onChange={all.toggle} />, width: '40px',
        cell: (row) => <Tick label={t('invoices.chooseOne', { number: row.number })} checked={chosen.has(row.id)} onChange={() => pick(row)} />,
      },
      ...fixed,
    ],
    [t, fixed, chosen, pick, all],
  );
}
