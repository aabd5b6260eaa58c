// Which screens a person can use: what main would refuse is not offered in the rail, the palette and the settings. One table for all three.
import type { Limits, Permission } from '../../domain/roles.ts';
import type { Route, SettingsTab } from './navigate.ts';
import { useLimits, usePermissions } from './may.ts';
import { useSession } from './session.ts';

const SCREENS: Partial<Record<Route['screen'], Permission>> = {
  bank: 'bank.read', reports: 'report.read', report: 'report.read', log: 'audit.read', backups: 'backup.run', alerts: 'alert.read', import: 'import.run', editor: 'draft.write', recordPayment: 'payment.write',
};
/** Of everybody's work: closed to people who see only their own. */
const WIDE: readonly Route['screen'][] = ['payments', 'payment', 'recurring', 'recurringOne', 'reminders'];
const TABS: Partial<Record<SettingsTab, Permission>> = {
  business: 'business.write', bank: 'business.write', logo: 'business.write', money: 'business.write', taxes: 'business.write', numbers: 'business.write', reminders: 'business.write',
  closing: 'report.read', rates: 'business.read', alerts: 'alert.read', imports: 'import.run', data: 'export.run', accountant: 'export.run', people: 'user.manage', roles: 'role.manage',
};

export function mayOpen(route: Route, permissions: readonly Permission[], limits: Limits): boolean {
  if (limits.ownDocumentsOnly === true && (WIDE.includes(route.screen) || (route.screen === 'editor' && route.recurring !== undefined))) return false;
  const needed = route.screen === 'settings' && route.tab !== undefined ? TABS[route.tab] : SCREENS[route.screen];
  return needed === undefined || permissions.includes(needed);
}

/** The same for whoever is in, inside a component. */
export function useMayOpen(): (route: Route) => boolean {
  const permissions = usePermissions();
  const limits = useLimits();
  return (route) => mayOpen(route, permissions, limits);
}

/** And outside one. */
export function mayOpenNow(route: Route): boolean {
  const user = useSession.getState().state?.user ?? null;
  return user !== null && mayOpen(route, user.permissions, user.limits);
}
