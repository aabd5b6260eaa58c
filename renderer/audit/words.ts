// The log in plain words: what was done, which field, what value, and where a thing is opened. Pure; the screen of the log and the history of a document use it.
import type { AuditRow, AuditValue } from '../../contract/audit.ts';
import { AUDIT_ACTIONS, type AuditAction } from '../../contract/auditActions.ts';
import { formatDay } from '../../domain/date.ts';
import { langOf } from '../../domain/lang.ts';
import { actionWord, fieldWord, valueWord } from '../../paper/auditWords.ts';
import { todayLocal } from '../app/clock.ts';
import type { Route } from '../app/navigate.ts';
import { language, t } from '../i18n/index.ts';
import { countText } from '../ui/amountText.ts';

export const GROUPS = ['access', 'documents', 'drafts', 'money', 'reminders', 'customers', 'items', 'settings', 'files', 'safety'] as const;
export type Group = (typeof GROUPS)[number];

/** By the first part of an action's name; single ones that belong elsewhere stand before. */
const ONE: Readonly<Record<string, Group>> = { 'payment.settings': 'settings', 'reminder.settings': 'settings', 'backup.settings': 'settings', 'security.idle': 'settings', 'audit.export': 'files', 'business.import': 'files' };
const FIRST: Readonly<Record<string, Group>> = {
  session: 'access', pin: 'access', totp: 'access', recovery: 'access', kit: 'access', user: 'access', role: 'access', approval: 'access',
  invoice: 'documents', document: 'documents', draft: 'drafts', payment: 'money', bank: 'money', recurring: 'reminders', reminder: 'reminders', customer: 'customers', item: 'items',
  business: 'settings', settings: 'settings', series: 'settings', period: 'settings', view: 'settings', import: 'files', export: 'files', backup: 'files',
};

/** What is nowhere else concerns the safety of the books themselves. */
export function groupOf(action: string): Group {
  return ONE[action] ?? FIRST[action.slice(0, action.indexOf('.'))] ?? 'safety';
}

export function actionsOfGroup(group: Group): AuditAction[] {
  return AUDIT_ACTIONS.filter((action) => groupOf(action) === group);
}

export function actionText(action: string): string {
  return actionWord(langOf(language()), action);
}

/** "Anna", "Billfold itself" */
export function personText({ id, name }: { id: string; name: string }): string {
  return name !== '' ? name : t(id === 'system' ? 'audit.system' : 'audit.unknownPerson');
}

export function fieldText(field: string): string {
  return fieldWord(langOf(language()), field);
}

export function valueText(value: AuditValue): string {
  return valueWord(langOf(language()), value);
}

/** "…ab12 cd34": long hashes are looked at, not read. */
export function isHash(value: AuditValue): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

/** Where the thing of a record is shown, if it has a place and still is there. */
export function routeOf({ entity, entityId, about }: Pick<AuditRow, 'entity' | 'entityId' | 'about'>): Route | null {
  if (entity === 'business') return { screen: 'settings', tab: 'business' };
  if (entityId === null || about === '') return null;
  switch (entity) {
    case 'invoice':
    case 'document': return { screen: 'invoice', id: entityId };
    case 'customer': return { screen: 'customer', id: entityId };
    case 'item': return { screen: 'items', id: entityId };
    case 'payment': return { screen: 'payment', id: entityId };
    case 'recurring': return { screen: 'recurringOne', id: entityId };
    case 'tax': return { screen: 'settings', tab: 'taxes' };
    case 'series': return { screen: 'settings', tab: 'numbers' };
    default: return null;
  }
}

export function recordText(seq: number): string {
  return t('audit.recordName', { n: countText(seq) });
}

/** "22 Nov 2026 14:03:07", in the computer's own time zone: evidence names the second. */
export function stampText(instant: string, locale: string): string {
  const then = new Date(instant);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${formatDay(todayLocal(then), locale)} ${two(then.getHours())}:${two(then.getMinutes())}:${two(then.getSeconds())}`;
}
