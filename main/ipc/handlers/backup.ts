// backup.*: places are chosen here, in main's dialog or from its list of drives; the renderer holds a token for each and never a path. The work is main/app/backups.ts'.
import path from 'node:path';
import { dialog, shell } from 'electron';
import { v4 as uuid } from 'uuid';
import type { BackupPlace } from '../../../contract/backup.ts';
import { AppError } from '../../../contract/errors.ts';
import { sameDisk, spaceOf } from '../../app/backupPlaces.ts';
import type { House } from '../../app/house.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import { below, type Drive, driveOf, isUnc } from '../../files/drives.ts';
import { isInside } from '../../files/place.ts';
import { MARKER, readMarker, writeMarker } from '../../files/targetMarker.ts';
import { listTargets } from '../../repo/backup.ts';
import { backupAdd, backupKeepAgree, backupLater, backupRemove, backupSave, backupSaveSettings, backupState, type NewTarget } from '../../service/backup.ts';
import { faultOf } from '../../service/backupFault.ts';
import { backupHistory } from '../../service/backupRuns.ts';
import { syncedBy } from '../../vault/folder.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';
import { moveAnchor, openSession } from './session.ts';

type Names = Extract<keyof Handlers, `backup.${string}`>;
/** What a folder of ours on a drive is called; the same in every language, so that a stick works everywhere. */
const OWN_FOLDER = 'Billfold backups';
/** As many drives as anybody has in use at once; each takes one of the few tokens. */
const MOST_DRIVES = 8;

interface Described {
  folder: string;
  kind: NewTarget['kind'];
  below: string;
  program: string;
  drive: Drive | null;
}

/** What kind of place a folder is. The root of a drive gets a folder of ours on it. */
async function describe(house: House, chosen: string): Promise<Described> {
  const drives = await house.drives.list();
  const drive = driveOf(chosen, drives, process.platform);
  const folder = drive !== null && path.relative(drive.mount, chosen) === '' ? path.join(chosen, OWN_FOLDER) : chosen;
  if (drive?.kind === 'stick') return { folder, kind: 'stick', below: below(folder, drive.mount, process.platform), program: '', drive };
  if (drive?.kind === 'network' || isUnc(folder)) return { folder, kind: 'network', below: '', program: '', drive };
  return { folder, kind: 'folder', below: '', program: syncedBy(folder) ?? '', drive: null };
}

/** @throws AppError PLACE_FORBIDDEN, TARGET_TAKEN */
async function placeOf(house: House, chosen: string): Promise<BackupPlace> {
  const { db, vaultId } = openSession(house);
  if (isInside(chosen, house.paths.userData)) throw new AppError('PLACE_FORBIDDEN');
  const { folder, kind, program, drive } = await describe(house, chosen);
  const marker = await readMarker(folder);
  if (marker !== null && marker.vaultId !== vaultId) throw new AppError('TARGET_TAKEN');
  const space = drive ?? (await spaceOf(chosen));
  return {
    token: house.files.add(folder), kind, label: labelOf(folder, program, drive), place: folder.slice(-300), program, sameDisk: await sameDisk(chosen, house.paths.userData),
    fileSystem: drive?.fileSystem.slice(0, 30) ?? '', size: space.size, free: space.free, readOnly: drive?.readOnly ?? false, known: marker !== null && listTargets(db).some(({ id }) => id === marker.targetId),
  };
}

function labelOf(folder: string, program: string, drive: Drive | null): string {
  const own = drive === null ? path.basename(folder) : drive.name === '' ? drive.mount : drive.name;
  const name = program === '' ? own : own === program ? program : `${program}, ${own}`;
  return name.slice(0, 60);
}

export function backupHandlers(house: House): Pick<Handlers, Names> {
  return {
    'backup.state': () => backupState(serviceContext(openSession(house)), (id) => house.backups.seen(id), house.backups.running(), house.clock.nowMs()),
    'backup.look': async () => {
      await house.backups.look();
      return {};
    },
    'backup.history': reading(house, backupHistory),
    'backup.run': ({ targets }) => {
      if (openSession(house).readOnly) throw new AppError('DB_READONLY');
      return { started: house.backups.begin('person', targets) };
    },
    'backup.cancel': () => ({ cancelled: house.backups.cancel() }),
    'backup.drill': ({ target }) => {
      if (openSession(house).readOnly) throw new AppError('DB_READONLY');
      return { started: house.backups.drill(target) };
    },
    'backup.drives': async () => {
      const drives = (await house.drives.list()).slice(0, MOST_DRIVES);
      const places = await Promise.all(drives.map((drive) => placeOf(house, drive.mount).catch(() => null))); // one that belongs to other books is not offered
      return { drives: places.filter((place) => place !== null) };
    },
    'backup.pick': async () => {
      if (!house.window) throw new AppError('INTERNAL');
      const { canceled, filePaths } = await dialog.showOpenDialog(house.window, { properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'] });
      const [chosen] = filePaths;
      return canceled || chosen === undefined ? null : placeOf(house, chosen);
    },
    'backup.add': async ({ token, label }) => {
      const session = openSession(house);
      const chosen = house.files.path(token);
      const { folder, kind, below: inside, program } = await describe(house, chosen);
      const marker = await readMarker(folder);
      if (marker !== null && marker.vaultId !== session.vaultId) throw new AppError('TARGET_TAKEN');
      const id = marker?.targetId ?? uuid();
      if (marker === null) writeMarker(folder, { targetId: id, vaultId: session.vaultId });
      const added = backupAdd(serviceContext(openSession(house)), { id, kind, label, place: folder, below: inside, program });
      moveAnchor(house);
      house.send({ type: 'changed', what: 'backups' });
      void house.backups.look();
      return added;
    },
    'backup.save': writing(house, 'backups', backupSave),
    'backup.remove': writing(house, 'backups', backupRemove),
    'backup.settings': writing(house, 'backups', backupSaveSettings),
    'backup.keepList': async ({ id }) => {
      const { code, rows } = await house.backups.keepList(id);
      return { code: faultOf(code), rows };
    },
    'backup.keepAgree': writing(house, 'backups', backupKeepAgree),
    'backup.show': ({ id }) => {
      const { place } = house.backups.seen(id);
      if (place === undefined) throw new AppError('PLACE_GONE');
      shell.showItemInFolder(path.join(place, MARKER)); // never opened by what it is: the file manager shows where it lies
      return {};
    },
    'backup.later': writing(house, 'backups', backupLater),
    'backup.skip': () => {
      house.backups.skip();
      return {};
    },
  };
}
