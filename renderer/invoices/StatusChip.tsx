// The status of an issued document as a chip. Lists, the document and the customer's page use it.
import type { InvoiceRow } from '../../contract/invoices.ts';
import { useT } from '../i18n/index.ts';
import { Chip } from '../ui/Chip.tsx';
import { statusOf } from './status.ts';

type Standing = Pick<InvoiceRow, 'kind' | 'credited' | 'dueDate'>;

/** One chip: that an invoice is late matters more than that a part of it was credited. */
export function StatusChip({ of, today }: { of: Standing; today: string }) {
  const t = useT();
  if (of.kind === 'credit-note') return <Chip kind="credit">{t('invoices.status.note')}</Chip>;
  if (of.credited === 'full') return <Chip kind="credit">{t('invoices.status.credited')}</Chip>;
  const { kind, days } = statusOf(of.dueDate, today);
  if (of.credited === 'part' && kind === 'open') return <PartChip />;
  return <Chip kind={kind}>{t(`invoices.status.${kind}`, { count: days })}</Chip>;
}

/** The second chip of an invoice that is due or late and was credited in part. */
export function CreditedChip({ of, today }: { of: Standing; today: string }) {
  return of.credited === 'part' && statusOf(of.dueDate, today).kind !== 'open' ? <PartChip /> : null;
}

function PartChip() {
  const t = useT();
  return <Chip kind="part">{t('invoices.status.part')}</Chip>;
}
