// What manifest.json of a complete export says, and the names of everything in the archive. Used by export, import and README.
import { z } from 'zod';
import type { Table } from './columns.ts';
import { TABLES } from './tables.ts';

export const FORMAT = 'billfold-export';
/** Raised only when an older Billfold would misread a newer export although the schema is the same. */
export const FORMAT_VERSION = 1;
export const README = 'README.txt';
export const MANIFEST = 'manifest.json';
export const AUDIT = 'audit.jsonl';
export const dataFile = (table: Table): string => `data/${table.file}.jsonl`;

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const whole = z.string().max(40).regex(/^-?(0|[1-9]\d*)$/);
const sha256 = z.string().length(64).regex(/^[0-9a-f]+$/);

export const manifest = z.object({
  format: z.literal(FORMAT),
  version: count,
  /** Version of the tables; a program that knows only older ones refuses. */
  schema: count,
  madeAt: z.string().length(24),
  madeBy: z.string().max(40),
  business: z.string().max(200),
  /** The vault it came from, and the end of its log. */
  vault: z.object({ id: z.string().length(36), epoch: count, seq: count, mac: sha256 }),
  /** Documents per kind and currency, in minor units. */
  sums: z.array(z.object({ kind: z.string().max(40), currency: z.string().length(3), documents: count, net: whole, tax: whole, gross: whole, payable: whole })).max(10_000),
  /** Documents whose PDF was not made yet. */
  withoutPdf: z.array(z.string().max(60)).max(10_000_000),
  /** Every other file of the archive. `rows` of those with one line per row. */
  files: z.array(z.object({ name: z.string().max(200), bytes: count, rows: count.optional(), sha256 })).max(4_000_000),
});
export type Manifest = z.infer<typeof manifest>;
export type ManifestFile = Manifest['files'][number];

/** One file per line, so that a person can read it. */
export function manifestText({ files, ...head }: Manifest): string {
  const rest = JSON.stringify(head, null, 2).replace(/\n}$/, '');
  return `${rest},\n  "files": [\n${files.map((file) => `    ${JSON.stringify(file)}`).join(',\n')}\n  ]\n}\n`;
}

const KEYS = new Map(TABLES.map(({ table, key, named }) => [table, named?.sql ?? (key === null ? null : `x.${key}`)]));

/** SQL over the row `x` by which a table's rows are named in other files. */
export function keyOf(table: string): string {
  const key = KEYS.get(table);
  if (key === undefined || key === null) throw new Error(`${table} is named by another table but has no key`);
  return key;
}
