// Whether a payment is used up, has credit left, or was taken back, as a chip. Lists and the payment's page use it.
import type { PaymentRow } from '../../contract/payments.ts';
import { useT } from '../i18n/index.ts';
import { Chip } from '../ui/Chip.tsx';

export function PaymentChip({ of }: { of: Pick<PaymentRow, 'state'> }) {
  const t = useT();
  const kind = ({ applied: 'paid', credit: 'part', void: 'void' } as const)[of.state];
  return <Chip kind={kind}>{t(`payments.state.${of.state}`)}</Chip>;
}
