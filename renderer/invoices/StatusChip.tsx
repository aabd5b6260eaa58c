// The status of an issued document as a chip. Lists, the document and the customer's page use it.
import type { InvoiceRow } from '../../contract/invoices.ts';
import { useT } from '../i18n/index.ts';
import { Chip } from '../ui/Chip.tsx';
import { statusOf } from './status.ts';

type Standing = Pick<InvoiceRow, 'kind' | 'credited' | 'dueDate' | 'status'>;

/** One chip: that an invoice is late matters more than that a part of it was credited or paid. */
export function StatusChip({ of, today }: { of: Standing; today: string }) {
  const t = useT();
  if (of.kind === 'credit-note') return <Chip kind="credit">{t('invoices.status.note')}</Chip>;
  if (of.credited === 'full') return <Chip kind="credit">{t('invoices.status.credited')}</Chip>;
  if (of.status === 'credited') return <Chip kind="credit">{t('invoices.status.credited')}</Chip>;
  if (of.status === 'paid') return <Chip kind="paid">{t('invoices.status.paid')}</Chip>;
  if (of.status === 'written-off') return <Chip kind="void">{t('invoices.status.writtenOff')}</Chip>;
  const { kind, days } = statusOf(of.dueDate, today);
  if (of.status === 'partial' && kind === 'open') return <PartChip of={of} />;
  return <Chip kind={kind}>{t(`invoices.status.${kind}`, { count: days })}</Chip>;
}

/** The second chip of an invoice that is due or late and was paid or credited in part. */
export function PartChipBeside({ of, today }: { of: Standing; today: string }) {
  return of.kind !== 'credit-note' && of.status === 'partial' && statusOf(of.dueDate, today).kind !== 'open' ? <PartChip of={of} /> : null;
}

function PartChip({ of }: { of: Standing }) {
  const t = useT();
  return <Chip kind="part">{t(of.credited === 'part' ? 'invoices.status.part' : 'invoices.status.partPaid')}</Chip>;
}
