// The foot of the invoice list: what it adds up to, or what can be done with the chosen ones. IssuedList.tsx shows it.
import { IconCopy, IconDownload, IconFileTypeCsv, IconPrinter, IconX } from '@tabler/icons-react';
import type { Output } from '../../contract/index.ts';
import type { InvoiceRow } from '../../contract/invoices.ts';
import { api, call } from '../app/api.ts';
import { useMay } from '../app/may.ts';
import { go } from '../app/navigate.ts';
import { runBatch } from '../batch/batchStore.ts';
import { useT } from '../i18n/index.ts';
import { codeMoneyText, countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { ChosenBar } from '../ui/ChosenBar.tsx';
import { ActButtons } from './ActButtons.tsx';
import { duplicate, printInvoice, savePdf } from './acts.ts';
import { type Chosen, sumsOf } from './choose.ts';
import { ISSUED_ACTS } from './listActs.tsx';
import type { ListFilters } from './listView.ts';
import classes from './invoices.module.css';

export function IssuedBar({ chosen, today, onNone }: { chosen: Chosen<InvoiceRow>; today: string; onNone: () => void }) {
  const t = useT();
  const rows = [...chosen.values()];
  const [only, ...others] = rows;
  const one = others.length === 0 ? only : undefined;
  return (
    <ChosenBar label={t('invoices.chosen', { count: chosen.size })}>
      <span className="m" role="status">{t('invoices.chosen', { count: chosen.size })}</span>
      <span className={`num q2 ${classes.sums}`}>{sumsOf(rows).map((sum) => <span key={sum.currency}>{codeMoneyText(sum.amount, sum.currency)}</span>)}</span>
      <span className="grow" />
      {one && (
        <>
          <Button onClick={() => go({ screen: 'invoice', id: one.id })}>{t('common.open')}</Button>
          <Button icon={<IconPrinter size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void printInvoice(one.id, one.number)}>{t('invoices.print')}</Button>
          <Button icon={<IconDownload size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void savePdf(one.id, one.number)}>{t('invoices.savePdf')}</Button>
          <Button icon={<IconCopy size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void duplicate(one.id, today)}>{t('invoices.duplicate')}</Button>
        </>
      )}
      <ActButtons acts={ISSUED_ACTS} rows={rows} nameOf={(row) => row.number} onDone={() => undefined} />
      <Button kind="quiet" iconOnly aria-label={t('invoices.chooseNone')} icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={onNone} />
    </ChosenBar>
  );
}

interface FootProps {
  rows: number;
  hasMore: boolean;
  counts: Output<'invoices.counts'> | null;
  /** What the list asked for: the same is exported. */
  ask: { q: string; filters: ListFilters };
}

export function Foot({ rows, hasMore, counts, ask }: FootProps) {
  const t = useT();
  const mayExport = useMay('list.export');
  const total = counts === null ? rows : counts.all - counts.creditNotes;
  return (
    <div className={classes.foot}>
      <span role="status">{t(counts === null && hasMore ? 'invoices.countMore' : 'invoices.count', { count: total, n: countText(total) })}</span>
      {counts !== null && counts.creditNotes > 0 && <span>{t('invoices.noteCount', { count: counts.creditNotes, n: countText(counts.creditNotes) })}</span>}
      <span className="grow" />
      {counts !== null && counts.sums.length > 0 && (
        <>
          <span>{t('invoices.invoicedSoFar')}</span>
          <span className={`num m ${classes.sums}`}>{counts.sums.map((sum) => <span key={sum.currency}>{codeMoneyText(sum.amount, sum.currency)}</span>)}</span>
        </>
      )}
      {rows > 0 && mayExport && (
        <button type="button" className={`link ${classes.exportLink}`} onClick={() => void runBatch('csv', [], (_ids, job) => call(api().batch.csv({ ids: null, ...ask, job })))}>
          <IconFileTypeCsv size={14} stroke={1.75} aria-hidden="true" /> {t('invoices.exportList')}
        </button>
      )}
    </div>
  );
}
