// Everything the palette can do besides finding: screens and acts, by name. Pure list; Palette.tsx draws and runs it.
import { type Icon, IconBell, IconBuildingBank, IconCalculator, IconCash, IconChartBar, IconDeviceFloppy, IconDownload, IconFileDescription, IconFileText, IconHome, IconKey, IconListDetails, IconLock, IconMail, IconPackageExport, IconPlus, IconRepeat, IconSettings, IconShieldCheck, IconShieldHalf, IconTag, IconUser, IconUsers } from '@tabler/icons-react';
import { backUpNow, drillNow } from '../backup/backupStore.ts';
import { foldForSearch } from '../../domain/text.ts';
import { go, type Route } from '../app/navigate.ts';
import { newDocument, newInvoice } from '../app/newInvoice.ts';
import { recordPayment } from '../app/recordPayment.ts';
import { mayOpenNow } from '../app/reach.ts';
import { lockNow } from '../app/session.ts';
import { t } from '../i18n/index.ts';

export interface Command {
  id: string;
  icon: Icon;
  words: string;
  keys?: string;
  /** Where it leads: not offered to who cannot use that screen. */
  route?: Route;
  run: () => void;
}

function to(id: string, icon: Icon, route: Route): Command {
  return { id, icon, words: t(`palette.${id}`), route, run: () => go(route) };
}

const KINDS = { newQuote: 'quote', newOrder: 'order-confirmation', newDelivery: 'delivery-note', newProForma: 'pro-forma', newDeposit: 'deposit-invoice' } as const;

/** Acts first, then places; what the person cannot use is not among them. */
export function allCommands(): Command[] {
  const all: Command[] = [
    { id: 'newInvoice', icon: IconPlus, words: t('palette.newInvoice'), keys: 'mod+n', route: { screen: 'editor' }, run: newInvoice },
    { id: 'recordPayment', icon: IconCash, words: t('palette.recordPayment'), route: { screen: 'recordPayment' }, run: recordPayment },
    ...(['newQuote', 'newOrder', 'newDelivery', 'newProForma', 'newDeposit'] as const).map((id): Command => ({ id, icon: IconPlus, words: t(`palette.${id}`), route: { screen: 'editor' }, run: () => newDocument(KINDS[id]) })),
    to('newRecurring', IconRepeat, { screen: 'editor', recurring: 'new' }),
    { id: 'backUp', icon: IconDeviceFloppy, words: t('palette.backUp'), keys: 'mod+b', route: { screen: 'backups' }, run: () => void backUpNow() },
    { id: 'drill', icon: IconDeviceFloppy, words: t('palette.drill'), route: { screen: 'backups' }, run: () => void drillNow() },
    { id: 'lock', icon: IconLock, words: t('palette.lock'), keys: 'mod+l', run: () => void lockNow() },
    to('importCustomers', IconDownload, { screen: 'import', kind: 'customers' }),
    to('datev', IconCalculator, { screen: 'settings', tab: 'accountant' }),
    to('completeExport', IconPackageExport, { screen: 'settings', tab: 'data' }),
    to('importItems', IconDownload, { screen: 'import', kind: 'items' }),
    to('importDocuments', IconDownload, { screen: 'import', kind: 'documents' }),
    to('importPayments', IconDownload, { screen: 'import', kind: 'payments' }),
    to('home', IconHome, { screen: 'home' }),
    to('invoices', IconFileText, { screen: 'invoices' }),
    to('quotes', IconFileDescription, { screen: 'papers' }),
    to('orders', IconFileDescription, { screen: 'papers', tab: 'order-confirmation' }),
    to('deliveries', IconFileDescription, { screen: 'papers', tab: 'delivery-note' }),
    to('proFormas', IconFileDescription, { screen: 'papers', tab: 'pro-forma' }),
    to('drafts', IconFileText, { screen: 'invoices', tab: 'drafts' }),
    to('overdue', IconFileText, { screen: 'invoices', tab: 'overdue' }),
    to('payments', IconCash, { screen: 'payments' }),
    to('reminders', IconMail, { screen: 'reminders' }),
    to('reminderLevels', IconSettings, { screen: 'settings', tab: 'reminders' }),
    to('recurring', IconRepeat, { screen: 'recurring' }),
    to('bankLines', IconBuildingBank, { screen: 'bank' }),
    to('customers', IconUsers, { screen: 'customers' }),
    to('items', IconTag, { screen: 'items' }),
    to('reports', IconChartBar, { screen: 'reports' }),
    to('taxReport', IconChartBar, { screen: 'report', report: 'tax' }),
    to('backups', IconDeviceFloppy, { screen: 'backups' }),
    to('backupPlace', IconDeviceFloppy, { screen: 'backups', add: true }),
    to('approvals', IconShieldHalf, { screen: 'approvals' }),
    to('alerts', IconBell, { screen: 'alerts' }),
    to('watched', IconSettings, { screen: 'settings', tab: 'alerts' }),
    to('log', IconListDetails, { screen: 'log' }),
    to('security', IconShieldCheck, { screen: 'security' }),
    to('changePin', IconKey, { screen: 'security' }),
    to('settings', IconSettings, { screen: 'settings' }),
    to('bank', IconSettings, { screen: 'settings', tab: 'bank' }),
    to('logo', IconSettings, { screen: 'settings', tab: 'logo' }),
    to('taxes', IconSettings, { screen: 'settings', tab: 'taxes' }),
    to('numbers', IconSettings, { screen: 'settings', tab: 'numbers' }),
    to('rates', IconSettings, { screen: 'settings', tab: 'rates' }),
    to('closing', IconSettings, { screen: 'settings', tab: 'closing' }),
    to('appearance', IconSettings, { screen: 'settings', tab: 'appearance' }),
    to('people', IconUsers, { screen: 'settings', tab: 'people' }),
    to('roles', IconUsers, { screen: 'settings', tab: 'roles' }),
    to('profile', IconUser, { screen: 'settings', tab: 'profile' }),
    { id: 'switchPerson', icon: IconLock, words: t('people.me.switch'), run: () => void lockNow() },
  ];
  return all.filter(({ route }) => route === undefined || mayOpenNow(route));
}

/** Commands whose every typed word begins one of theirs. */
export function matchCommands(commands: readonly Command[], query: string): Command[] {
  const typed = foldForSearch(query).split(/\s+/).filter((word) => word !== '');
  return commands.filter((command) => {
    const words = foldForSearch(command.words).split(/\s+/);
    return typed.every((part) => words.some((word) => word.startsWith(part)));
  });
}
