// What an import would do: every row checked, doubles found, nothing written. Called by main/import's jobs, inside their transaction.
import type { ImportKind, ImportMapping } from '../../contract/imports.ts';
import { pickRate } from '../../domain/taxRate.ts';
import { countCustomers, customerLives, customerWithCode } from '../repo/customers.ts';
import { countItems, itemLives, itemWithCode } from '../repo/items.ts';
import { allTaxes } from '../repo/taxes.ts';
import { sortName } from '../repo/words.ts';
import { localDate, type Ctx } from '../service/context.ts';
import { refuseField } from '../service/problems.ts';
import { countLines, readCsv } from './csv.ts';
import { type DocumentPlan, planDocuments } from './documentPlan.ts';
import { fieldsOf } from './fields.ts';
import { type JobHooks, step } from './hooks.ts';
import { type PaymentPlan, planPayments } from './paymentPlan.ts';
import {
  customerRows,
  itemRows,
  type Checked,
  type CheckRow,
  type CustomerRowFields,
  type ItemRowFields,
  type RowProblem,
} from './rows.ts';

export type { JobHooks, Progress } from './hooks.ts';

export interface Plan<T> {
  headers: readonly string[];
  rows: number;
  good: Checked<T>[];
  duplicates: Checked<T>[];
  /** How many of the duplicates carry the code of a record that is there already. */
  sameCode: number;
  bad: number;
  /** The first of them; problemCount says how many there are. */
  problems: RowProblem[];
  problemCount: number;
}
export type AnyPlan = { kind: 'customers'; plan: Plan<CustomerRowFields> } | { kind: 'items'; plan: Plan<ItemRowFields> } | { kind: 'documents'; plan: DocumentPlan } | { kind: 'payments'; plan: PaymentPlan };

const REPORTED = 200;

/** Reads and checks a whole file against the database as it is now. INVALID_INPUT for a mapping that does not fit, and every error of readCsv. */
export function planImport(ctx: Ctx, bytes: Buffer, kind: ImportKind, mapping: ImportMapping, hooks: JobHooks): AnyPlan {
  checkMapping(kind, mapping);
  const { db } = ctx;
  if (kind === 'customers') {
    const some = countCustomers(db, false) + countCustomers(db, true) > 0;
    return {
      kind,
      plan: collect(bytes, (headers) => customerRows(headers, mapping), hooks, {
        hasCode: (code) => some && customerWithCode(db, code) !== undefined,
        hasName: (f) => some && customerLives(db, f.name, f.postcode, f.code),
        key: (f) => `${sortName(f.name)}\n${f.postcode}`,
      }),
    };
  }
  if (kind === 'payments') return { kind, plan: planPayments(ctx, bytes, mapping, hooks) };
  const taxes = namedTaxes(ctx);
  if (kind === 'documents') return { kind, plan: planDocuments(ctx, bytes, mapping, taxes, hooks) };
  const some = countItems(db, false) + countItems(db, true) > 0;
  return {
    kind,
    plan: collect(bytes, (headers) => itemRows(headers, mapping, taxes), hooks, {
      hasCode: (code) => some && itemWithCode(db, code) !== undefined,
      hasName: (f) => some && itemLives(db, f.name, f.code),
      key: (f) => sortName(f.name),
    }),
  };
}

/** Every name belongs to this kind and stands once, and the name itself is among them. */
function checkMapping(kind: ImportKind, mapping: ImportMapping): void {
  const fields = new Set<string>(fieldsOf(kind));
  mapping.columns.forEach((column, i) => {
    if (column === null) return;
    if (!fields.has(column)) refuseField(`mapping.columns.${i}`, 'FIELD_UNKNOWN');
    if (mapping.columns.indexOf(column) !== i) refuseField(`mapping.columns.${i}`, 'FIELD_TWICE');
  });
  if ((kind === 'customers' || kind === 'items') && !mapping.columns.includes('name')) refuseField('mapping.columns', 'NAME_MISSING');
}

function namedTaxes(ctx: Ctx) {
  const today = localDate(ctx.clock.now());
  return allTaxes(ctx.db)
    .filter((tax) => !tax.archived)
    .flatMap((tax) => {
      const version = pickRate(tax.versions, today);
      return version === null ? [] : [{ id: tax.id, name: tax.name, rate: version.rate, isDefault: tax.isDefault }];
    });
}

/**
 * When a record counts as there already: same code; or same name (and postcode, for customers) where one of the two has no code.
 * Where both have codes and these differ, equal names are different people.
 */
interface Known<T> {
  hasCode(code: string): boolean;
  hasName(fields: T): boolean;
  key(fields: T): string;
}

function collect<T extends { code: string; name: string }>(
  bytes: Buffer,
  checker: (headers: readonly string[]) => CheckRow<T>,
  hooks: JobHooks,
  known: Known<T>,
): Plan<T> {
  const plan: Plan<T> = { headers: [], rows: 0, good: [], duplicates: [], sameCode: 0, bad: 0, problems: [], problemCount: 0 };
  const total = countLines(bytes);
  const isDouble = doublesInFile(known);
  let check: CheckRow<T> | undefined;
  const row = (cells: string[], number: number) => {
    plan.rows += 1;
    step(hooks, 'checking', plan.rows, Math.max(total, plan.rows));
    const result = check?.(cells, number);
    if (result === undefined) return;
    const verdict = result.ok ? isDouble(result.checked.fields) : null;
    if (!result.ok) report(plan, result.problems);
    else if (verdict === 'code-twice')
      report(plan, [{ row: number, column: 'code', code: 'CODE_TWICE', value: result.checked.fields.code }]);
    else if (verdict === 'new') plan.good.push(result.checked);
    else plan.duplicates.push(result.checked);
    if (verdict === 'same-code') plan.sameCode += 1;
  };
  const headers = (names: string[]) => {
    plan.headers = names;
    check = checker(names);
  };
  readCsv(bytes, { headers, row });
  return plan;
}

function report<T>(plan: Plan<T>, problems: readonly RowProblem[]): void {
  plan.bad += 1;
  plan.problemCount += problems.length;
  plan.problems.push(...problems.slice(0, REPORTED - plan.problems.length));
}

/** Remembers the rows seen so far; a code twice in one file is a mistake only a person can mend. */
function doublesInFile<T extends { code: string; name: string }>(
  known: Known<T>,
): (fields: T) => 'new' | 'double' | 'same-code' | 'code-twice' {
  const codes = new Set<string>();
  const names = new Map<string, { withoutCode: boolean }>();
  return (fields) => {
    const code = fields.code.toLowerCase();
    if (code !== '' && codes.has(code)) return 'code-twice';
    if (code !== '') codes.add(code);
    const key = known.key(fields);
    const namesake = names.get(key);
    const twin = namesake !== undefined && (code === '' || namesake.withoutCode);
    names.set(key, { withoutCode: code === '' || (namesake?.withoutCode ?? false) });
    if (code !== '' && known.hasCode(fields.code)) return 'same-code';
    return twin || known.hasName(fields) ? 'double' : 'new';
  };
}
