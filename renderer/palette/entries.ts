// What the palette lists for a query: found things and commands, in groups, each with what Enter and Ctrl+Enter do. Pure but for the words.
import { IconFileText, IconPencil, IconPlus, IconTag, IconUser, type Icon } from '@tabler/icons-react';
import type { FindResult } from '../../contract/invoices.ts';
import { formatDay } from '../../domain/date.ts';
import { go, type Route } from '../app/navigate.ts';
import { makeStore } from '../app/stores.ts';
import { language, t } from '../i18n/index.ts';
import { moneyText } from '../ui/amountText.ts';
import type { Command } from './commands.ts';

export interface Entry {
  id: string;
  icon: Icon;
  title: string;
  /** Quieter, after the title. */
  detail: string;
  /** At the end of the row. */
  end: string;
  keys?: string | undefined;
  run: () => void;
  /** Ctrl+Enter: a new invoice for it. */
  invoice?: (() => void) | undefined;
  /** Things are remembered as recent; commands are not. */
  thing: boolean;
}
export interface Group {
  title: string;
  entries: Entry[];
}

interface Recent {
  id: string;
  kind: 'customer' | 'item' | 'invoice' | 'draft';
  title: string;
  detail: string;
  route: Route;
}
const REMEMBERED = 6;
const ICONS: Record<Recent['kind'], Icon> = { customer: IconUser, item: IconTag, invoice: IconFileText, draft: IconPencil };

/** What was opened from the palette since the books were opened, newest first. Gone with the lock. */
export const useRecent = makeStore<{ list: Recent[] }>(() => ({ list: [] }));

function remember(recent: Recent): void {
  useRecent.setState(({ list }) => ({ list: [recent, ...list.filter((one) => one.id !== recent.id)].slice(0, REMEMBERED) }));
}

function thing(recent: Recent, end: string, customerId?: string): Entry {
  return {
    id: recent.id, icon: ICONS[recent.kind], title: recent.title, detail: recent.detail, end, thing: true,
    run: () => { remember(recent); go(recent.route); },
    invoice: customerId === undefined ? undefined : () => go({ screen: 'editor', customerId }),
  };
}

/** The things main found, in the order it gave them (newest first). */
export function foundGroups(found: FindResult): Group[] {
  const customers = found.customers.map((c) => thing({ id: c.id, kind: 'customer', title: c.name, detail: c.city, route: { screen: 'customer', id: c.id } }, '', c.id));
  const invoices = found.invoices.map((i) => thing({ id: i.id, kind: 'invoice', title: i.number, detail: [i.title === 'invoice' ? '' : t(`kinds.${i.title}.one`), i.customer, i.subject].filter((x) => x !== '').join(', '), route: { screen: 'invoice', id: i.id } }, `${formatDay(i.issueDate, language())}   ${moneyText(i.total, i.currency)}`, i.customerId));
  const drafts = found.drafts.map((d) => thing({ id: d.id, kind: 'draft', title: d.subject === '' ? t('palette.draft') : d.subject, detail: d.customer, route: { screen: 'editor', draftId: d.id } }, d.total === null ? '' : moneyText(d.total, d.currency)));
  const items = found.items.map((i) => thing({ id: i.id, kind: 'item', title: i.name, detail: i.code, route: { screen: 'items', id: i.id } }, ''));
  return [
    { title: t('palette.group.customers'), entries: customers },
    { title: t('palette.group.documents'), entries: [...invoices, ...drafts] },
    { title: t('palette.group.items'), entries: items },
  ];
}

/** The acts for what was found first: an invoice for this customer. */
export function actsFor(found: FindResult): Entry[] {
  const customer = found.customers[0];
  if (!customer) return [];
  const run = () => go({ screen: 'editor', customerId: customer.id });
  return [{ id: `new-${customer.id}`, icon: IconPlus, title: t('palette.newInvoice'), detail: t('palette.for', { name: customer.name }), end: '', run, thing: false }];
}

export function commandEntries(commands: readonly Command[]): Entry[] {
  return commands.map((c) => ({ id: c.id, icon: c.icon, title: c.words, detail: '', end: '', keys: c.keys, run: c.run, thing: false }));
}

export function recentEntries(list: readonly Recent[]): Entry[] {
  return list.map((recent) => thing(recent, '', recent.kind === 'customer' ? recent.id : undefined));
}

/** "Kea|ne Family": the parts of a text, those that begin with a typed word marked. */
export function markParts(text: string, query: string): { text: string; hit: boolean }[] {
  const words = query.toLowerCase().split(/\s+/).filter((w) => w !== '');
  const lower = text.toLowerCase();
  // Folding may change lengths (ß, İ): then nothing is marked rather than the wrong letters.
  if (words.length === 0 || lower.length !== text.length) return [{ text, hit: false }];
  const starts = words.map((word) => ({ at: lower.search(new RegExp(`(?<![\\p{L}\\p{N}])${escape(word)}`, 'u')), length: word.length })).filter((hit) => hit.at >= 0).toSorted((a, b) => a.at - b.at);
  const parts: { text: string; hit: boolean }[] = [];
  let from = 0;
  for (const { at, length } of starts) {
    if (at < from) continue;
    parts.push({ text: text.slice(from, at), hit: false }, { text: text.slice(at, at + length), hit: true });
    from = at + length;
  }
  parts.push({ text: text.slice(from), hit: false });
  return parts.filter((part) => part.text !== '');
}

function escape(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
