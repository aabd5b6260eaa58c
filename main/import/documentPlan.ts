// What an import of old documents would do: lines grouped by number, each group a whole document or refused with its reasons, every sum accounted for. Called by plan.ts and documentCommit.ts.
import type { ImportMapping, ImportPreview } from '../../contract/imports.ts';
import { exponentOf } from '../../domain/currency.ts';
import { minor, minorToDecimal } from '../../domain/money.ts';
import { readBusiness } from '../repo/business.ts';
import { taxDueChoices } from '../repo/cashTax.ts';
import { closedThrough } from '../repo/closing.ts';
import { isNumberTaken } from '../repo/documents.ts';
import { itemOfCode } from '../repo/importedDocuments.ts';
import { allTaxes } from '../repo/taxes.ts';
import type { Ctx } from '../service/context.ts';
import { found, refuseField } from '../service/problems.ts';
import { countLines as linesIn, readCsv } from './csv.ts';
import { type BuiltDocument, documentBuilder } from './documentBuild.ts';
import { documentCustomers, type NewCustomer } from './documentCustomers.ts';
import { extrasDiffer } from './documentExtras.ts';
import { type DocumentLine, documentLines } from './documentRows.ts';
import { byHeading, countLines, fileSums, type GroupPlan, report } from './groups.ts';
import { type JobHooks, step } from './hooks.ts';
import type { NamedTax, RowProblem } from './rows.ts';

export interface DocumentPlan extends GroupPlan {
  good: BuiltDocument[];
  /** Numbers that are in the books already: a number stands for one document only (T47). */
  duplicates: DocumentLine[][];
  newCustomers: NewCustomer[];
}

/** The number column finds the lines of a document, the others say what it is. */
const NEEDED: readonly (readonly string[])[] = [['number'], ['date'], ['unitPrice', 'amount'], ['customerCode', 'customerName']];

/** Reads a whole file against the database as it is now; nothing is written. INVALID_INPUT for a mapping that does not fit, and every error of readCsv. */
export function planDocuments(ctx: Ctx, bytes: Buffer, mapping: ImportMapping, taxes: readonly NamedTax[], hooks: JobHooks): DocumentPlan {
  for (const either of NEEDED) if (!either.some((field) => mapping.columns.includes(field))) refuseField('mapping.columns', 'FIELD_MISSING', { field: either[0] ?? '' });
  const { headers, rows, groups } = readGroups(ctx, bytes, mapping, taxes, hooks);
  const plan: DocumentPlan = { headers, rows, good: [], duplicates: [], refused: [], newCustomers: [], problems: [], problemCount: 0, sums: [] };
  const customers = documentCustomers(ctx);
  const build = documentBuilder(ctx, { mapping, taxes: allTaxes(ctx.db), business: found(readBusiness(ctx.db)), closedThrough: closedThrough(ctx.db), taxDue: taxDueChoices(ctx.db), itemOf: (code) => itemOfCode(ctx.db, code) });
  const sums = fileSums();
  const named = byHeading(headers, mapping.columns);
  let done = 0;
  for (const lines of groups.values()) {
    const number = lines[0]?.number ?? '';
    const problems = [...lines.flatMap((line) => line.problems), ...named([...disagreements(lines), ...extrasDiffer(lines)])];
    if (number !== '' && isNumberTaken(ctx.db, number)) {
      plan.duplicates.push(lines);
      sums.put('there', lines);
    } else {
      const customer = customers.of(lines);
      if ('code' in customer) problems.push(...named(lines.map(({ row }): RowProblem => ({ row, column: customer.column, code: customer.code, value: '' }))));
      const made = problems.length > 0 || 'code' in customer ? problems : build(lines, customer);
      const built = Array.isArray(made) ? named(made) : made;
      if (Array.isArray(built)) {
        plan.refused.push({ lines, problems: built });
        report(plan, built);
        sums.put('refused', lines);
      } else {
        plan.good.push(built);
        customers.taken(built.customer);
        sums.fit(built.snapshot.currency, built.sign * built.snapshot.lines.reduce((all, line) => all + line.entered, 0));
        sums.put('file', built.lines);
      }
    }
    done += 1;
    step(hooks, 'checking', done, groups.size);
  }
  plan.newCustomers = customers.made();
  plan.sums = sums.all();
  return plan;
}

interface Groups {
  headers: readonly string[];
  rows: number;
  groups: Map<string, DocumentLine[]>;
}

function readGroups(ctx: Ctx, bytes: Buffer, mapping: ImportMapping, taxes: readonly NamedTax[], hooks: JobHooks): Groups {
  const { currency } = found(readBusiness(ctx.db));
  const groups = new Map<string, DocumentLine[]>();
  const total = linesIn(bytes);
  let headers: readonly string[] = [];
  let rows = 0;
  let read: ReturnType<typeof documentLines> | undefined;
  readCsv(bytes, {
    headers: (names) => {
      headers = names;
      read = documentLines(names, mapping, { currency }, taxes);
    },
    row: (cells, number) => {
      rows += 1;
      step(hooks, 'checking', rows, Math.max(total, rows));
      const line = read?.(cells, number);
      if (line === undefined) return;
      // Without a number each line is on its own: it is refused, and named.
      const key = line.number === '' ? `\n${line.row}` : line.number;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [line]);
      else group.push(line);
    },
  });
  return { headers, rows, groups };
}

/** A document has one date, one customer and one currency, whatever its lines say. */
function disagreements(lines: readonly DocumentLine[]): RowProblem[] {
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  return rest.flatMap(({ row, date, currency, head }): RowProblem[] => {
    if (date !== null && first.date !== null && date !== first.date) return [{ row, column: 'date', code: 'DOCUMENT_DIFFERS', value: date }];
    if (currency !== first.currency) return [{ row, column: 'currency', code: 'DOCUMENT_DIFFERS', value: currency }];
    const other = (field: 'customerCode' | 'customerName') => head[field] !== '' && head[field] !== first.head[field];
    const field = other('customerCode') ? 'customerCode' : other('customerName') ? 'customerName' : null;
    return field === null ? [] : [{ row, column: field, code: 'DOCUMENT_DIFFERS', value: head[field].slice(0, 80) }];
  });
}

/** What the window shows of a plan. */
export function previewOf(plan: DocumentPlan, sampled: number): ImportPreview {
  return {
    rows: plan.rows, good: plan.good.length, bad: plan.refused.length, duplicates: plan.duplicates.length, sameCode: plan.duplicates.length, problems: plan.problems,
    problemCount: plan.problemCount,
    sample: plan.good.slice(0, sampled).map(({ snapshot, lines: own }) => [
      { field: 'number', value: snapshot.number }, { field: 'date', value: snapshot.issueDate }, { field: 'customerName', value: snapshot.buyer?.name ?? '' }, { field: 'lines', value: String(own.length) },
      { field: 'amount', value: `${snapshot.kind === 'credit-note' ? '-' : ''}${minorToDecimal(minor(snapshot.totals.payable), exponentOf(snapshot.currency))} ${snapshot.currency}` },
    ]),
    documents: {
      fitLines: countLines(plan.good), refusedLines: countLines(plan.refused), creditNotes: plan.good.filter(({ sign }) => sign < 0).length, newCustomers: plan.newCustomers.length, sums: plan.sums,
    },
  };
}
