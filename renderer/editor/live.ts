// What the draft would say if it were issued now: the page's snapshot, an amount for every line, and everything to mend or to know. Editor components read it through useLive.
import { exponentOf } from '../../domain/currency.ts';
import { overDiscountLimit } from '../../domain/discountLimit.ts';
import { type Draft, isBlankLine } from '../../domain/draft.ts';
import { DomainError } from '../../domain/error.ts';
import { lineGross } from '../../domain/line.ts';
import { findCardNumber } from '../../domain/pan.ts';
import { type LineOrigin, headingsOf } from '../../domain/draftSources.ts';
import { type Snapshot, buildSnapshot, documentLanguage } from '../../domain/snapshot.ts';
import { taxDueOn } from '../../domain/taxDue.ts';
import { limitsNow } from '../app/may.ts';
import { decimalText } from '../ui/amountText.ts';
import { depositLabel } from '../../paper/depositLabel.ts';
import { type EditorDoc, type EditorLine, keptLines, toBody } from './draftDoc.ts';
import type { EditorContext, EditorState, Refused } from './editorState.ts';
import { cellId, type FieldId, fieldOf, orderOf } from './fields.ts';
import { workedOutDue } from './termsOf.ts';

/** A way out that one click takes. */
export interface Fix {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly apply: (doc: EditorDoc) => EditorDoc;
}
/** problem: red, blocks. missing: blocks, but is only red once Issue was tried. hint: amber, never blocks. */
export interface Note {
  readonly field: FieldId;
  readonly level: 'problem' | 'missing' | 'hint';
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly fix?: Fix;
}
export interface Live {
  readonly snapshot: Snapshot;
  /** What stands in the amount column, by line key; absent for lines that count for nothing yet. */
  readonly amounts: ReadonlyMap<number, number>;
  /** Where an invoice over several documents names them, by the key of the line below. */
  readonly over: ReadonlyMap<number, LineOrigin | 'rest'>;
  /** In reading order, `missing` already raised to `problem` where Issue was tried. */
  readonly notes: readonly Note[];
  /** Same as notes, by field. */
  readonly byField: ReadonlyMap<FieldId, readonly Note[]>;
  readonly byLine: ReadonlyMap<number, readonly Note[]>;
  /** What the rules warn of, also what is not shown while writing: issuing asks about it. */
  readonly warnings: readonly Refused[];
}

const NO_NOTES: readonly Note[] = [];
const MISSING: ReadonlySet<string> = new Set(['BUYER_MISSING', 'LINES_MISSING', 'DESCRIPTION_MISSING', 'QUANTITY_MISSING', 'PRICE_MISSING', 'PERCENT_MISSING', 'ADJUSTMENT', 'RATE_MISSING']);
/** Findings that would only be noise while writing. */
const QUIET: ReadonlySet<string> = new Set(['ADJUSTMENT_REASON_MISSING']);

/** Notes that stand under one field. */
export function notesOf(live: Live, field: FieldId): readonly Note[] {
  return live.byField.get(field) ?? NO_NOTES;
}

/** Notes of all cells of a line, shown in one row under it. */
export function lineNotesOf(live: Live, key: number): readonly Note[] {
  return live.byLine.get(key) ?? NO_NOTES;
}

/** What stops issuing, first one first. */
export function blockingOf(live: Live): readonly Note[] {
  return live.notes.filter((note) => note.level !== 'hint');
}

/** The notes that are shown at their fields: what is only missing is not, until Issue was tried. */
function shown(notes: readonly Note[]): Note[] {
  return notes.filter((note) => note.level !== 'missing');
}

const cache = new WeakMap<EditorDoc, { state: EditorState; live: Live }>();

/** Worked out once for each state of the draft and its surroundings. */
export function liveOf(state: EditorState): Live {
  const doc = state.history.now;
  const known = cache.get(doc);
  const old = known?.state;
  if (known && old && old.context === state.context && old.refused === state.refused && old.tried === state.tried && old.number === state.number && old.lastIssued === state.lastIssued && old.closedThrough === state.closedThrough) return known.live;
  const live = work(doc, state);
  cache.set(doc, { state, live });
  return live;
}

function work(doc: EditorDoc, state: EditorState): Live {
  const { context } = state;
  const body = toBody(doc);
  const customer = doc.customerId === null ? null : context.customer;
  const lang = documentLanguage(body, customer, context.business);
  const deposits = context.deposits.map((snapshot) => ({ snapshot, label: depositLabel(snapshot, lang) }));
  const built = buildSnapshot({
    draft: body, customer, business: context.business, taxRates: context.taxes, number: state.number, lastIssuedDate: state.lastIssued, closedThrough: state.closedThrough,
    origins: context.sources, deposits, taxDue: taxDueOn(context.taxDue, doc.issueDate),
  });
  const amounts = new Map<number, number>();
  keptLines(doc).filter((line) => !isBlankLine(line)).forEach((line, i) => {
    const entered = built.snapshot.lines[i]?.entered;
    if (entered !== undefined) amounts.set(line.key, entered);
  });
  const unread = unreadNotes(doc);
  const taken = new Set(unread.map((note) => note.field));
  const rules = [...built.problems, ...overLimit(body, built.snapshot, context), ...state.refused]
    .filter(({ code }) => !QUIET.has(code))
    .map((problem) => ruleNote(problem, doc, context, state))
    .filter((note) => !taken.has(note.field));
  const all = distinct([...unread, ...rules, ...cardNotes(doc), ...hints(doc, context, built.snapshot)]);
  const notes = all
    .map((note) => (note.level === 'missing' && state.tried ? { ...note, level: 'problem' as const } : note))
    .sort((a, b) => orderOf(a.field, doc) - orderOf(b.field, doc));
  return { snapshot: built.snapshot, amounts, over: overLines(doc, built.snapshot), notes, byField: groupBy(shown(notes), (note) => note.field), byLine: groupBy(shown(notes), lineKeyOf), warnings: built.problems.filter(({ severity }) => severity === 'warning').map((problem) => ({ ...problem, params: problem.params ?? {} })) };
}

/** What stands over a line here as it does on the page: the first that comes from another document, or from none of them. */
function overLines(doc: EditorDoc, { origins = [], lines }: Snapshot): Live['over'] {
  const headings = headingsOf(origins, lines.length);
  const kept = keptLines(doc).filter((line) => !isBlankLine(line));
  return new Map(kept.flatMap(({ key }, i) => (headings[i] == null ? [] : [[key, headings[i]] as const])));
}

/** More is taken off than the role of whoever is in allows: main refuses it, so it is said while writing. */
function overLimit(body: Draft, snapshot: Snapshot, context: EditorContext): Refused[] {
  const limit = limitsNow().discountPercent;
  if (limit === undefined) return [];
  const places = body.lines.flatMap((line, i) => (isBlankLine(line) ? [] : [i]));
  const lines = snapshot.lines.map((line) => ({ ...line, listed: listedGross(line, snapshot.currency, context, (body.sources ?? []).length > 0) }));
  return overDiscountLimit({ lines, adjustments: snapshot.adjustments }, limit, places).map(({ path }) => ({ path, code: 'DISCOUNT_OVER_LIMIT', params: { limit: decimalText(limit) }, severity: 'error' as const }));
}

/** At the item's price; null without one, in another currency, and for what another document had agreed, which only main looks up. */
function listedGross(line: Snapshot['lines'][number], currency: string, { items, business }: EditorContext, agreed: boolean): number | null {
  const item = line.itemId === null || agreed ? undefined : items.get(line.itemId);
  return item === undefined || (item.currency ?? business.currency) !== currency ? null : lineGross(line.quantity, item.price, '1', exponentOf(currency));
}

function lineKeyOf({ field }: Note): number | null {
  const [kind, key] = field.split(':');
  return kind === 'line' ? Number(key) : null;
}

function groupBy<K>(notes: readonly Note[], keyOf: (note: Note) => K | null): Map<K, readonly Note[]> {
  const groups = new Map<K, readonly Note[]>();
  for (const note of notes) {
    const key = keyOf(note);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), note]);
  }
  return groups;
}

function distinct(notes: readonly Note[]): Note[] {
  const seen = new Set<string>();
  return notes.filter(({ field, code }) => {
    const key = `${field} ${code}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Texts that stand in a number's place. */
function unreadNotes(doc: EditorDoc): Note[] {
  const lines = doc.lines.flatMap((line) =>
    (['quantity', 'unitPrice', 'discount'] as const).flatMap((cell): Note[] => {
      const text = line.typed[cell];
      return text === undefined || text.trim() === '' ? [] : [{ field: cellId(line.key, cell), level: 'problem', code: `UNREAD_${cell}`, params: { text } }];
    }),
  );
  const adjustments = doc.adjustments.flatMap((a): Note[] => (a.typed ? [{ field: `adjustment:${a.key}`, level: 'problem', code: 'UNREAD_discount', params: { text: a.typed } }] : []));
  return [...lines, ...adjustments];
}

interface Found {
  readonly path: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly params?: Readonly<Record<string, string | number>>;
}

function ruleNote(found: Found, doc: EditorDoc, context: EditorContext, state: EditorState): Note {
  const field = fieldOf(found.path, doc);
  const level = found.severity === 'warning' ? 'hint' : MISSING.has(found.code) ? 'missing' : 'problem';
  const fix = fixFor(found.code, doc, context, state);
  return { field, level, code: found.code, params: found.params ?? {}, ...(fix && { fix }) };
}

function fixFor(code: string, doc: EditorDoc, context: EditorContext, state: EditorState): Fix | null {
  if (code === 'DUE_BEFORE_ISSUE') {
    const date = workedOutDue(doc, context);
    return date !== null && date >= doc.issueDate ? { code: 'useDate', params: { date }, apply: (d) => ({ ...d, dueDate: null }) } : null;
  }
  if (code === 'PERIOD_CLOSED') return { code: 'useDate', params: { date: context.today }, apply: (d) => ({ ...d, issueDate: context.today }) };
  if (code === 'BACKDATED' && state.lastIssued !== null) {
    const date = state.lastIssued > context.today ? state.lastIssued : context.today;
    return { code: 'useDate', params: { date }, apply: (d) => ({ ...d, issueDate: date }) };
  }
  return null;
}

/** Card numbers: main stores no free text with one. */
function cardNotes(doc: EditorDoc): Note[] {
  const red = (field: FieldId, text: string): Note[] => (findCardNumber(text) ? [{ field, level: 'problem', code: 'CARD_NUMBER', params: {} }] : []);
  return [
    ...red('subject', doc.subject), ...red('reference', doc.reference), ...red('note', doc.note),
    ...doc.lines.flatMap((line) => [...red(cellId(line.key, 'item'), line.description), ...red(cellId(line.key, 'detail'), line.detail)]),
    ...doc.adjustments.flatMap((a) => red(`adjustment:${a.key}`, a.reason)),
  ];
}

function hints(doc: EditorDoc, context: EditorContext, snapshot: Snapshot): Note[] {
  const found: Note[] = [];
  const customer = doc.customerId === null ? null : context.customer;
  const theirs = customer?.currency ?? context.business.currency;
  if (customer && theirs !== doc.currency && customer.currency !== null) {
    found.push({ field: 'currency', level: 'hint', code: 'CUSTOMER_CURRENCY', params: { currency: theirs }, fix: { code: 'useCurrency', params: { currency: theirs }, apply: (d) => ({ ...d, currency: theirs, rate: '' }) } });
  }
  if (customer?.archived) found.push({ field: 'customer', level: 'hint', code: 'CUSTOMER_ARCHIVED', params: {} });
  keptLines(doc).filter((line) => !isBlankLine(line)).forEach((line, i) => found.push(...itemHints(line, snapshot.lines[i]?.net, doc, context)));
  return found;
}

/** Sold below cost, or an item whose price is in another currency. */
function itemHints(line: EditorLine, net: number | undefined, doc: EditorDoc, context: EditorContext): Note[] {
  const item = line.itemId === null ? undefined : context.items.get(line.itemId);
  if (!item) return [];
  const currency = item.currency ?? context.business.currency;
  const field = cellId(line.key, 'unitPrice');
  if (currency !== doc.currency) return line.unitPrice === '' ? [{ field, level: 'hint', code: 'PRICE_CURRENCY', params: { currency, price: item.price } }] : [];
  if (item.cost === null || net === undefined || line.unitPrice === '' || line.quantity.startsWith('-')) return [];
  try {
    const cost = lineGross(line.quantity, item.cost, line.per, exponentOf(currency));
    return cost > net ? [{ field, level: 'hint', code: 'BELOW_COST', params: { currency, cost: item.cost } }] : [];
  } catch (failure) {
    if (failure instanceof DomainError) return []; // a number that cannot be read is named at its own cell
    throw failure;
  }
}
