// A proposal in words: how sure it is, and why. Pure; the list and the panel of bank lines call it.
import type { BankProposal } from '../../contract/bank.ts';
import { t } from '../i18n/index.ts';
import type { ChipKind } from '../ui/Chip.tsx';

export type Sureness = 'sure' | 'likely' | 'maybe' | 'weak';
const KINDS: Readonly<Record<Sureness, ChipKind>> = { sure: 'paid', likely: 'open', maybe: 'due', weak: 'draft' };

export function surenessOf(confidence: number): Sureness {
  if (confidence >= 85) return 'sure';
  if (confidence >= 65) return 'likely';
  return confidence >= 40 ? 'maybe' : 'weak';
}

export function chipOf(confidence: number): { kind: ChipKind; words: string } {
  const sureness = surenessOf(confidence);
  return { kind: KINDS[sureness], words: t(`bank.sureness.${sureness}`, { percent: confidence }) };
}

/** "INV-2026-0017", "INV-2026-0017 and 2 more". */
export function partsText({ parts, others: shares }: Pick<BankProposal, 'parts' | 'others'>): string {
  const [first, ...others] = [parts, ...shares.map((share) => share.parts)].flat();
  if (first === undefined) return t('bank.onlyCredit');
  return others.length === 0 ? first.number : t('bank.andMore', { number: first.number, count: others.length });
}

/** The reasons, the telling ones first as main gives them. */
export function reasonTexts({ reasons }: Pick<BankProposal, 'reasons'>): { text: string; against: boolean }[] {
  return reasons.map(({ code, number = '', count = 0 }) => ({ text: t(`bank.reason.${code}`, { number, count }), against: code === 'others-alike' || code === 'other-payer' || code === 'customers' }));
}
