// The real disk with a fault at a chosen operation, a place that can be pulled out, and a count of what was done. Used by the fault tests of backups.
import { type Disk, realDisk } from '../../../main/backup/disk.ts';

/** Operations that reach a place, in the order of a run. */
export type Op = keyof Disk;

export interface FaultyDisk extends Disk {
  /** How many operations there were below `folder`. */
  count: number;
  /** The operation that failed; null while none has. */
  struck: Op | null;
  /** From here on the place is gone, also for files that are open. */
  pull(): void;
  pulled: boolean;
}

const GONE_WHILE_OPEN = 'EIO';

/**
 * `at`: the number of the operation below `folder` (from 0) that fails with `code`; a write has half of its bytes on the disk by then, since that is what
 * a full or broken disk leaves. `every` makes all later ones of that kind fail as well, as a full disk does.
 */
export function faultyDisk(folder: string, fault: { at: number; code: string; every?: boolean } | null = null): FaultyDisk {
  const files = new Set<number>();
  let failing: Op | null = null;
  const below = (path: string): boolean => path === folder || path.startsWith(`${folder}/`);
  const fail = (code: string): never => {
    throw Object.assign(new Error(code), { code });
  };
  const self: FaultyDisk = {
    ...realDisk, count: 0, struck: null, pulled: false,
    pull: () => { self.pulled = true; },
    exists: (path) => (below(path) && self.pulled ? false : onPath('exists', path, () => realDisk.exists(path))),
    facts: (path) => onPath('facts', path, () => realDisk.facts(path)),
    room: (path) => onPath('room', path, () => realDisk.room(path)),
    makeFolder: (path) => onPath('makeFolder', path, () => realDisk.makeFolder(path)),
    names: (path) => onPath('names', path, () => realDisk.names(path)),
    readText: (path, most) => onPath('readText', path, () => realDisk.readText(path, most)),
    create: (path) => opened(path, onPath('create', path, () => realDisk.create(path))),
    open: (path) => opened(path, onPath('open', path, () => realDisk.open(path))),
    write: (file, bytes) => onFile('write', file, () => realDisk.write(file, bytes), () => realDisk.write(file, bytes.subarray(0, bytes.length / 2))),
    read: (file, into) => onFile('read', file, () => realDisk.read(file, into)),
    sync: (file) => onFile('sync', file, () => realDisk.sync(file)),
    close(file) {
      files.delete(file);
      realDisk.close(file);
    },
    rename: (from, to) => onPath('rename', to, () => realDisk.rename(from, to)),
    remove: (path) => onPath('remove', path, () => realDisk.remove(path)),
    syncFolder: (path) => onPath('syncFolder', path, () => realDisk.syncFolder(path)),
  };
  function opened(path: string, file: number): number {
    if (below(path)) files.add(file);
    return file;
  }
  function strike(op: Op, half?: () => void): void {
    const n = self.count;
    self.count += 1;
    if (fault === null || (n !== fault.at && failing !== op)) return;
    self.struck = op;
    if (fault.every === true) failing = op;
    half?.();
    fail(fault.code);
  }
  function onPath<T>(op: Op, path: string, work: () => T): T {
    if (below(path)) {
      if (self.pulled) fail('ENOENT');
      strike(op);
    }
    return work();
  }
  function onFile<T>(op: Op, file: number, work: () => T, half?: () => void): T {
    if (files.has(file)) {
      if (self.pulled) fail(GONE_WHILE_OPEN);
      strike(op, half);
    }
    return work();
  }
  return self;
}
