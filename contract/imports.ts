// CSV import of customers, items, old documents and payments: pick, map, look, commit, and undo of the whole import while nothing was issued from it.
import { z } from 'zod';
import { PAYMENT_METHODS } from '../domain/paymentMethod.ts';
import { method } from './method.ts';
import { count, currency, id, instant, made, minor, nothing } from './wire.ts';

export const importKind = z.enum(['customers', 'items', 'documents', 'payments']);
const dates = z.enum(['dmy', 'mdy', 'ymd']);
/** Which column of the file (by position) feeds which field; null = not taken. */
export const mapping = z.strictObject({
  columns: z.array(made(40).nullable()).max(200), numbers: z.enum(['point', 'comma']),
  /** Of documents only: how dates are written, and the tax of lines that name none (null: none). */
  documents: z.strictObject({ dates, tax: id.nullable(), pricesIncludeTax: z.boolean() }).optional(),
  /** Of payments only: how dates are written, and how those came that do not say it. */
  payments: z.strictObject({ dates, method: z.enum(PAYMENT_METHODS) }).optional(),
});
/** What the lines of a file come to in one currency, as it writes them: the file's own sum, and where it went. file = fit + refused + there. */
const fileSum = z.strictObject({ currency, file: minor, fit: minor, refused: minor, there: minor });
const refusedRow = z.strictObject({ row: count, number: made(60), column: made(80), code: made(40), value: made(80), currency, amount: minor.nullable() });
/** A file the person chose in main's dialog: the renderer only ever holds this name for it. */
export const fileToken = z.string().max(36).regex(/^[0-9a-f-]{36}$/, 'TOKEN');
const rowProblem = z.strictObject({ row: count, column: made(80), code: made(40), value: made(80) });

export const imports = {
  'imports.pick': method({
    access: 'session', permission: 'import.run', writes: false, input: z.strictObject({ kind: importKind }),
    output: z.strictObject({
      token: fileToken, file: made(120), size: count, rows: count, encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']), delimiter: z.enum([',', ';', '\t', '|']),
      headers: z.array(made(80)).max(200), sample: z.array(z.array(made(200)).max(200)).max(5), mapping, remembered: z.boolean(),
      /** Recognised by its headings; null: a list of somebody's own. */
      program: z.enum(['frappe-books', 'invoice-ninja', 'zoho-books', 'quickbooks']).nullable(),
    }).nullable(),
  }),
  /**
   * Dry run over the whole file. Nothing is stored. Progress comes as events with this job's id; imports.cancel stops it, and so does the next dry run
   * (both answer CANCELLED). rows = good + bad + duplicates; sameCode of the duplicates have the code of a record that is there
   * and cannot be added once more. Of documents and payments: rows counts lines; good, bad, duplicates and sameCode count documents or payments.
   */
  'imports.preview': method({
    access: 'session', permission: 'import.run', writes: false, input: z.strictObject({ token: fileToken, kind: importKind, mapping, job: id }),
    output: z.strictObject({
      rows: count, good: count, bad: count, duplicates: count, sameCode: count, problems: z.array(rowProblem).max(200), problemCount: count,
      sample: z.array(z.array(z.strictObject({ field: made(40), value: made(200) })).max(30)).max(10),
      documents: z.strictObject({ fitLines: count, refusedLines: count, creditNotes: count, newCustomers: count, sums: z.array(fileSum).max(200) }).optional(),
      /** settled: documents that are paid then; credit: what no document takes, and stays with the customers. */
      payments: z.strictObject({ fitLines: count, settled: count, credit: z.array(z.strictObject({ currency, amount: minor })).max(200), sums: z.array(fileSum).max(200) }).optional(),
    }),
  }),
  /**
   * All or nothing; progress comes as events with this job's id. Rows already there (same code, or same name and postcode; same number) are skipped
   * when asked. leaveOut, of documents and payments only: those that cannot be are left out and kept as a list with their rows and reasons.
   */
  'imports.commit': method({
    access: 'session', permission: 'import.run', writes: true, input: z.strictObject({ token: fileToken, kind: importKind, mapping, skipDuplicates: z.boolean(), leaveOut: z.boolean().optional(), job: id }),
    output: z.strictObject({ importId: id, added: count, skipped: count, refused: count.optional(), sums: z.array(fileSum).max(200).optional() }),
  }),
  'imports.cancel': method({ access: 'session', permission: 'import.run', writes: false, input: z.strictObject({ job: id }), output: z.strictObject({ cancelled: z.boolean() }) }),
  'imports.undo': method({ access: 'session', permission: 'import.run', writes: true, input: z.strictObject({ importId: id, job: id }), output: z.strictObject({ removed: count }) }),
  /** Lines of documents that were left out, with their rows in the file and why. `after` is the place of the last one seen. */
  'imports.refused': method({
    access: 'session', permission: 'import.run', writes: false, input: z.strictObject({ importId: id, after: count }),
    output: z.strictObject({ rows: z.array(refusedRow).max(200), total: count, next: count.nullable() }),
  }),
  /** The same as a CSV file at a place of the person's choosing. */
  'imports.saveRefused': method({ access: 'session', permission: 'import.run', writes: false, input: z.strictObject({ importId: id }), output: z.strictObject({ saved: z.boolean() }) }),
  'imports.list': method({
    access: 'session', permission: 'import.run', writes: false, input: nothing,
    output: z.strictObject({ rows: z.array(z.strictObject({ id, kind: importKind, file: made(120), at: instant, added: count, refused: count, undone: z.boolean(), canUndo: z.boolean() })).max(100) }),
  }),
};
export type ImportKind = z.infer<typeof importKind>;
export type ImportMapping = z.infer<typeof mapping>;
export type ImportPick = NonNullable<z.infer<(typeof imports)['imports.pick']['output']>>;
export type ImportPreview = z.infer<(typeof imports)['imports.preview']['output']>;
export type FileSum = z.infer<typeof fileSum>;
export type RefusedRow = z.infer<typeof refusedRow>;
