// A first look at a file: how it is written, what its columns most likely are, and how a file with these headings was read last time. Called by main/import/jobs.ts.
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import { mapping as mappingSchema, type ImportKind, type ImportMapping, type ImportPick } from '../../contract/imports.ts';
import { dateOrderOf } from '../../domain/dateOrder.ts';
import { numberLocale } from '../../domain/numberLocale.ts';
import { readBusiness, readSetting, writeSetting } from '../repo/business.ts';
import { programOf } from './programs.ts';
import type { Ctx } from '../service/context.ts';
import { readCsv } from './csv.ts';
import { guessDates } from './days.ts';
import { fieldsOf, guessColumns, guessNumbers, headingsKey } from './fields.ts';

const SAMPLE_ROWS = 5;
export const SAMPLE_CELL = 200;
const GUESSED_FROM = 500;

/** A first look at a file: how it is written, its headings, five rows, and which column is most likely what. Errors: those of readCsv. */
export function importsInspect(ctx: Ctx, bytes: Buffer, kind: ImportKind): Omit<ImportPick, 'token' | 'file' | 'size'> {
  const sample: string[][] = [];
  let rows = 0;
  const { encoding, delimiter, headers } = readCsv(bytes, {
    row: (cells) => {
      rows += 1;
      if (sample.length < GUESSED_FROM) sample.push(cells);
    },
  });
  if (rows === 0) throw new AppError('CSV_EMPTY'); // headings alone bring nothing in
  const remembered = recall(ctx, kind, headers);
  const columns = remembered?.columns ?? guessColumns(kind, headers);
  const cellsOf = (...fields: readonly string[]) => columns.flatMap((column, i) => (column !== null && fields.includes(column) ? sample.map((cells) => cells[i] ?? '') : []));
  const numbers = remembered?.numbers ?? guessNumbers(cellsOf('price', 'cost', 'unitPrice', 'amount', 'paid', 'applied'), usualNumbers(ctx));
  const country = readBusiness(ctx.db)?.country ?? '';
  const dates = guessDates(cellsOf('date', 'dueDate'), dateOrderOf(country));
  const ways = {
    customers: {}, items: {}, documents: { documents: remembered?.documents ?? { dates, tax: null, pricesIncludeTax: false } }, payments: { payments: remembered?.payments ?? { dates, method: 'transfer' as const } },
  };
  return {
    rows,
    encoding,
    delimiter,
    headers: headers.map((header) => header.slice(0, 80)),
    sample: sample.slice(0, SAMPLE_ROWS).map((cells) => cells.slice(0, 200).map((cell) => cell.slice(0, SAMPLE_CELL))),
    mapping: { columns, numbers, ...ways[kind] },
    remembered: remembered !== undefined,
    program: programOf(headers),
  };
}

function usualNumbers(ctx: Ctx): ImportMapping['numbers'] {
  const business = readBusiness(ctx.db);
  const { decimal } = numberLocale(`${business?.language ?? 'en'}-${business?.country ?? ''}`);
  return decimal === ',' ? 'comma' : 'point';
}

const REMEMBERED = 10;
const memory = z.array(z.object({ headings: z.string(), mapping: mappingSchema })).max(REMEMBERED);
const memoryKey = (kind: ImportKind) => `mapping.${kind}`;

/** The mapping of the last import with these very headings. */
function recall(ctx: Ctx, kind: ImportKind, headers: readonly string[]): ImportMapping | undefined {
  const key = headingsKey(headers);
  const known = new Set<string | null>([null, ...fieldsOf(kind)]);
  const entry = readSetting(ctx.db, memoryKey(kind), memory)?.find((candidate) => candidate.headings === key);
  return entry?.mapping.columns.length === headers.length && entry.mapping.columns.every((column) => known.has(column))
    ? entry.mapping
    : undefined;
}

/** For the next file with these headings. */
export function remember(ctx: Ctx, kind: ImportKind, headers: readonly string[], mapping: ImportMapping): void {
  const headings = headingsKey(headers);
  const others = (readSetting(ctx.db, memoryKey(kind), memory) ?? []).filter((entry) => entry.headings !== headings);
  writeSetting(ctx.db, memoryKey(kind), [{ headings, mapping }, ...others].slice(0, REMEMBERED));
}
