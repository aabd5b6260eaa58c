// Makes a backup: one checked snapshot, copied to every place, read back from each. A place that fails says nothing about the others. Called by task.ts and by whoever changes the books wholesale (restore, rotation).
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { BackupStageName } from '../../contract/backup.ts';
import { isInside } from '../files/place.ts';
import { readMarker } from '../files/targetMarker.ts';
import { sealCarried } from './carried.ts';
import { publishFile, publishText } from './copy.ts';
import type { Disk } from './disk.ts';
import { BackupFault, placeFault } from './fault.ts';
import { listBackups } from './list.ts';
import { sealManifest } from './manifest.ts';
import { backupName, manifestName, partId, workingPath } from './name.ts';
import type { MadeOutcome } from './outcome.ts';
import { proveLeft } from './proveLeft.ts';
import { type Snapshot, type SnapshotSource, takeSnapshot } from './snapshot.ts';
import { clearStrays } from './strays.ts';

export interface BackupSource extends SnapshotSource {
  vaultId: string;
  deviceId: string;
  kitSerial: string;
  appVersion: string;
}
export interface BackupPlace {
  id: string;
  folder: string;
}
export interface BackupDeps {
  disk: Disk;
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** Hex digits that nobody else has, for names of parts. */
  newId(): string;
  /** Called at each stage and for each piece; may throw to stop. `target` is null while no single place is meant. */
  progress(stage: BackupStageName, target: string | null, done: number, total: number): void;
}

const ROOM_BESIDE = 1024 * 1024;
/** FAT keeps no file of four gibibytes. */
const FAT = 0x4d44;
const FAT_MOST = 4 * 1024 ** 3 - 1;

/** Never rejects for a place: each has its outcome. @throws BackupFault when there is nothing to send (STAGING_FULL, SOURCE_DAMAGED) */
export async function makeBackups(source: BackupSource, places: readonly BackupPlace[], deps: BackupDeps): Promise<MadeOutcome[]> {
  const { disk } = deps;
  const began = deps.nowMs();
  clearStrays({ staging: source.staging, folders: [], vaultId: source.vaultId, deviceId: source.deviceId }, disk, began);
  const ready = await Promise.all(places.map(async (place) => ({ place, refused: await preflight(source, place, deps) })));
  const failed = (place: BackupPlace, fault: BackupFault): MadeOutcome => ({ ok: false, target: place.id, code: fault.code, stage: fault.stage, ms: deps.nowMs() - began });
  if (ready.every(({ refused }) => refused !== null)) return ready.flatMap(({ place, refused }) => (refused === null ? [] : [failed(place, refused)]));
  const snapshot = takeSnapshot(source, disk, workingPath(source.staging, source.deviceId, deps.newId()), (stage) => deps.progress(stage, null, 0, 1));
  try {
    const outcomes = ready.map(({ place, refused }): MadeOutcome => {
      if (refused !== null) return failed(place, refused);
      try {
        return send(source, snapshot, place, deps, began);
      } catch (error) {
        return failed(place, placeFault(error, 'copy'));
      }
    });
    disk.remove(snapshot.path); // its room is wanted for the next
    for (const [i, { place }] of ready.entries()) if (outcomes[i]?.ok === true) proveLeft({ ...source, bk: snapshot.bk }, place, deps);
    return outcomes;
  } finally {
    snapshot.bk.fill(0);
    disk.remove(snapshot.path);
  }
}

/** Is it there, is it the one we know, may we write, is there room? Null when all is well. */
async function preflight(source: BackupSource, place: BackupPlace, deps: BackupDeps): Promise<BackupFault | null> {
  const { disk } = deps;
  deps.progress('preflight', place.id, 0, 1);
  const no = (code: ConstructorParameters<typeof BackupFault>[0]): BackupFault => new BackupFault(code, 'preflight');
  try {
    if (isInside(place.folder, dirname(source.database))) return no('TARGET_IN_VAULT');
    if (!disk.exists(place.folder)) return no('TARGET_GONE');
    const marker = await readMarker(place.folder);
    if (marker === null || marker.targetId !== place.id || marker.vaultId !== source.vaultId) return no('TARGET_OTHER');
    clearStrays({ staging: null, folders: [place.folder], vaultId: source.vaultId, deviceId: source.deviceId }, disk, deps.nowMs());
    const bytes = disk.facts(source.database).bytes;
    const { free, type } = disk.room(place.folder);
    if (type === FAT && bytes > FAT_MOST) return no('TARGET_FILE_TOO_LARGE');
    return free < bytes + ROOM_BESIDE ? no('TARGET_FULL') : null;
  } catch (error) {
    return placeFault(error, 'preflight');
  }
}

/** Nothing is ever written over: a second backup of the same second says the next one. */
function freeName({ vaultId, deviceId }: BackupSource, { folder }: BackupPlace, createdAt: string, seq: number, disk: Disk): string {
  for (let at = Date.parse(createdAt); ; at += 1000) {
    const name = backupName(vaultId, deviceId, new Date(at).toISOString(), seq);
    if (!disk.exists(join(folder, name))) return name;
  }
}

function send(source: BackupSource, snapshot: Snapshot, place: BackupPlace, deps: BackupDeps, began: number): MadeOutcome {
  const { disk } = deps;
  const { vaultId, deviceId, kitSerial, appVersion } = source;
  const { bytes, head, figures, bk } = snapshot;
  const createdAt = new Date(deps.nowMs()).toISOString();
  let stage: BackupStageName = 'copy';
  const say = (next: BackupStageName, done: number): void => {
    stage = next;
    deps.progress(next, place.id, done, bytes);
  };
  try {
    say('copy', 0);
    const before = listBackups(place.folder, { vaultId, kitSerial, bk }, disk).find((entry) => entry.proved && entry.manifest?.deviceId === deviceId);
    const name = freeName(source, place, createdAt, head.seq, disk);
    const to = { folder: place.folder, vaultId, random: partId(deviceId, deps.newId()), name };
    const { sha256 } = publishFile(disk, to, snapshot.path, { copied: (done) => say('copy', done), reading: () => say('readBack', 0), readBack: (done) => say('readBack', done), publishing: () => say('publish', bytes) });
    const manifest = sealManifest(bk, {
      v: 1, name, vaultId, deviceId, kitSerial, seq: head.seq, createdAt, appVersion, schema: snapshot.schema, cipher: 'sqlcipher4-raw', bytes, sha256,
      audit: { epoch: head.epoch, seq: head.seq, mac: head.mac.toString('hex') }, prevSha256: before?.manifest?.sha256 ?? null, carried: sealCarried(bk, snapshot.carried, name, randomBytes),
    });
    publishText(disk, { ...to, random: partId(deviceId, deps.newId()), name: manifestName(name) }, manifest);
    return { ok: true, target: place.id, name: basename(name), seq: head.seq, bytes, sha256, head: { epoch: head.epoch, seq: head.seq }, figures, ms: deps.nowMs() - began };
  } catch (error) {
    throw placeFault(error, stage);
  }
}
