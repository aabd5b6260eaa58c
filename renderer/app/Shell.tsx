// Everything behind the login: the rail, the screen that is shown, the palette and the keys that work everywhere.
import { type Icon, IconBell, IconBuildingBank, IconCash, IconChartBar, IconDeviceFloppy, IconFileDescription, IconFileText, IconHome, IconLock, IconMail, IconRepeat, IconSettings, IconShieldCheck, IconTag, IconUsers } from '@tabler/icons-react';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { BackupBanner } from '../backup/BackupBanner.tsx';
import { backUpNow, useBackupsLive } from '../backup/backupStore.ts';
import { Leaving } from '../backup/Leaving.tsx';
import { useAlertCount, useAlerts } from '../alerts/alertStore.ts';
import { loadBooks } from '../editor/books.ts';
import { useT } from '../i18n/index.ts';
import { Palette } from '../palette/Palette.tsx';
import { openPalette } from '../palette/palette.ts';
import { Mark } from '../ui/Mark.tsx';
import { undoLast } from '../ui/toast.ts';
import { useShortcut } from '../ui/useShortcut.ts';
import { ErrorWall } from './ErrorWall.tsx';
import { useBillfoldEvent, useChanged } from './events.ts';
import { KeySheet } from './KeySheet.tsx';
import { saveAll } from './leave.ts';
import { useMay } from './may.ts';
import { back, go, type Route, useRoute } from './navigate.ts';
import { newInvoice } from './newInvoice.ts';
import { usePaperShown } from './paperShown.ts';
import { ReadOnlyBanner } from './ReadOnlyBanner.tsx';
import { useMayOpen } from './reach.ts';
import { focusScreen, nextRegion } from './regions.ts';
import { listOf } from '../imports/fields.ts';
import { StepUpDialog } from '../security/StepUpDialog.tsx';
import { screenLoader } from './screenLoader.tsx';
import { lockNow, refreshSecurity, useSession } from './session.ts';
import classes from './Shell.module.css';

const Home = screenLoader(() => import('../home/Home.tsx'));
const Settings = screenLoader(() => import('../settings/Settings.tsx'));
const Approvals = screenLoader(() => import('../approvals/Approvals.tsx'));
const Security = screenLoader(() => import('../security/Security.tsx'));
const Backups = screenLoader(() => import('../backup/Backups.tsx'));
const Restore = screenLoader(() => import('../restore/Restore.tsx'));
const Log = screenLoader(() => import('../audit/Log.tsx'));
const Editor = screenLoader(() => import('../editor/Editor.tsx'));
const Invoices = screenLoader(() => import('../invoices/Invoices.tsx'));
const Papers = screenLoader(() => import('../papers/Papers.tsx'));
const Document = screenLoader(() => import('../document/Document.tsx'));
const Payments = screenLoader(() => import('../payments/Payments.tsx'));
const Payment = screenLoader(() => import('../payments/Payment.tsx'));
const RecordPayment = screenLoader(() => import('../payments/RecordPayment.tsx'));
const Customers = screenLoader(() => import('../customers/Customers.tsx'));
const Customer = screenLoader(() => import('../customers/Customer.tsx'));
const Items = screenLoader(() => import('../items/Items.tsx'));
const Recurring = screenLoader(() => import('../recurring/Recurring.tsx'));
const Reminders = screenLoader(() => import('../reminders/Reminders.tsx'));
const RecurringOne = screenLoader(() => import('../recurring/RecurringOne.tsx'));
const Reports = screenLoader(() => import('../reports/Reports.tsx'));
const Report = screenLoader(() => import('../reports/Report.tsx'));
const Bank = screenLoader(() => import('../bank/Bank.tsx'));
const Alerts = screenLoader(() => import('../alerts/Alerts.tsx'));
const Import = screenLoader(() => import('../imports/Import.tsx'));

function screenOf(route: Route): ReactNode {
  switch (route.screen) {
    case 'home': return <Home.Screen />;
    case 'invoices': return <Invoices.Screen {...(route.tab && { tab: route.tab })} />;
    case 'papers': return <Papers.Screen {...(route.tab && { tab: route.tab })} />;
    case 'invoice': return <Document.Screen key={route.id} id={route.id} />;
    case 'editor': return <Editor.Screen {...(route.draftId && { draftId: route.draftId })} {...(route.customerId && { customerId: route.customerId })} {...(route.kind && { kind: route.kind })} {...(route.recurring && { recurring: route.recurring })} />;
    case 'recurring': return <Recurring.Screen {...(route.tab && { tab: route.tab })} />;
    case 'reminders': return <Reminders.Screen {...(route.tab && { tab: route.tab })} />;
    case 'recurringOne': return <RecurringOne.Screen key={route.id} id={route.id} />;
    case 'payments': return <Payments.Screen />;
    case 'payment': return <Payment.Screen key={route.id} id={route.id} />;
    case 'recordPayment': return <RecordPayment.Screen key={route.documentId ?? route.customerId ?? ''} {...(route.customerId && { customerId: route.customerId })} {...(route.documentId && { documentId: route.documentId })} />;
    case 'customers': return <Customers.Screen />;
    case 'customer': return <Customer.Screen key={route.id} id={route.id} />;
    case 'items': return <Items.Screen {...(route.id && { id: route.id })} />;
    case 'reports': return <Reports.Screen />;
    case 'report': return <Report.Screen key={route.report} report={route.report} {...(route.ask && { ask: route.ask })} {...(route.behind && { behind: route.behind })} />;
    case 'bank': return <Bank.Screen />;
    case 'import': return <Import.Screen key={route.kind} kind={route.kind} />;
    case 'settings': return <Settings.Screen {...(route.tab && { tab: route.tab })} />;
    case 'restore': return <Restore.Screen />;
    case 'backups': return <Backups.Screen {...(route.add === true && { add: true })} />;
    case 'approvals': return <Approvals.Screen />;
    case 'alerts': return <Alerts.Screen />;
    case 'log': return <Log.Screen key={route.entityId ?? route.find ?? ''} {...(route.entityId && { entityId: route.entityId })} {...(route.about && { about: route.about })} {...(route.find && { find: route.find })} />;
    case 'security': return <Security.Screen />;
  }
}

interface Place {
  /** A new group begins with it. */
  first?: true;
  icon: Icon;
  word: string;
  route: Route;
  /** Screens that count as being here. */
  covers: Route['screen'][];
}
/** In groups: what one writes, the money for it, with whom and of what, and what it comes to. */
const WORK: Place[] = [
  { icon: IconHome, word: 'rail.home', route: { screen: 'home' }, covers: ['home'] },
  { first: true, icon: IconFileText, word: 'rail.invoices', route: { screen: 'invoices' }, covers: ['invoices', 'invoice', 'editor'] },
  { icon: IconFileDescription, word: 'rail.papers', route: { screen: 'papers' }, covers: ['papers'] },
  { icon: IconRepeat, word: 'rail.recurring', route: { screen: 'recurring' }, covers: ['recurring', 'recurringOne'] },
  { first: true, icon: IconCash, word: 'rail.payments', route: { screen: 'payments' }, covers: ['payments', 'payment', 'recordPayment'] },
  { icon: IconBuildingBank, word: 'rail.bank', route: { screen: 'bank' }, covers: ['bank'] },
  { icon: IconMail, word: 'rail.reminders', route: { screen: 'reminders' }, covers: ['reminders'] },
  { first: true, icon: IconUsers, word: 'rail.customers', route: { screen: 'customers' }, covers: ['customers', 'customer'] },
  { icon: IconTag, word: 'rail.items', route: { screen: 'items' }, covers: ['items'] },
  { first: true, icon: IconChartBar, word: 'rail.reports', route: { screen: 'reports' }, covers: ['reports', 'report'] },
];
const CARE: Place[] = [
  { icon: IconDeviceFloppy, word: 'rail.backups', route: { screen: 'backups' }, covers: ['backups', 'restore'] },
  { icon: IconShieldCheck, word: 'rail.security', route: { screen: 'security' }, covers: ['security', 'log', 'approvals'] },
  { icon: IconSettings, word: 'rail.settings', route: { screen: 'settings' }, covers: ['settings'] },
];

/** In the rail while there is something to see to: otherwise home, find and security lead there. */
const ALERTS: Place = { icon: IconBell, word: 'rail.alerts', route: { screen: 'alerts' }, covers: ['alerts'] };

/** An import belongs to the list it fills. `paper`: a quote or what follows one is shown or written. */
function placeOf(route: Route, paper: boolean): Route['screen'] {
  if (paper && (route.screen === 'invoice' || route.screen === 'editor')) return 'papers';
  return route.screen === 'import' ? listOf(route.kind) : route.screen;
}

function RailPlace({ place, here, dot, badge }: { place: Place; here: Route['screen']; dot?: boolean; badge?: number }) {
  const t = useT();
  const on = place.covers.includes(here);
  return (
    <>
    {place.first && <span className={classes.rule} />}
    <button type="button" className={classes.place} aria-current={on ? 'page' : undefined} onClick={() => go(place.route)}>
      <place.icon size={20} stroke={1.6} aria-hidden="true" />
      {dot && <span className={classes.dot} />}
      <span>{t(place.word)}</span>
      {badge !== undefined && badge > 0 && <><span className={classes.badge} aria-hidden="true">{badge > 99 ? '99+' : badge}</span><span className="sr">{t('alerts.badge', { n: badge })}</span></>}
      {dot && <span className="sr">{t('rail.needsYou')}</span>}
    </button>
    </>
  );
}

function Rail({ here }: { here: Route['screen'] }) {
  const t = useT();
  const security = useSession((s) => s.security);
  const needsYou = security !== null && (security.chain === 'broken' || security.chain === 'rolled-back' || security.recoveryCodesLeft <= 2);
  const openAlerts = useAlerts((s) => s.count?.open ?? 0);
  const mayOpen = useMayOpen();
  return (
    <nav className={classes.rail} aria-label={t('rail.name')} data-region="rail">
      <span className={classes.mark}><Mark /></span>
      {WORK.filter(({ route }) => mayOpen(route)).map((place) => <RailPlace key={place.word} place={place} here={here} />)}
      <span className={classes.push} />
      {(openAlerts > 0 || here === 'alerts') && <RailPlace place={ALERTS} here={here} badge={openAlerts} />}
      {CARE.filter(({ route }) => mayOpen(route)).map((place) => <RailPlace key={place.word} place={place} here={here} dot={place.word === 'rail.security' && needsYou} />)}
      <button type="button" className={classes.place} onClick={() => void lockNow()} aria-keyshortcuts="Control+L">
        <IconLock size={20} stroke={1.6} aria-hidden="true" />
        <span>{t('rail.lock')}</span>
      </button>
    </nav>
  );
}

function useGlobalKeys(openKeys: () => void): void {
  useShortcut('mod+k', () => openPalette());
  useShortcut('mod+n', newInvoice);
  useShortcut('mod+l', () => void lockNow());
  useShortcut('mod+b', () => void backUpNow(), { enabled: useMay('backup.run') });
  useShortcut('mod+z', () => void undoLast(), { inFields: false });
  useShortcut('esc', back);
  useShortcut('f6', () => void nextRegion(1));
  useShortcut('shift+f6', () => void nextRegion(-1), { inFields: true });
  useShortcut('?', openKeys);
}

export function Shell() {
  const route = useRoute((s) => s.route);
  const paper = usePaperShown((s) => s.shown);
  const [keySheet, setKeySheet] = useState(false);
  useGlobalKeys(() => setKeySheet(true));
  useBillfoldEvent('locking', () => void saveAll());
  useAlertCount();
  useChanged(['security', 'invoices', 'payments', 'customers', 'items', 'business', 'drafts', 'imports'], useSoon(refreshSecurity));
  useEffect(() => void refreshSecurity(), []);
  useBackupsLive();
  useEffect(() => {
    // Ctrl+N must open within the same frame: the next key already belongs to the customer's name. Then the lists, in the order people open them.
    void (async () => {
      await Promise.all([Editor.fetch(), loadBooks()]);
      for (const screen of [Invoices, Customers, Items, Document, Customer, Payments, Payment, RecordPayment, Papers, Reports, Report]) await screen.fetch();
    })().catch(() => undefined); // not there yet: opening the screen asks again, and says so itself when that fails
  }, []);
  return (
    <div className={classes.app}>
      <Rail here={placeOf(route, paper)} />
      <div className={classes.screen}>
        <ReadOnlyBanner />
        <BackupBanner />
        <ErrorWall key={routeKey(route)}>
          <Suspense fallback={<div className={classes.coming} aria-busy="true" />}>
            {screenOf(route)}
            <Arrived key={routeKey(route)} />
          </Suspense>
        </ErrorWall>
      </div>
      <Palette />
      <Leaving />
      <StepUpDialog />
      <KeySheet open={keySheet} onClose={() => setKeySheet(false)} />
    </div>
  );
}

/** Autosave reports a change every few seconds: one look at the counters after the last of them is enough. */
function useSoon(act: () => Promise<void>): () => void {
  const [timer] = useState<{ id: ReturnType<typeof setTimeout> | undefined }>({ id: undefined });
  useEffect(() => () => clearTimeout(timer.id), [timer]);
  return () => {
    clearTimeout(timer.id);
    timer.id = setTimeout(() => void act(), 1500);
  };
}

function routeKey(route: Route): string {
  return 'id' in route && route.id !== undefined ? `${route.screen}:${route.id}` : route.screen;
}

/** Runs once a screen is there: a lazy screen has no title to focus before. */
function Arrived() {
  useEffect(() => focusScreen(), []);
  return null;
}

export default Shell;
