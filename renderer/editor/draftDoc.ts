// The draft as the editor holds it: the wire's body plus stable keys and half-typed texts. Pure; only the editor calls it.
import type { ItemRow } from '../../contract/customers.ts';
import { isBlankLine } from '../../domain/draft.ts';
import type { DraftAdjustment, DraftBody, DraftLine } from '../../contract/invoices.ts';

/** Cells whose text may not (yet) be a value. */
export type TypedCell = 'quantity' | 'unitPrice' | 'discount';

export interface EditorLine extends DraftLine {
  /** Stable within one editor, for React and for problems; never stored. */
  readonly key: number;
  /** What stands in a cell that cannot be read as a number; the value beside it is then empty. */
  readonly typed: Readonly<Partial<Record<TypedCell, string>>>;
}
export interface EditorAdjustment extends DraftAdjustment {
  readonly key: number;
  readonly typed: string | null;
}
export interface EditorDoc extends Omit<DraftBody, 'lines' | 'adjustments'> {
  /** Always ends with one empty line to type into. */
  readonly lines: readonly EditorLine[];
  readonly adjustments: readonly EditorAdjustment[];
}

let lastKey = 0;
/** A key no other line or adjustment of this window has. */
export function newKey(): number {
  lastKey += 1;
  return lastKey;
}

/** A line nobody typed into yet. */
export function emptyLine(): EditorLine {
  return { key: newKey(), typed: {}, itemId: null, description: '', detail: '', quantity: '', unit: '', unitPrice: '', per: '1', adjustments: [], taxIds: [] };
}

/** True while a line holds nothing worth keeping. Taxes and a quantity of one do not count: they are preset. */
export function isEmptyLine(line: EditorLine): boolean {
  return isBlankLine(line) && line.unit === '' && (line.quantity === '' || line.quantity === '1') && Object.values(line.typed).every((text) => text === '');
}

function withTail(lines: readonly EditorLine[]): readonly EditorLine[] {
  const last = lines.at(-1);
  return last && isEmptyLine(last) ? lines : [...lines, emptyLine()];
}

/** From what is stored. */
export function fromBody(body: DraftBody): EditorDoc {
  return {
    ...body,
    lines: withTail(body.lines.map((line) => ({ ...line, key: newKey(), typed: {} }))),
    adjustments: body.adjustments.map((a) => ({ ...a, key: newKey(), typed: null })),
  };
}

/** Lines that count, in order: what `lines.N` in a problem's path refers to. */
export function keptLines(doc: EditorDoc): readonly EditorLine[] {
  return doc.lines.filter((line) => !isEmptyLine(line));
}

/** To what is stored: empty lines and half-typed texts stay behind. */
export function toBody(doc: EditorDoc): DraftBody {
  return {
    ...doc,
    lines: keptLines(doc).map(({ key: _key, typed: _typed, ...line }) => line),
    adjustments: doc.adjustments.map(({ key: _key, typed: _typed, ...a }) => a),
  };
}

/** Words typed into the item cell. The first letter on an empty line also presets one piece and the usual taxes. */
export function setDescription(doc: EditorDoc, key: number, description: string, defaultTaxes: readonly string[]): EditorDoc {
  const line = doc.lines.find((l) => l.key === key);
  if (!line) return doc;
  const preset = isEmptyLine(line) ? { quantity: '1', taxIds: [...defaultTaxes] } : {};
  return patchLine(doc, key, { ...preset, description, itemId: description === '' ? null : line.itemId });
}

/** Changes one line; an edit of the last, empty line adds a new empty one after it. */
export function patchLine(doc: EditorDoc, key: number, patch: Partial<Omit<EditorLine, 'key'>>): EditorDoc {
  return { ...doc, lines: withTail(doc.lines.map((line) => (line.key === key ? { ...line, ...patch } : line))) };
}

/** Sets a cell that holds a number: a value that could be read, or the text that could not. */
export function setTyped(doc: EditorDoc, key: number, cell: TypedCell, patch: Partial<DraftLine>, unread: string | null): EditorDoc {
  const line = doc.lines.find((l) => l.key === key);
  if (!line) return doc;
  const { [cell]: _old, ...rest } = line.typed;
  return patchLine(doc, key, { ...patch, typed: unread === null ? rest : { ...rest, [cell]: unread } });
}

/** What a line takes over from an item: name, unit, price (only in the item's own currency), taxes, and one piece unless a quantity stands there already. */
export function takeItem(line: EditorLine, item: ItemRow, docCurrency: string, baseCurrency: string, defaultTaxes: readonly string[]): EditorLine {
  const samePrice = (item.currency ?? baseCurrency) === docCurrency;
  return {
    ...line,
    itemId: item.id, description: item.name, detail: item.description, unit: item.unit,
    quantity: line.quantity === '' ? '1' : line.quantity,
    unitPrice: samePrice ? item.price : '', per: '1',
    taxIds: item.taxIds.length > 0 ? item.taxIds : [...defaultTaxes],
    typed: {},
  };
}

/** Puts a line one place up or down; the empty last line stays where it is. */
export function moveLine(doc: EditorDoc, key: number, by: -1 | 1): EditorDoc {
  const from = doc.lines.findIndex((line) => line.key === key);
  const to = from + by;
  const movable = doc.lines.length - 1;
  const line = doc.lines[from];
  if (!line || to < 0 || from >= movable || to >= movable) return doc;
  const lines = doc.lines.filter((l) => l.key !== key);
  lines.splice(to, 0, line);
  return { ...doc, lines };
}

/** Takes a line out. */
export function removeLine(doc: EditorDoc, key: number): EditorDoc {
  return { ...doc, lines: withTail(doc.lines.filter((line) => line.key !== key)) };
}

/** Puts whole lines in place of the (empty) line at `key`, or after it when it is not empty. */
export function insertLines(doc: EditorDoc, key: number, added: readonly EditorLine[]): EditorDoc {
  const at = doc.lines.findIndex((line) => line.key === key);
  const here = doc.lines[at];
  if (!here) return doc;
  const before = isEmptyLine(here) ? doc.lines.slice(0, at) : doc.lines.slice(0, at + 1);
  return { ...doc, lines: withTail([...before, ...added, ...doc.lines.slice(at + 1)]) };
}

/** Adds a discount or charge on the whole invoice. */
export function addAdjustment(doc: EditorDoc, kind: 'allowance' | 'charge'): EditorDoc {
  return {
    ...doc,
    adjustments: [...doc.adjustments, { key: newKey(), typed: '', kind, percent: null, amount: null, reason: '', taxIds: null, afterTax: false }],
  };
}

/** Changes one discount or charge on the whole invoice. */
export function patchAdjustment(doc: EditorDoc, key: number, patch: Partial<Omit<EditorAdjustment, 'key'>>): EditorDoc {
  return { ...doc, adjustments: doc.adjustments.map((a) => (a.key === key ? { ...a, ...patch } : a)) };
}

/** Takes one discount or charge out. */
export function removeAdjustment(doc: EditorDoc, key: number): EditorDoc {
  return { ...doc, adjustments: doc.adjustments.filter((a) => a.key !== key) };
}
