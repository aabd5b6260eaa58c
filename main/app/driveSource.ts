// Which drives there are. In a packaged app always the machine's own; in development and tests a file may stand in for them, so that "plugging in a stick" is writing a line.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Drive, driveRoots, listDrives } from '../files/drives.ts';

export interface DriveSource {
  list(): Promise<Drive[]>;
  /** Cheap: for every few seconds. */
  roots(): Promise<string[]>;
}

const told = z.array(z.object({
  kind: z.enum(['stick', 'network']), mount: z.string(), name: z.string(), fileSystem: z.string(), readOnly: z.boolean(), size: z.number().nullable(), free: z.number().nullable(),
}));

/** `file`: the stand-in's path; main/index.ts passes null in a packaged app. */
export function driveSource(file: string | null): DriveSource {
  if (file === null) return { list: () => listDrives(), roots: () => driveRoots() };
  const list = async (): Promise<Drive[]> => told.parse(JSON.parse(await readFile(file, 'utf8').catch(() => '[]')));
  return { list, roots: async () => (await list()).map(({ mount }) => mount) };
}
