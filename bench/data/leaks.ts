// Looks for a marker in files, also in those that are open but already deleted: what SQLite and Chromium leave where one does not look.
import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs';
import { join } from 'node:path';

const CHUNK = 1 << 20;

/** Every file below `folder` that holds the marker, as UTF-8 or UTF-16, by its path inside. */
export function filesHolding(folder: string, marker: string, seen: { files: number }): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      seen.files += 1;
      return holds(path, marker);
    })
    .map((path) => path.slice(folder.length + 1));
}

/** What a process has open right now and holds the marker: regular files only, deleted ones too; shared memory is memory. */
export function openFilesHolding(pid: number | 'self', marker: string, seen: { files: number }): string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).flatMap((fd) => {
    const target = linkOf(join(folder, fd));
    const isFile = target.startsWith('/') && !/^\/(dev|proc|sys|memfd:)/.test(target);
    if (!isFile || /\.(so|node|pak|bin|dat|asar)(\.\d+)*$/.test(target)) return [];
    seen.files += 1;
    return holds(join(folder, fd), marker) ? [target.replace(/^.*\//, '')] : [];
  });
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ''; // closed meanwhile
  }
}

function holds(path: string, marker: string): boolean {
  const wanted = [Buffer.from(marker, 'utf8'), Buffer.from(marker, 'utf16le')];
  const overlap = marker.length * 2;
  let fd: number;
  try {
    if (path.startsWith('/proc') ? false : !lstatSync(path).isFile()) return false;
    fd = openSync(path, 'r');
  } catch {
    return false; // gone meanwhile, or not ours to read
  }
  try {
    const buffer = Buffer.alloc(CHUNK);
    for (let at = 0; ; at += CHUNK - overlap) {
      const read = readSync(fd, buffer, 0, CHUNK, at);
      if (wanted.some((bytes) => buffer.subarray(0, read).includes(bytes))) return true;
      if (read < CHUNK) return false;
    }
  } catch {
    return false; // a kind of file that cannot be read so
  } finally {
    closeSync(fd);
  }
}
