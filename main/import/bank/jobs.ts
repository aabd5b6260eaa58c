// What bank.pick, bank.look and bank.commit do with a file's bytes: the dialog and the separate process are the app's. Called by the job process and tests.
import { z } from 'zod';
import { AppError } from '../../../contract/errors.ts';
import { type BankLook, type BankMapping, bankMapping } from '../../../contract/bank.ts';
import { missingColumns } from '../../../domain/bankColumns.ts';
import { accountKey } from '../../../domain/bankStatement.ts';
import { isCurrency } from '../../../domain/currency.ts';
import { numberLocale } from '../../../domain/numberLocale.ts';
import { listAccounts } from '../../repo/bank.ts';
import { readBusiness, readSetting, writeSetting } from '../../repo/business.ts';
import { countDoubles, type Stored, storeBankFile } from '../../service/bankImport.ts';
import { readTogether, transact, type Ctx } from '../../service/context.ts';
import { readCsv } from '../csv.ts';
import { decodeText } from '../decode.ts';
import { guessNumbers } from '../fields.ts';
import type { JobHooks } from '../hooks.ts';
import type { BankFile } from './collect.ts';
import { findHeadings, guessColumns, guessDates, headingsKey } from './csvColumns.ts';
import { formatOf, readBank } from './readBank.ts';

type Look = Omit<BankLook, 'token' | 'file' | 'size'>;

const HEAD = 4096;
const SEARCHED_ROWS = 30;
const GUESSED_FROM = 500;
const SAMPLE_ROWS = 5;
const SHOWN_STATEMENTS = 200;

/** What is in the file and how much of it is here already. Without a mapping, a CSV is given the remembered or the likeliest one. Nothing is stored. */
export function bankLook(ctx: Ctx, bytes: Buffer, given: BankMapping | null, hooks: JobHooks = {}): Look {
  const csv = isCsv(bytes) ? csvOf(ctx, bytes, given) : null;
  const mapping = csv?.mapping ?? null;
  const ready = mapping === null || isReady(mapping);
  const file = ready ? readBank(bytes, mapping, reading(hooks)) : null;
  return { ...(file === null ? NOTHING : shownFile(ctx, file)), table: csv && { ...csv.table, ready }, mapping };
}

const NOTHING = { format: 'csv' as const, statements: [], statementCount: 0, lines: 0, doubles: 0, pending: 0, problems: [], problemCount: 0 };

function shownFile(ctx: Ctx, file: BankFile): Omit<Look, 'table' | 'mapping'> {
  const doubles = readTogether(ctx, () => countDoubles(ctx, file));
  const statements = file.statements.map(({ lines, ...head }, i) => ({ ...head, lines: lines.length, doubles: doubles[i] ?? 0 }));
  return {
    format: file.format,
    statements: statements.slice(0, SHOWN_STATEMENTS),
    statementCount: statements.length,
    lines: statements.reduce((sum, { lines }) => sum + lines, 0),
    doubles: statements.reduce((sum, one) => sum + one.doubles, 0),
    pending: file.pending,
    problems: [...file.problems],
    problemCount: file.problemCount,
  };
}

/** Reads the file once more and stores what is not here yet. BANK_MAPPING, BANK_HAS_PROBLEMS, CANCELLED, and the errors of readBank. */
export function bankCommit(ctx: Ctx, wish: { bytes: Buffer; file: string; mapping: BankMapping | null; skipProblems: boolean }, hooks: JobHooks = {}): Stored {
  const { bytes, mapping } = wish;
  const csv = isCsv(bytes);
  if (csv && (mapping === null || !isReady(mapping))) throw new AppError('BANK_MAPPING');
  const file = readBank(bytes, csv ? mapping : null, reading(hooks));
  return transact(ctx, () => {
    if (csv && mapping !== null) remember(ctx, csvRows(bytes, SEARCHED_ROWS), mapping);
    return storeBankFile(ctx, file, wish.file.slice(0, 120), wish.skipProblems, hooks);
  });
}

function reading(hooks: JobHooks): (done: number, total: number) => void {
  return (done, total) => {
    if (hooks.cancelled?.() === true) throw new AppError('CANCELLED');
    hooks.onProgress?.({ stage: 'reading', done, total });
  };
}

function isCsv(bytes: Buffer): boolean {
  return formatOf(decodeText(bytes.subarray(0, evenEnd(bytes))).text) === 'csv';
}

/** Not in the middle of a wide character. */
const evenEnd = (bytes: Buffer): number => Math.min(bytes.length, HEAD) & ~3;

const isReady = (mapping: BankMapping): boolean =>
  missingColumns(mapping.columns).length === 0 &&
  (mapping.columns.includes('account') || accountKey(mapping.account) !== '') &&
  (mapping.columns.includes('currency') || isCurrency(mapping.currency));

interface Row {
  cells: string[];
  row: number;
}

/** The first rows of a CSV, the headings' one among them. */
function csvRows(bytes: Buffer, most: number): Row[] {
  const rows: Row[] = [];
  const keep = (cells: string[], row: number): void => {
    if (rows.length < most) rows.push({ cells, row });
  };
  readCsv(bytes, { headers: (cells) => keep(cells, 1), row: keep });
  return rows;
}

function csvOf(ctx: Ctx, bytes: Buffer, given: BankMapping | null): { mapping: BankMapping; table: Omit<NonNullable<Look['table']>, 'ready'> } {
  const rows = csvRows(bytes, GUESSED_FROM);
  const at = given === null ? (findHeadings(rows.slice(0, SEARCHED_ROWS)) ?? 0) : Math.max(0, rows.findIndex(({ row }) => row === given.headings));
  const headings = rows[at]?.cells.slice(0, 200) ?? [];
  const body = rows.slice(at + 1);
  const recalled = given === null ? recall(ctx, headings) : undefined;
  const mapping = given ?? recalled ?? guess(ctx, headings, body, rows[at]?.row ?? 1);
  return {
    mapping: { ...mapping, headings: rows[at]?.row ?? 1 },
    table: {
      headings: headings.map((heading) => heading.slice(0, 80)),
      sample: body.slice(0, SAMPLE_ROWS).map(({ cells }) => cells.slice(0, 200).map((cell) => cell.slice(0, 200))),
      remembered: recalled !== undefined,
    },
  };
}

function guess(ctx: Ctx, headings: readonly string[], body: readonly Row[], row: number): BankMapping {
  const business = readBusiness(ctx.db);
  const columns = guessColumns(headings);
  const cellsOf = (...wanted: string[]): string[] => columns.flatMap((column, i) => (column !== null && wanted.includes(column) ? body.map(({ cells }) => cells[i] ?? '') : []));
  const { decimal } = numberLocale(`${business?.language ?? 'en'}-${business?.country ?? ''}`);
  const numbers = guessNumbers(cellsOf('amount', 'credit', 'debit'), decimal === ',' ? 'comma' : 'point');
  const dates = guessDates(cellsOf('date'), business?.country === 'US' ? 'mdy' : 'dmy');
  const [only, ...others] = listAccounts(ctx.db);
  const account = others.length === 0 && only !== undefined ? only.account : (business?.bank.iban ?? '');
  return { columns, numbers, dates, account: accountKey(account), currency: business?.currency ?? '', headings: row };
}

const REMEMBERED = 10;
const KEY = 'mapping.bank';
const memory = z.array(z.object({ headings: z.string(), mapping: bankMapping })).max(REMEMBERED);

/** The mapping of the last file with these very headings. */
function recall(ctx: Ctx, headings: readonly string[]): BankMapping | undefined {
  const key = headingsKey(headings);
  const entry = readSetting(ctx.db, KEY, memory)?.find((candidate) => candidate.headings === key);
  return entry?.mapping.columns.length === headings.length ? entry.mapping : undefined;
}

function remember(ctx: Ctx, rows: readonly Row[], mapping: BankMapping): void {
  const headings = headingsKey(rows.find(({ row }) => row === mapping.headings)?.cells.slice(0, 200) ?? []);
  const others = (readSetting(ctx.db, KEY, memory) ?? []).filter((entry) => entry.headings !== headings);
  writeSetting(ctx.db, KEY, [{ headings, mapping }, ...others].slice(0, REMEMBERED));
}
