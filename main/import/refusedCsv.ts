// What was left out of an import, as a CSV file a person can mend and import again. Called by the IPC handler.
import { exponentOf } from '../../domain/currency.ts';
import { minor, minorToDecimal } from '../../domain/money.ts';
import { csvText } from '../report/csv.ts';
import type { Ctx } from '../service/context.ts';
import { importsRefused } from './jobs.ts';

const HEADINGS = ['Row', 'Number', 'Column', 'Reason', 'Value', 'Currency', 'Amount'];

/** Every line, with its row in the file and the code of its reason. Cells can do nothing in a spreadsheet (T84). NOT_FOUND. */
export function refusedCsv(ctx: Ctx, importId: string): Buffer {
  const lines = [HEADINGS.join(',')];
  for (let after: number | null = 0; after !== null; ) {
    const page: ReturnType<typeof importsRefused> = importsRefused(ctx, { importId, after });
    for (const { row, number, column, code, value, currency, amount } of page.rows)
      lines.push([String(row), csvText(number), csvText(column), code, csvText(value), currency, amount === null ? '' : minorToDecimal(minor(amount), exponentOf(currency))].join(','));
    after = page.next;
  }
  return Buffer.from(`\u{FEFF}${lines.join('\r\n')}\r\n`);
}
