// Before any native code is loaded: the files that lie beside the archive must be those it was packed with. The runtime proves the archive, and the archive's
// own header names the hash of each file beside it (SECURITY H51). Called by main/index.ts; no electron here.
import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** The real disk: inside Electron `node:fs` shows archives as folders, `original-fs` does not. */
export type RawFiles = Pick<typeof import('node:fs'), 'openSync' | 'readSync' | 'closeSync' | 'readFileSync'>;

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly unpacked?: boolean;
  readonly integrity?: { readonly algorithm: string; readonly hash: string };
}

/** Four sizes of four bytes stand before the header's text: of the size itself, of the pickle, of its content, of the text. */
const PREFIX = 16;

/** Names of files that are not as they were packed: changed, missing, or without a hash to hold them to. */
export function changedNatives(archive: string, disk: RawFiles): string[] {
  return [...unpacked(headerOf(archive, disk), '')].flatMap(([path, hash]) => (hash !== undefined && hash === hashOf(join(`${archive}.unpacked`, path), disk) ? [] : [path]));
}

function headerOf(archive: string, disk: RawFiles): Entry {
  const file = disk.openSync(archive, 'r');
  try {
    const sizes = Buffer.alloc(PREFIX);
    disk.readSync(file, sizes, 0, PREFIX, 0);
    const text = Buffer.alloc(sizes.readUInt32LE(PREFIX - 4));
    disk.readSync(file, text, 0, text.length, PREFIX);
    return JSON.parse(text.toString('utf8')) as Entry; // the runtime has proved this very text before it ran us
  } finally {
    disk.closeSync(file);
  }
}

function* unpacked(entry: Entry, at: string): Generator<[path: string, hash: string | undefined]> {
  for (const [name, below] of Object.entries(entry.files ?? {})) {
    const path = at === '' ? name : `${at}/${name}`;
    if (below.files) yield* unpacked(below, path);
    else if (below.unpacked) yield [path, below.integrity?.algorithm === 'SHA256' ? below.integrity.hash : undefined];
  }
}

function hashOf(file: string, disk: RawFiles): string | null {
  try {
    return createHash('sha256').update(disk.readFileSync(file)).digest('hex');
  } catch {
    return null; // missing, or not to be read
  }
}
