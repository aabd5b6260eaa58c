// What is inside a backup, and what is in the present books and not in it. Runs in the job process; changes nothing.
import { dirname } from 'node:path';
import type { RestoreLook } from '../../contract/restore.ts';
import { formatNumber } from '../../domain/numbering.ts';
import { type Known, knownAt } from '../backup/carried.ts';
import { fetchBackup } from '../backup/check.ts';
import type { Disk } from '../backup/disk.ts';
import { BackupFault } from '../backup/fault.ts';
import { figuresOf } from '../backup/figures.ts';
import { type BackupEntry } from '../backup/list.ts';
import type { BackupFigures } from '../backup/outcome.ts';
import { type Db, openDatabase } from '../db/open.ts';
import { schema } from '../db/migrate.ts';
import { readUsed, type UsedNumbers, yearStart } from '../repo/usedNumbers.ts';

const LAST = `SELECT d.number, coalesce(b.name, c.name) AS customer, d.issue_date AS date, d.currency, CASE d.kind WHEN 'credit-note' THEN -d.payable ELSE d.payable END AS total
  FROM document d JOIN customer c ON c.rid = d.customer_rid LEFT JOIN party_snapshot b ON b.rid = d.buyer_rid`;
const SQL = {
  newest: `${LAST} ORDER BY d.rid DESC LIMIT 5`,
  after: `${LAST} WHERE d.audit_seq > ? ORDER BY d.rid DESC LIMIT 20`,
  lost: `SELECT (SELECT count(*) FROM audit_log WHERE seq > @seq) AS records, (SELECT count(*) FROM document WHERE audit_seq > @seq) AS documents, (SELECT count(*) FROM payment_act WHERE audit_seq > @seq) AS payments`,
  macAt: 'SELECT mac FROM audit_log WHERE seq = ?',
} as const;

export type Looked = Omit<RestoreLook, 'token'> & { sha256: string; vaultId: string; /** What the backups of the place say together. */ known: Known | null };
type Last = RestoreLook['inside']['last'][number];

/** Leaves the checked copy at `to` for prepareRestored. `keys`: that of the backup, and today's where the backup is of an older kit. @throws BackupFault */
export function lookInside(entry: BackupEntry, keys: { bk: Buffer; today: Buffer | null }, to: string, present: { database: string; dek: Buffer } | null, disk: Disk, step: (done: number) => void): Looked {
  const { bk, today } = keys;
  const verified = fetchBackup(entry, bk, to, disk, step);
  try {
    const known = knownBeside(entry.path, { bks: today === null ? [bk] : [bk, today], vaultId: verified.vaultId }, disk);
    const [inside, since] = withDb(to, bk, (db) => [db.prepare<[], Last>(SQL.newest).all(), known === null ? [] : usedSince(db, known.carried)]);
    const now = present === null ? null : presentFigures(present, verified.head, verified.vaultId, verified.figures);
    return {
      inside: {
        business: verified.name, madeAt: entry.manifest?.createdAt ?? entry.at.replace('Z', '.000Z'), kitSerial: verified.kitSerial, figures: verified.figures, older: verified.schema < schema.latest, last: inside,
      },
      present: now?.figures ?? null, lost: now?.lost ?? null, since: { until: known?.until ?? null, numbers: since }, known, sha256: verified.sha256, vaultId: verified.vaultId,
    };
  } catch (error) {
    disk.remove(to);
    throw error;
  }
}

/** A place that went away says nothing more. */
function knownBeside(path: string, whose: Parameters<typeof knownAt>[1], disk: Disk): Known | null {
  try {
    return knownAt(dirname(path), whose, disk);
  } catch {
    return null;
  }
}

/** The last number of each series that newer backups know to be given out, and this one does not. */
function usedSince(db: Db, { series, marks }: UsedNumbers): { series: string; number: string }[] {
  const inside = readUsed(db);
  const rows = new Map([...series, ...inside.series].map((row) => [row['id'], row]));
  const had = new Map(inside.marks.map(({ id, period, taken }) => [`${id} ${period}`, taken]));
  const month = yearStart(db);
  return marks.filter(({ id, period, taken }) => taken > (had.get(`${id} ${period}`) ?? 0)).slice(-20).map(({ id, taken, last_date }) => {
    const { name = '', pattern = '' } = rows.get(id) ?? {};
    return { series: String(name), number: last_date === null ? String(taken) : formatNumber(String(pattern), taken, last_date, month) };
  });
}

function presentFigures({ database, dek }: { database: string; dek: Buffer }, head: { seq: number; mac: Buffer }, vaultId: string, inside: BackupFigures): Pick<RestoreLook, 'present' | 'lost'> & { figures: BackupFigures } {
  return withDb(database, dek, (db) => {
    const own = db.prepare<[], { vault_id: string }>('SELECT vault_id FROM vault_meta').get()?.vault_id;
    if (own !== vaultId) throw new BackupFault('OTHER_VAULT', 'open');
    const figures = figuresOf(db);
    // Books that were restored before share the log up to where they parted; what came after it is lost with this restore.
    const shared = db.prepare<[number], { mac: Buffer }>(SQL.macAt).get(head.seq)?.mac.equals(head.mac) === true ? head.seq : partedAt(db, head.seq);
    const lost = db.prepare<{ seq: number }, { records: number; documents: number; payments: number }>(SQL.lost).get({ seq: shared });
    const last = db.prepare<[number], Last>(SQL.after).all(shared);
    return { figures, present: figures, lost: lost === undefined ? null : { ...lost, customers: Math.max(0, figures.customers - inside.customers), last } };
  });
}

/** Without the other log row by row, the epoch says where: everything since the newest restore may be missing in the backup. */
function partedAt(db: Db, most: number): number {
  const opened = db.prepare<[number], { seq: number }>("SELECT max(seq) AS seq FROM audit_log WHERE action IN ('restore', 'epoch.open') AND seq <= ?").get(most)?.seq;
  return opened === undefined || opened === null ? 0 : opened - 1;
}

function withDb<T>(path: string, key: Buffer, work: (db: Db) => T): T {
  const db = openDatabase(path, key, { readonly: true, schemaVersion: schema.latest });
  try {
    return work(db);
  } finally {
    db.close();
  }
}
