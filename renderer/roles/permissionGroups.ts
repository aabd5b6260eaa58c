// The permissions in groups as people think of them, each with words in i18n/*/people.ts (a test holds both whole). Read by the role screens and the profile.
import { EVERYBODY, OWNER_ONLY, type Permission } from '../../domain/roles.ts';

/** What can be given and taken; what everybody may is said in one sentence instead. */
export const GROUPS: Readonly<Record<string, readonly Permission[]>> = {
  sell: ['customer.write', 'item.write', 'item.cost', 'draft.write', 'invoice.issue', 'invoice.credit', 'invoice.printMany', 'document.answer', 'document.aside', 'recurring.write', 'reminder.send', 'view.write'],
  money: ['payment.write', 'payment.undo', 'bank.read', 'bank.write'],
  figures: ['report.read', 'list.export', 'export.run', 'period.close', 'period.reopen', 'rate.write'],
  business: ['business.write', 'import.run', 'customer.erase'],
  safety: ['audit.read', 'audit.export', 'alert.read', 'alert.acknowledge', 'alert.manage', 'approval.decide', 'backup.run', 'backup.manage'],
};
/** Shown, never given. */
export const OWNERS: readonly Permission[] = OWNER_ONLY;

export const GIVABLE: readonly Permission[] = Object.values(GROUPS).flat();

/** Of a list, without what everybody may anyway. */
export function given(permissions: readonly Permission[]): Permission[] {
  return permissions.filter((permission) => !EVERYBODY.includes(permission));
}
