// What is in a backup, read without the app: tools/open-backup.mjs opens it with the kit, plain SQLite reads it, every hash is computed anew. Used by the demo.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './desk.ts';
import type { Progress } from './progress.ts';

export interface Contents {
  file: string;
  /** One line per document: its number, its sums and the seal of everything it says. */
  documents: string[];
  /** One line per stored PDF: the document's number and the hash of its bytes. */
  pdfs: string[];
  /** PDFs whose bytes are not those of their stored hash. */
  brokenPdfs: string[];
  /** Per kind and currency. */
  sums: string[];
  counts: Record<string, number>;
  /** The seal of each record of the log, in order. */
  log: string[];
}

/** Node's own SQLite, which knows nothing of encryption, in a program of its own. */
const READ = `
  import { createHash } from 'node:crypto';
  import { DatabaseSync } from 'node:sqlite';
  const db = new DatabaseSync(process.argv[1], { readOnly: true });
  const all = (sql) => db.prepare(sql).all();
  const lines = (sql) => all(sql).map((row) => JSON.stringify(row));
  const pdfs = all('SELECT d.number, lower(hex(p.sha256)) AS stored, p.bytes FROM document_pdf p JOIN document d ON d.rid = p.document_rid ORDER BY d.id')
    .map(({ number, stored, bytes }) => ({ number, stored, found: createHash('sha256').update(bytes).digest('hex') }));
  const counted = ['document', 'document_line', 'document_tax', 'document_pdf', 'customer', 'item', 'payment_act'];
  process.stdout.write(JSON.stringify({
    documents: lines('SELECT number, kind, currency, net, tax, payable, lower(hex(content_hash)) AS seal FROM document ORDER BY id'),
    pdfs: pdfs.map(({ number, found }) => number + ' ' + found),
    brokenPdfs: pdfs.filter(({ stored, found }) => stored !== found).map(({ number }) => number),
    sums: lines('SELECT kind, currency, count(*) AS n, sum(net) AS net, sum(tax) AS tax, sum(payable) AS payable FROM document GROUP BY kind, currency ORDER BY kind, currency'),
    counts: Object.fromEntries(counted.map((table) => [table, all('SELECT count(*) AS n FROM ' + table)[0].n])),
    log: all('SELECT lower(hex(mac)) AS mac FROM audit_log ORDER BY seq').map(({ mac }) => mac),
  }));`;
const MOST = 256 * 1024 * 1024;

/** Opens the newest backup of a folder into `to`, which must not exist yet. */
export function readBackup(folder: string, kit: readonly string[], to: string): Contents {
  const newest = readdirSync(folder).filter((name) => name.endsWith('.bak')).toSorted((a, b) => stamp(a).localeCompare(stamp(b))).at(-1);
  if (newest === undefined) throw new Error('There is no backup.');
  execFileSync(process.execPath, [join(ROOT, 'tools', 'open-backup.mjs'), join(folder, newest), to], { input: kit.join(' '), stdio: ['pipe', 'ignore', 'pipe'] });
  const read = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', READ, to], { encoding: 'utf8', maxBuffer: MOST });
  return { ...JSON.parse(read), file: newest };
}

/** Names end in moment and log length; what stands before says whose they are. */
const stamp = (name: string): string => name.split('-').slice(3).join('-');

/** Everything that was there must be there again, letter for letter. */
export function compareContents(before: Contents, after: Contents, { compare }: Progress): void {
  compare('PDFs with the hash they were stored under, before', before.brokenPdfs, []);
  compare('PDFs with the hash they were stored under, after', after.brokenPdfs, []);
  compare('Each document has its PDF', before.pdfs.length, before.documents.length);
  for (const what of ['documents', 'pdfs', 'sums'] as const) {
    const [lost, extra] = [before[what].filter((line) => !after[what].includes(line)), after[what].filter((line) => !before[what].includes(line))];
    compare(`${what} that are missing or different after the restore`, lost.slice(0, 5), []);
    compare(`${what} that were not there before`, extra.slice(0, 5), []);
  }
  compare('How many of everything', after.counts, before.counts);
  compare('The log goes on where it was', after.log.slice(0, before.log.length).join(), before.log.join());
}
