// One row of a file as one customer or item: cells read, then held against the very schemas of the wall. Called by plan.ts only.
import { customers, items, type CustomerInput, type ItemInput } from '../../contract/customers.ts';
import type { ImportKind, ImportMapping } from '../../contract/imports.ts';
import { foldForSearch } from '../../domain/text.ts';
import { formatDec, isDec, parseDec } from '../../domain/decimal.ts';
import { fieldsOf } from './fields.ts';
import { readCountry, readCurrency, readFlag, readLanguage, readPrice, readTerms, type Read } from './values.ts';

export interface RowProblem {
  row: number;
  column: string;
  code: string;
  value: string;
}
export interface Checked<T> {
  row: number;
  fields: T;
  archived: boolean;
}
export type CheckedRow<T> = { ok: true; checked: Checked<T> } | { ok: false; problems: RowProblem[] };
export type CustomerRowFields = Omit<CustomerInput, 'id' | 'version'>;
export type ItemRowFields = Omit<ItemInput, 'id' | 'version'>;

/** A tax of the business as an item's row may name it. */
export interface NamedTax {
  id: string;
  name: string;
  rate: string;
  isDefault: boolean;
}

const SHOWN = 80;

/** Reads the cells of one row by field, collecting what is wrong with each. */
interface Cells {
  text(field: string): string;
  value<T>(field: string, read: (cell: string) => Read<T>, otherwise: T): T;
  fail(field: string, code: string): void;
}

export type CheckRow<T> = (cells: readonly string[], row: number) => CheckedRow<T>;

/** The checker of a file's rows for this mapping. */
export function customerRows(headers: readonly string[], mapping: ImportMapping): CheckRow<CustomerRowFields> {
  return rowChecker('customers', headers, mapping, (cells) =>
    customers['customers.save'].input.safeParse({
      ...texts(cells, [
        'code',
        'name',
        'contact',
        'email',
        'phone',
        'street',
        'street2',
        'city',
        'region',
        'postcode',
        'vatId',
        'taxNumber',
        'notes',
      ]),
      country: cells.value('country', readCountry, ''),
      currency: cells.value('currency', readCurrency, null),
      language: cells.value('language', readLanguage, null),
      terms: cells.value('terms', readTerms, null),
    }),
  );
}

/** A row without a tax column gets the business's default taxes. */
export function itemRows(headers: readonly string[], mapping: ImportMapping, taxes: readonly NamedTax[]): CheckRow<ItemRowFields> {
  const price = (cell: string) => readPrice(cell, mapping.numbers);
  const usual = taxes.filter((tax) => tax.isDefault).map((tax) => tax.id);
  return rowChecker('items', headers, mapping, (cells) =>
    items['items.save'].input.safeParse({
      ...texts(cells, ['code', 'name', 'description', 'unit']),
      price: cells.value('price', price, null) ?? '0',
      cost: cells.value('cost', price, null),
      currency: cells.value('currency', readCurrency, null),
      taxIds: cells.value('tax', (cell) => readTax(cell, taxes, mapping.numbers), null) ?? usual,
    }),
  );
}

function texts(cells: Cells, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field, cells.text(field)]));
}

/** '23', '23 %' or the tax's own name. null for an empty cell. */
export function readTax(cell: string, taxes: readonly NamedTax[], numbers: ImportMapping['numbers']): Read<string[] | null> {
  const typed = foldForSearch(cell);
  if (typed === '') return { ok: true, value: null };
  const named = taxes.find((tax) => foldForSearch(tax.name) === typed);
  if (named !== undefined) return { ok: true, value: [named.id] };
  const percent = readPrice(cell.replace('%', ''), numbers);
  const wanted = percent.ok && percent.value !== null && isDec(percent.value) ? formatDec(parseDec(percent.value)) : null;
  const matching = taxes.filter((tax) => tax.rate === wanted);
  const best = matching.find((tax) => tax.isDefault) ?? matching[0];
  return best === undefined ? { ok: false, code: 'TAX_UNKNOWN' } : { ok: true, value: [best.id] };
}

type Parsed<T> =
  | { success: true; data: T }
  | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string; code: string }[] } };

function rowChecker<T>(
  kind: ImportKind,
  headers: readonly string[],
  mapping: ImportMapping,
  parse: (cells: Cells) => Parsed<T>,
): CheckRow<T> {
  const columnOf = new Map(fieldsOf(kind).map((field) => [field, mapping.columns.indexOf(field)]));
  return (cells, row) => {
    const problems: RowProblem[] = [];
    const cellOf = (field: string) => cells[columnOf.get(field) ?? -1] ?? '';
    const fail = (field: string, code: string) => {
      if (problems.some((problem) => problem.column === nameOf(field, headers, columnOf) && problem.code !== 'TOO_MANY_CELLS')) return;
      problems.push({ row, column: nameOf(field, headers, columnOf), code, value: shown(cellOf(field)) });
    };
    const reader: Cells = {
      text: cellOf,
      fail,
      value: (field, read, otherwise) => {
        const result = read(cellOf(field));
        if (result.ok) return result.value;
        fail(field, result.code);
        return otherwise;
      },
    };
    if (cells.slice(headers.length).some((cell) => cell.trim() !== ''))
      problems.push({ row, column: '', code: 'TOO_MANY_CELLS', value: shown(cells[headers.length] ?? '') });
    const archived = reader.value('archived', readFlag, false);
    const parsed = parse(reader);
    if (!parsed.success) for (const issue of parsed.error.issues) fail(String(issue.path[0] ?? ''), codeOf(issue));
    return parsed.success && problems.length === 0
      ? { ok: true, checked: { row, fields: parsed.data, archived } }
      : { ok: false, problems };
  };
}

/** Our own schemas say their codes; what zod says by itself is about length or form. */
function codeOf({ message, code }: { message: string; code: string }): string {
  if (/^[A-Z_]+$/.test(message)) return message;
  return code === 'too_big' ? 'TOO_LONG' : 'FORM';
}

function nameOf(field: string, headers: readonly string[], columnOf: ReadonlyMap<string, number>): string {
  return shown(headers[columnOf.get(field) ?? -1] ?? field);
}

/** A card number is not repeated in the report of where it was found. */
export function shown(cell: string): string {
  return cell
    .replace(/\d(?=(?:\D{0,2}\d){4})/g, (digit, at: number, whole: string) => (whole.replace(/\D/g, '').length >= 13 ? '*' : digit))
    .slice(0, SHOWN);
}
