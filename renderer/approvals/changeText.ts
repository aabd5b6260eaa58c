// One changed field of a request in words: its name, what it was, what it would be. Used by the Approvals screen.
import type { ApprovalView } from '../../contract/approvals.ts';
import { t } from '../i18n/index.ts';
import { moneyText } from '../ui/amountText.ts';

type Change = ApprovalView['about']['changes'][number];

const BANK = ['holder', 'iban', 'bic', 'other'];

/** Numbers are amounts of the business's currency. Fields of roles keep their names; they are technical words the log uses too. */
export function changeText(kind: ApprovalView['kind'], { field, from, to }: Change, currency: string): { name: string; from: string; to: string } {
  const name = kind === 'bank' && BANK.includes(field) ? t(`settings.bank.${field}`) : kind === 'settings' ? t(`approvals.rule.${field}`) : field;
  return { name, from: valueText(from, currency), to: valueText(to, currency) };
}

function valueText(value: Change['from'], currency: string): string {
  if (value === null || value === '') return t('approvals.nothing');
  if (typeof value === 'boolean') return t(value ? 'approvals.yes' : 'approvals.no');
  return typeof value === 'number' ? moneyText(value, currency) : value;
}
