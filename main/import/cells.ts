// The cells of one row by field: read, and what is wrong named by the column's heading. Called by documentRows.ts and paymentRows.ts only.
import { type RowProblem, shown } from './rows.ts';
import type { Read } from './values.ts';

export interface RowCells<F extends string> {
  readonly problems: RowProblem[];
  /** Trimmed; '' where no column feeds the field. */
  text(field: F): string;
  fail(field: F, code: string): void;
  /** What the cell says, or `otherwise` with a problem. */
  value<T>(field: F, read: (cell: string) => Read<T>, otherwise: T): T;
}

/** Makes the reader of a file's rows: `columns` says which field each column feeds. */
export function cellReader<F extends string>(fields: readonly F[], headers: readonly string[], columns: readonly (string | null)[]): (cells: readonly string[], row: number) => RowCells<F> {
  const columnOf = new Map<string, number>(fields.map((field) => [field, columns.indexOf(field)]));
  return (cells, row) => {
    const problems: RowProblem[] = [];
    const text = (field: F): string => (cells[columnOf.get(field) ?? -1] ?? '').trim();
    const fail = (field: F, code: string): void => {
      problems.push({ row, column: shown(headers[columnOf.get(field) ?? -1] ?? field), code, value: shown(text(field)) });
    };
    return {
      problems, text, fail,
      value: (field, read, otherwise) => {
        const result = read(text(field));
        if (result.ok) return result.value;
        fail(field, result.code);
        return otherwise;
      },
    };
  };
}
