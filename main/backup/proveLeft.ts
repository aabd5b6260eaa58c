// A backup whose manifest could not be written: brought here, checked whole, held against the books, and sealed belatedly. Called by make.ts after a backup went well.
import { randomBytes } from 'node:crypto';
import { openDatabase } from '../db/open.ts';
import { schema } from '../db/migrate.ts';
import type { AuditHead } from '../audit/chain.ts';
import { carriedOf, sealCarried } from './carried.ts';
import { fetchBackup } from './check.ts';
import { publishText } from './copy.ts';
import type { BackupDeps, BackupPlace, BackupSource } from './make.ts';
import { type BackupEntry, listBackups } from './list.ts';
import { sealManifest } from './manifest.ts';
import { manifestName, partId, short, workingPath } from './name.ts';

type Source = BackupSource & { bk: Buffer };

/** One a run: it costs as much as a backup. What does not fit, or cannot be read, stays as it is: unproved, in the list, never removed. */
export function proveLeft(source: Source, place: BackupPlace, deps: BackupDeps): void {
  const { disk } = deps;
  const scratch = workingPath(source.staging, source.deviceId, deps.newId());
  try {
    const all = listBackups(place.folder, source, disk);
    const unproved = all.filter(({ manifest, fault, vault8, device8 }) => manifest === null && fault === null && vault8 === short(source.vaultId) && device8 === short(source.deviceId));
    const left = unproved[Math.floor(deps.nowMs() / 1000) % unproved.length]; // each has its turn, also beside one that never will be
    if (left === undefined) return;
    const before = all.slice(all.indexOf(left) + 1).find((entry) => entry.proved && entry.manifest?.deviceId === source.deviceId);
    const text = manifestOf(source, left, before?.manifest?.sha256 ?? null, scratch, deps, place.id);
    if (text !== null) publishText(disk, { folder: place.folder, vaultId: source.vaultId, random: partId(source.deviceId, deps.newId()), name: manifestName(left.name) }, text);
  } catch {
    // the new backup is there and counts; the next run tries again
  } finally {
    disk.remove(scratch);
  }
}

/** Null when it is not of these books' history. */
function manifestOf(source: Source, left: BackupEntry, prevSha256: string | null, scratch: string, { disk, progress }: BackupDeps, target: string): string | null {
  const { bk, vaultId, deviceId, kitSerial, appVersion } = source;
  const found = fetchBackup(left, bk, scratch, disk, (done) => progress('verify', target, done, left.bytes));
  const { head, bytes, sha256 } = found;
  if (found.vaultId !== vaultId || found.kitSerial !== kitSerial || head.seq !== left.seq || !isOurs(source, head)) return null;
  const { name } = left;
  const carried = found.schema === schema.latest ? { carried: sealCarried(bk, carriedIn(scratch, bk), name, randomBytes) } : {};
  return sealManifest(bk, {
    v: 1, name, vaultId, deviceId, kitSerial, seq: head.seq, createdAt: left.at.replace('Z', '.000Z'), appVersion, schema: found.schema, cipher: 'sqlcipher4-raw', bytes, sha256,
    audit: { epoch: head.epoch, seq: head.seq, mac: head.mac.toString('hex') }, prevSha256, ...carried,
  });
}

/** The live log has this very record there. */
function isOurs({ database, dek }: Source, { seq, mac }: AuditHead): boolean {
  return withDb(database, dek, (db) => db.prepare<[number], { mac: Buffer }>('SELECT mac FROM audit_log WHERE seq = ?').get(seq)?.mac.equals(mac) === true);
}

function carriedIn(path: string, bk: Buffer): ReturnType<typeof carriedOf> {
  return withDb(path, bk, carriedOf);
}

function withDb<T>(path: string, key: Buffer, work: (db: ReturnType<typeof openDatabase>) => T): T {
  const db = openDatabase(path, key, { readonly: true, schemaVersion: schema.latest });
  try {
    return work(db);
  } finally {
    db.close();
  }
}
