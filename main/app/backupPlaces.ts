// Where the backups' places are now: a stick by its marker wherever it appears, a folder where it was chosen. No electron; disks are asked with patience, since a share may not answer at all.
import { access, constants, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Presence } from '../../contract/backup.ts';
import { within } from '../files/drives.ts';
import { readMarker } from '../files/targetMarker.ts';
import type { TargetRow } from '../repo/backup.ts';

const PATIENCE_MS = 3000;

export interface Found {
  presence: Presence;
  /** The folder as it is now; null unless it is here. */
  folder: string | null;
  sameDisk: boolean;
  free: number | null;
  size: number | null;
}
export const AWAY: Found = { presence: 'away', folder: null, sameDisk: false, free: null, size: null };

/** Looks for one place. `roots`: where drives appear now; `home`: the folder of the live books. */
export async function findPlace(target: Pick<TargetRow, 'id' | 'kind' | 'place' | 'below'>, roots: readonly string[], home: string): Promise<Found> {
  const places = target.kind === 'stick' ? [...new Set([target.place, ...roots.map((root) => path.join(root, target.below))])] : [target.place];
  const marks = await Promise.all(places.map((folder) => within(readMarker(folder), null, PATIENCE_MS)));
  const at = places.find((_folder, i) => marks[i]?.targetId === target.id);
  if (at !== undefined) return here(at, home);
  // A folder that is there without our mark, or with another one: not the place that was chosen.
  const there = target.kind === 'stick' ? marks[0] !== null : await within(stat(target.place).then((found) => found.isDirectory()), false, PATIENCE_MS);
  return there ? { ...AWAY, presence: 'other' } : AWAY;
}

async function here(folder: string, home: string): Promise<Found> {
  const writable = await within(access(folder, constants.W_OK).then(() => true), false, PATIENCE_MS);
  const space = await spaceOf(folder);
  return { presence: writable ? 'here' : 'readOnly', folder, sameDisk: await sameDisk(folder, home), ...space };
}

export async function spaceOf(folder: string): Promise<{ free: number | null; size: number | null }> {
  return within(statfs(folder).then(({ bsize, blocks, bavail }) => ({ free: bsize * bavail, size: bsize * blocks })), { free: null, size: null }, PATIENCE_MS);
}

/** On the disk of the live books a backup helps against mistakes, not against a dead disk. */
export async function sameDisk(folder: string, home: string): Promise<boolean> {
  const [one, other] = await Promise.all([folder, home].map((each) => within(stat(each).then(({ dev }) => dev), null, PATIENCE_MS)));
  return one !== null && one !== undefined && one === other;
}
