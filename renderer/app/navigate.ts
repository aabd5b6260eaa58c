// Which screen is shown, and the way back. Any screen may call go() and back(); what is typed is saved before the screen changes.
import type { ImportKind } from '../../contract/imports.ts';
import type { ReportAsk, ReportName } from '../../contract/reports.ts';
import type { DraftKind, PaperKind } from '../../domain/lifecycle.ts';
import { hasSavers, saveAll } from './leave.ts';
import { makeStore } from './stores.ts';
import { dropKeys, keepKeys } from './typeAhead.ts';

export type SettingsTab = 'business' | 'bank' | 'logo' | 'money' | 'taxes' | 'numbers' | 'reminders' | 'closing' | 'rates' | 'imports' | 'data' | 'accountant' | 'appearance' | 'alerts' | 'people' | 'roles' | 'profile';
export type Route =
  | { screen: 'home' }
  | { screen: 'invoices'; tab?: 'all' | 'overdue' | 'drafts' }
  | { screen: 'invoice'; id: string }
  | { screen: 'papers'; tab?: PaperKind }
  | { screen: 'editor'; draftId?: string; customerId?: string; kind?: DraftKind; /** The draft is to become this recurring invoice's template, or that of a new one. */ recurring?: string }
  | { screen: 'recurring'; tab?: 'due' | 'all' }
  | { screen: 'recurringOne'; id: string }
  | { screen: 'reminders'; tab?: 'due' | 'sent' }
  | { screen: 'payments' }
  | { screen: 'bank' }
  | { screen: 'payment'; id: string }
  | { screen: 'recordPayment'; customerId?: string; documentId?: string }
  | { screen: 'customers' }
  | { screen: 'customer'; id: string }
  | { screen: 'items'; id?: string }
  | { screen: 'import'; kind: ImportKind }
  | { screen: 'reports' }
  | { screen: 'report'; report: ReportName; ask?: ReportAsk; behind?: { drill: string; name: string } }
  | { screen: 'settings'; tab?: SettingsTab }
  | { screen: 'restore' }
  | { screen: 'backups'; /** Begins with choosing a place. */ add?: boolean }
  | { screen: 'approvals' }
  | { screen: 'alerts' }
  | { screen: 'log'; /** Only what is on record about this thing. */ entityId?: string; about?: string; /** Typed into its search at first: '#65' is one record. */ find?: string }
  | { screen: 'security' };

interface RouteState {
  route: Route;
  past: Route[];
}

const HOME: Route = { screen: 'home' };
/** Enough to walk back through a morning's work. */
const DEPTH = 50;

export const useRoute = makeStore<RouteState>(() => ({ route: HOME, past: [] }));

function arrive(route: Route): void {
  useRoute.setState(({ route: here, past }) => ({ route, past: [...past, here].slice(-DEPTH) }));
}

/** Shows another screen, after saving what is typed. When saving fails the screen stays and says why itself. */
export function go(route: Route): void {
  // The next key already belongs to the first field, even while that is still coming.
  if (route.screen === 'editor') keepKeys();
  else dropKeys();
  afterSaving(() => arrive(route));
}

/** Changes the route of the screen that is already shown (a new draft got its id, a tab was chosen): nothing is saved, back() skips it. */
export function replaceRoute(route: Route): void {
  useRoute.setState({ route });
}

/** One screen back; from the first one, home. */
export function back(): void {
  afterSaving(() => {
    useRoute.setState(({ past }) => ({ route: past.at(-1) ?? HOME, past: past.slice(0, -1) }));
  });
}

function afterSaving(then: () => void): void {
  if (!hasSavers()) {
    then();
    return;
  }
  void saveAll().then((saved) => {
    if (saved) then();
    else dropKeys();
  });
}

/** The customer on screen, if any: Ctrl+N starts an invoice for it. */
export function customerOnScreen(route: Route): string | undefined {
  return route.screen === 'customer' ? route.id : undefined;
}
