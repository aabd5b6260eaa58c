// From the template of a recurring invoice to the draft of one date: dates moved, prices of that day, period words filled in. Pure; called by the recurring service and its screens.
import { addDays, daysBetween, formatDay, formatMonth } from './date.ts';
import { type Draft, isBlankLine } from './draft.ts';
import type { Lang } from './lang.ts';
import { fillPlaceholders } from './placeholder.ts';
import { type PriceChange, type Schedule, periodOf, pricedAt } from './recurrence.ts';

/** Words in braces that stand for the occurrence: its date, its first and last day, the month and year it begins in. */
export const PERIOD_WORDS = ['date', 'from', 'to', 'month', 'year'] as const;
/** Older than this, nobody expects it any more: the owner looks first, also where invoices are issued by themselves. */
export const ALONE_DAYS = 7;
const MOST_NET_DAYS = 365;

/** What texts may hold on the wire; a filled-in text is cut there. */
const ROOM = { reference: 60, subject: 120, note: 2000, description: 200, detail: 1000 } as const;

/**
 * What is kept of a draft as the template, which is always an ordinary invoice: lines that were begun, and nothing that is true of one date or one
 * origin only. A pay-by date becomes the days it lay after the invoice date; a rate of exchange is asked for anew each time (T35).
 */
export function templateOf(draft: Draft): Draft {
  const days = draft.dueDate === null ? null : daysBetween(draft.issueDate, draft.dueDate);
  const terms = days !== null && days >= 0 && days <= MOST_NET_DAYS ? { kind: 'net' as const, days } : draft.terms;
  const { kind: _kind, part: _part, validUntil: _validUntil, source: _source, deposits: _deposits, ...kept } = draft;
  const lines = draft.lines.filter((line) => !isBlankLine(line)).map(({ sourceLine: _sourceLine, ...line }) => line);
  return { ...kept, dueDate: null, terms, rate: '', lines };
}

/** The draft of one occurrence: its own date, a supply date as far from it as in the template, the prices of that day (T62, T65). */
export function bodyAt(template: Draft, schedule: Schedule, index: number, prices: readonly PriceChange[], lang: Lang): Draft {
  const { from, to } = periodOf(schedule, index);
  const fill = filler(from, to, lang);
  const { supplyDate, issueDate } = template;
  return {
    ...template,
    issueDate: from,
    supplyDate: supplyDate === null ? null : addDays(from, daysBetween(issueDate, supplyDate)),
    reference: fill(template.reference, ROOM.reference),
    subject: fill(template.subject, ROOM.subject),
    note: fill(template.note, ROOM.note),
    lines: pricedAt(template.lines, prices, from).map((line) => ({
      ...line,
      description: fill(line.description, ROOM.description),
      detail: fill(line.detail, ROOM.detail),
    })),
  };
}

function filler(from: string, to: string, lang: Lang): (text: string, room: number) => string {
  const values = {
    date: formatDay(from, lang),
    from: formatDay(from, lang),
    to: formatDay(to, lang),
    month: formatMonth(from, lang),
    year: from.slice(0, 4),
  };
  return (text, room) => [...fillPlaceholders(text, values)].slice(0, room).join('');
}

/** Whether what is due may be issued without a look: never after weeks off, when the owner sees the whole list first (T65). */
export function mayRunAlone(due: readonly { readonly date: string }[], today: string): boolean {
  return due.every(({ date }) => daysBetween(date, today) <= ALONE_DAYS);
}

type Named = Draft['lines'][number];
const same = (a: Named | undefined, b: Named | undefined): boolean =>
  a !== undefined && b !== undefined && a.itemId === b.itemId && a.description === b.description;

/**
 * Price changes after the lines were written anew: each follows its line to where that stands now. A change whose line is gone, or can no longer be
 * told from another, is dropped; the caller says how many.
 */
export function movedPrices(
  before: readonly Named[],
  after: readonly Named[],
  prices: readonly PriceChange[],
): { prices: PriceChange[]; dropped: number } {
  const moved = prices.flatMap((change) => {
    const old = before[change.line];
    if (same(old, after[change.line])) return [change];
    const places = after.flatMap((line, i) => (same(old, line) ? [i] : []));
    const [only] = places;
    return only !== undefined && places.length === 1 ? [{ ...change, line: only }] : [];
  });
  return { prices: moved, dropped: prices.length - moved.length };
}
