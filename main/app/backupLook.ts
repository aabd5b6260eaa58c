// What was last seen of every place for backups, and looking again. backups.ts owns one; no electron.
import type { Presence } from '../../contract/backup.ts';
import { driveOf } from '../files/drives.ts';
import { listTargets, movedTarget, type TargetRow } from '../repo/backup.ts';
import type { Seen } from '../service/backup.ts';
import type { Session } from '../vault/session.ts';
import { AWAY, type Found, findPlace } from './backupPlaces.ts';
import type { House } from './house.ts';

export interface BackupLook {
  /** Looks at all places or at some; answers which of them appeared since the last look. `changed` is told of any news. */
  look(session: Session, ids?: ReadonlySet<string>): Promise<ReadonlySet<string>>;
  seen(id: string): Seen;
  /** Where the place is now; null unless it is here. */
  folder(id: string): string | null;
  presence(id: string): Presence;
  /** Forgets everything, as when the books close. */
  clear(): void;
}

export function backupLook(theHouse: () => Pick<House, 'drives' | 'paths' | 'gate'>, changed: () => void): BackupLook {
  const found = new Map<string, Found>();
  /** Of sticks, asked for when they come: some systems start a tool for it. */
  const formats = new Map<string, string>();
  const folder = (id: string): string | null => found.get(id)?.folder ?? null;

  async function learnFormat(id: string): Promise<void> {
    formats.set(id, ''); // once is enough
    const at = folder(id);
    const drive = at === null ? null : driveOf(at, await theHouse().drives.list(), process.platform);
    if (drive === null) return;
    formats.set(id, drive.fileSystem.slice(0, 30));
    changed();
  }
  /** A stick's place of today is where it is looked for first tomorrow. */
  function remember(session: Session, targets: readonly TargetRow[]): void {
    if (session.closed || session.readOnly || theHouse().gate.held) return;
    for (const { id, place } of targets) {
      const at = folder(id);
      if (at !== null && at !== place) movedTarget(session.db, id, at);
    }
  }
  /** True for news; `cameIn` gets the place when it was away at the last look. */
  function note(id: string, place: Found, cameIn: Set<string>): boolean {
    const before = found.get(id);
    if (before !== undefined && before.folder === null && place.folder !== null) cameIn.add(id);
    found.set(id, place);
    return before?.presence !== place.presence || before.folder !== place.folder;
  }

  return {
    async look(session, ids) {
      if (session.closed) return new Set();
      const { drives, paths } = theHouse();
      const targets = listTargets(session.db).filter(({ id }) => ids === undefined || ids.has(id));
      const roots = targets.some(({ kind }) => kind === 'stick') ? await drives.roots() : [];
      const places = await Promise.all(targets.map((target) => findPlace(target, roots, paths.userData)));
      const cameIn = new Set<string>();
      const news = targets.map(({ id }, i) => note(id, places[i] ?? AWAY, cameIn)).includes(true);
      remember(session, targets);
      for (const { id, kind } of targets) if (kind === 'stick' && !formats.has(id) && folder(id) !== null) void learnFormat(id);
      if (news) changed();
      return cameIn;
    },
    seen(id) {
      const place = found.get(id);
      if (place === undefined) return { presence: 'looking', sameDisk: false, free: null, size: null, fileSystem: '' };
      const { presence, sameDisk, free, size, folder: at } = place;
      return { presence, sameDisk, free, size, fileSystem: formats.get(id) ?? '', ...(at !== null && { place: at }) };
    },
    folder,
    presence: (id) => found.get(id)?.presence ?? 'looking',
    clear() {
      found.clear();
      formats.clear();
    },
  };
}
