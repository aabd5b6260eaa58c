// What a role is called, what it is for and how far it reaches, in words. Used by the people, role and profile screens.
import { isRole, type Limits } from '../../domain/roles.ts';
import { t } from '../i18n/index.ts';
import { decimalText, moneyText } from '../ui/amountText.ts';

/** The program's roles by their words, the business's own by the name they were given. */
export function roleName(role: string, own: string | null): string {
  return isRole(role) ? t(`people.roleName.${role}`) : (own ?? role);
}

/** One sentence; an own role is described by what it may do, not here. */
export function roleText(role: string): string {
  return isRole(role) ? t(`people.roleText.${role}`) : t('people.roles.own');
}

/** "discount up to 10 %, own documents only"; null where nothing is limited. */
export function limitsText(limits: Limits, currency: string): string | null {
  const parts = [
    ...(limits.discountPercent === undefined ? [] : [t('people.roles.shortDiscount', { n: decimalText(limits.discountPercent) })]),
    ...(limits.creditNoteMinor === undefined ? [] : [t('people.roles.shortCredit', { amount: moneyText(limits.creditNoteMinor, currency) })]),
    ...(limits.ownDocumentsOnly === true ? [t('people.roles.shortOwn')] : []),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}
