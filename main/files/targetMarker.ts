// The marker file that makes a folder a place for backups: it says which one, so that another stick under the same letter is noticed. Called by main/app and main/backup.
import { existsSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole, diskError } from './write.ts';

export const MARKER = '.billfold-target.json';
const MOST_BYTES = 4096;
const uuid = z.string().max(36).regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const marker = z.object({ v: z.number().int(), targetId: uuid, vaultId: uuid });

export interface Marker {
  targetId: string;
  vaultId: string;
}

/** What the folder says it is; null without a marker that can be read. Never throws for what lies there. */
export async function readMarker(folder: string): Promise<Marker | null> {
  try {
    const text = await readFile(join(folder, MARKER), 'utf8');
    if (text.length > MOST_BYTES) return null;
    const { targetId, vaultId } = marker.parse(JSON.parse(text));
    return { targetId, vaultId };
  } catch {
    return null;
  }
}

/** Makes the folder if need be and marks it. @throws AppError DISK_READONLY, DISK_FULL, PLACE_NO_ACCESS, PLACE_GONE, FILE_GONE */
export function writeMarker(folder: string, { targetId, vaultId }: Marker): void {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw diskError(error);
  }
  writeWhole(join(folder, MARKER), Buffer.from(`${JSON.stringify({ v: 1, targetId, vaultId })}\n`));
}
