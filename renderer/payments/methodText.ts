// A way of paying in words: "Card, Visa ••4242", "Transfer, ref". Lists and pages of payments call it.
import type { MethodDetailsWire } from '../../contract/payments.ts';
import type { useT } from '../i18n/index.ts';

export function methodText(t: ReturnType<typeof useT>, { method, reference, brand, last4 }: MethodDetailsWire): string {
  const card = method === 'card' && brand !== null ? `${t(`payments.brands.${brand}`)}${last4 === '' ? '' : ` ••${last4}`}` : '';
  return [t(`payments.methods.${method}`), card, reference].filter((part) => part !== '').join(', ');
}
