// The status of an issued invoice as a chip. Lists, the document and the customer's page use it.
import { useT } from '../i18n/index.ts';
import { Chip } from '../ui/Chip.tsx';
import { statusOf } from './status.ts';

export function StatusChip({ dueDate, today }: { dueDate: string | null; today: string }) {
  const t = useT();
  const { kind, days } = statusOf(dueDate, today);
  return <Chip kind={kind}>{t(`invoices.status.${kind}`, { count: days })}</Chip>;
}
