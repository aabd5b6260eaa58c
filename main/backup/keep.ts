// Removes backups that the rule lets go, of this device only; and looks again at some that stay. Called by task.ts.
import { join } from 'node:path';
import type { BackupKeep } from '../../contract/backup.ts';
import { retain } from '../../domain/retention.ts';
import { rehash } from './check.ts';
import type { BackupDeps } from './make.ts';
import { BackupFault, placeFault } from './fault.ts';
import { type BackupEntry, listBackups, type Whose } from './list.ts';
import { MOST_MANIFEST, readManifest } from './manifest.ts';
import { manifestName, parseName } from './name.ts';
import type { KeepOutcome, ListOutcome, ScrubOutcome } from './outcome.ts';

interface Asked {
  place: { id: string; folder: string };
  whose: Whose & { deviceId: string };
}

/** What lies there of this device and under its seal, and which of it the rule lets go. */
function sorted({ place, whose }: Asked, policy: BackupKeep, deps: BackupDeps): { all: BackupEntry[]; go: Set<BackupEntry> } {
  const all = listBackups(place.folder, whose, deps.disk).filter(({ manifest }) => manifest?.deviceId === whose.deviceId);
  const known = all.map((entry) => ({ entry, epoch: entry.manifest?.audit.epoch ?? 0, seq: entry.manifest?.seq ?? entry.seq, createdAt: entry.manifest?.createdAt ?? entry.at, verified: entry.proved }));
  return { all, go: new Set(retain(known, deps.nowMs(), policy).drop.map(({ entry }) => entry)) };
}

/** The list a person sees before anything is removed for the first time. */
export function keepList(asked: Asked, policy: BackupKeep, deps: BackupDeps): ListOutcome {
  try {
    const { all, go } = sorted(asked, policy, deps);
    return { code: '', rows: all.map((entry) => ({ name: entry.name, at: entry.manifest?.createdAt ?? entry.at, bytes: entry.bytes, keep: !go.has(entry) })) };
  } catch (error) {
    return { code: placeFault(error, 'open').code, rows: [] };
  }
}

/**
 * Removes what the rule lets go. Before anything is removed the newest two are read again: what stays must be worth what goes; if one is
 * not what its manifest says, nothing goes. The file goes first, its manifest after it: a manifest without a file is nothing, a file without one would have to be kept for ever.
 */
export function keepByRule(asked: Asked, policy: BackupKeep, deps: BackupDeps): KeepOutcome {
  const began = deps.nowMs();
  const removed: string[] = [];
  let code = '';
  try {
    for (const { path, name } of soundToGo(asked, policy, deps)) {
      deps.disk.remove(path);
      deps.disk.remove(manifestName(path));
      removed.push(name);
    }
    if (clearOrphans(asked, deps) + removed.length > 0) deps.disk.syncFolder(asked.place.folder);
  } catch (error) {
    code = placeFault(error, 'open').code;
  }
  return { target: asked.place.id, removed, code, ms: deps.nowMs() - began };
}

/** @throws BackupFault when one of the newest two cannot be read or is not what its manifest says */
function soundToGo(asked: Asked, policy: BackupKeep, deps: BackupDeps): readonly BackupEntry[] {
  const { all, go } = sorted(asked, policy, deps);
  if (go.size === 0) return [];
  const newest = all.filter(({ proved }) => proved).slice(0, 2);
  for (const entry of newest) rehash(entry, deps.disk, (done) => deps.progress('verify', asked.place.id, done, entry.bytes));
  return [...go];
}

/** Manifests of ours whose file went and who stayed behind when the power did. */
function clearOrphans({ place, whose }: Asked, { disk }: BackupDeps): number {
  const names = new Set(disk.names(place.folder));
  const orphans = [...names].filter((name) => name.endsWith('.json') && parseName(name.slice(0, -'.json'.length)) !== null && !names.has(name.slice(0, -'.json'.length)));
  const ours = orphans.filter((name) => {
    const read = readManifest(disk.readText(join(place.folder, name), MOST_MANIFEST), whose.bk);
    return read?.proved === true && read.manifest.deviceId === whose.deviceId && manifestName(read.manifest.name) === name;
  });
  for (const name of ours) disk.remove(join(place.folder, name));
  return ours.length;
}

/** Reads the newest two and a random older one again: bits rot, sticks wear out, providers cut files short. `random`: 0 up to 1. */
export function scrub(asked: Asked, deps: BackupDeps & { random(): number }): ScrubOutcome {
  const began = deps.nowMs();
  const outcome: ScrubOutcome = { target: asked.place.id, checked: 0, code: '', name: '', ms: 0 };
  try {
    const all = listBackups(asked.place.folder, asked.whose, deps.disk).filter(({ fault }) => fault !== 'OTHER_VAULT' && fault !== 'OTHER_KIT');
    if (all.length === 0) throw new BackupFault('NO_BACKUP', 'open');
    const older = all.slice(2);
    const chosen = [...all.slice(0, 2), ...older.slice(Math.floor(deps.random() * older.length)).slice(0, 1)];
    for (const entry of chosen) {
      outcome.name = entry.name;
      rehash(entry, deps.disk, (done) => deps.progress('verify', asked.place.id, done, entry.bytes));
      outcome.checked += 1;
    }
    outcome.name = '';
  } catch (error) {
    outcome.code = placeFault(error, 'open').code;
  }
  return { ...outcome, ms: deps.nowMs() - began };
}
