// What an alert says in words: its title, what happened with its figures, and where its thing can be opened. Used by the alert screen and home.
import type { AlertRowWire } from '../../contract/alerts.ts';
import { formatDay } from '../../domain/date.ts';
import type { Route } from '../app/navigate.ts';
import { language, t } from '../i18n/index.ts';

export function titleOf({ rule }: Pick<AlertRowWire, 'rule'>): string {
  return t(`alerts.name.${rule}`);
}

export function whoOf({ who }: Pick<AlertRowWire, 'who'>): string {
  return who ?? t('alerts.somebody');
}

/** Kinds of one rule that have a sentence of their own. */
const SPECIAL: Readonly<Record<string, 'bulkExportComplete' | 'newKeysKit'>> = { 'bulkExport:complete': 'bulkExportComplete', 'newKeys:kit': 'newKeysKit' };

/** One sentence with the figures; days are written the language's way. */
export function sentenceOf(alert: AlertRowWire): string {
  const facts = Object.fromEntries(alert.facts.map(({ name, value }) => [name, name === 'day' && typeof value === 'string' ? formatDay(value, language()) : value]));
  return t(`alerts.says.${SPECIAL[`${alert.rule}:${facts['what'] ?? ''}`] ?? alert.rule}`, { ...facts, who: whoOf(alert) });
}

const SECURITY_RULES: ReadonlySet<AlertRowWire['rule']> = new Set(['chainBroken', 'newKeys', 'failedLogins', 'unusualHour', 'clockBack', 'clockAhead']);

/** Where to look: the document, the payment, the customer, or the settings that were changed. */
export function placeOfAlert({ rule, target }: AlertRowWire): { words: string; route: Route } | null {
  if (target?.kind === 'document' && target.id !== null) return { words: target.label === '' ? t('alerts.showDocument') : t('alerts.openIt', { label: target.label }), route: { screen: 'invoice', id: target.id } };
  if (target?.kind === 'payment' && target.id !== null && rule !== 'manyVoids' && rule !== 'refundAccount') return { words: t('alerts.showPayment'), route: { screen: 'payment', id: target.id } };
  if (rule === 'manyVoids' || rule === 'refundAccount') return { words: t('alerts.showPayment'), route: { screen: 'payments' } };
  if (target?.kind === 'customer' && target.id !== null) return { words: t('alerts.showCustomer'), route: { screen: 'customer', id: target.id } };
  if (rule === 'bankDetails') return { words: t('alerts.showSettings'), route: { screen: 'settings', tab: 'bank' } };
  if (rule === 'numberGap') return { words: t('alerts.showSettings'), route: { screen: 'settings', tab: 'numbers' } };
  if (rule === 'watchLowered') return { words: t('alerts.showSettings'), route: { screen: 'settings', tab: 'alerts' } };
  if (rule === 'roleRaised') return { words: t('alerts.showPeople'), route: { screen: 'settings', tab: target?.kind === 'role' ? 'roles' : 'people' } };
  if (rule === 'newcomerDecides') return { words: t('alerts.showApprovals'), route: { screen: 'approvals' } };
  if (rule === 'backupOff' || rule === 'backupOverdue') return { words: t('alerts.showBackups'), route: { screen: 'backups' } };
  if (SECURITY_RULES.has(rule)) return { words: t('alerts.showSecurity'), route: { screen: 'security' } };
  return null;
}
