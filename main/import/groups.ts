// Files whose rows belong together in groups (lines of a document, shares of a payment): what was refused with its rows, and where every cent of the file went. Called by documentPlan.ts, paymentPlan.ts and jobs.ts.
import type { FileSum, RefusedRow } from '../../contract/imports.ts';
import type { RowProblem } from './rows.ts';

/** A row as far as sums and reports look at it. */
export interface FileLine {
  row: number;
  number: string;
  currency: string;
  /** What it comes to, as the file writes it; null when that cannot be read. */
  sum: number | null;
}
export interface GroupPlan {
  headers: readonly string[];
  /** Rows in the file. */
  rows: number;
  refused: { lines: readonly FileLine[]; problems: RowProblem[] }[];
  problems: RowProblem[];
  problemCount: number;
  sums: FileSum[];
}

const REPORTED = 200;

export function report(plan: GroupPlan, problems: readonly RowProblem[]): void {
  plan.problemCount += problems.length;
  plan.problems.push(...problems.slice(0, Math.max(0, REPORTED - plan.problems.length)));
}

/** Problems of a group name our fields; people know their headings. */
export function byHeading(headers: readonly string[], columns: readonly (string | null)[]): (problems: readonly RowProblem[]) => RowProblem[] {
  return (problems) => problems.map((problem) => ({ ...problem, column: headers[columns.indexOf(problem.column)]?.slice(0, 80) ?? problem.column }));
}

/** Per currency: what all rows come to, and where it went. `fit` is what was built of them, so that the equation proves something. */
export function fileSums() {
  const sums = new Map<string, FileSum>();
  const of = (currency: string): FileSum => {
    const known = sums.get(currency) ?? { currency, file: 0, fit: 0, refused: 0, there: 0 };
    sums.set(currency, known);
    return known;
  };
  return {
    put(where: 'file' | 'refused' | 'there', lines: readonly FileLine[]): void {
      for (const { currency, sum } of lines) {
        if (sum === null) continue;
        const row = of(currency);
        row.file += sum;
        if (where !== 'file') row[where] += sum;
      }
    },
    fit(currency: string, amount: number): void {
      of(currency).fit += amount;
    },
    all: () => [...sums.values()],
  };
}

/** Every row of what was refused, in the order of the file, each with the first reason of its own or of its group. */
export function refusedRows(plan: GroupPlan): RefusedRow[] {
  return plan.refused
    .flatMap(({ lines, problems }) => {
      const own = new Map(problems.toReversed().map((problem) => [problem.row, problem]));
      return lines.map((line): RefusedRow => {
        const { column, code, value } = own.get(line.row) ?? { column: '', code: 'DOCUMENT_REFUSED', value: '' };
        return { row: line.row, number: line.number.slice(0, 60), column, code, value, currency: line.currency, amount: line.sum };
      });
    })
    .toSorted((a, b) => a.row - b.row);
}

/** How many rows the groups hold. */
export function countLines(groups: readonly { lines: readonly unknown[] }[]): number {
  return groups.reduce((all, group) => all + group.lines.length, 0);
}
