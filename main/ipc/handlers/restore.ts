// restore.* and rescue.*: bringing a backup back, from open books or with the kit. Paths stay here; the work is main/restore's, in the job process.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { dialog } from 'electron';
import type { Books } from '../../app/books.ts';
import { deviceId } from '../../app/deviceId.ts';
import type { House } from '../../app/house.ts';
import { AppError } from '../../../contract/errors.ts';
import type { BackupsFound, RestoreLook } from '../../../contract/restore.ts';
import { realDisk } from '../../backup/disk.ts';
import { listBackups, type Whose } from '../../backup/list.ts';
import { short } from '../../backup/name.ts';
import { LOOKED_END } from '../../backup/strays.ts';
import type { Looked } from '../../restore/look.ts';
import { swapDatabase } from '../../restore/swap.ts';
import type { RestoreTask } from '../../restore/task.ts';
import { isoUtc } from '../../vault/clock.ts';
import { zero } from '../../vault/crypto.ts';
import { kitKeys, kitSerial, readKit } from '../../vault/kit.ts';
import { beginRescue, endRescue, plantBooks, type Rescue } from '../../vault/rescue.ts';
import { dbKeyCopy, type Session } from '../../vault/session.ts';
import { databasePath } from '../../vault/vault.ts';
import { foldName } from '../../vault/slots.ts';
import type { Handlers } from '../router.ts';
import { openSession } from './session.ts';

type Names = Extract<keyof Handlers, `restore.${string}` | `rescue.${string}`>;

/** A copy that was looked at, and stays until another is, or the books close. */
interface Staged {
  token: string;
  /** Of the backup: another one than the books' where it is of an older kit. */
  bk: Buffer;
  path: string;
  looked: Looked;
  name: string;
  /** Of the older kit, where the backup is of one. */
  pastAk: Buffer | null;
}
interface Keys {
  whose: Whose;
  bk: Buffer;
  /** The kit of the books where the backup is of an older one. */
  today: { serial: string; bk: Buffer; pastAk: Buffer } | null;
  dek: Buffer;
  ak: Buffer;
  actor: { id: string; name: string; role: string };
}
const NOBODY = { id: 'system', name: '', role: 'owner' };

export function restoreHandlers(house: House, books: Books): Pick<Handlers, Names> {
  let staged: Staged | null = null;
  let rescue: Rescue | null = null;
  const staging = join(house.paths.userData, 'staging');

  const drop = (): void => {
    if (staged !== null) {
      realDisk.remove(staged.path);
      zero(staged.bk, staged.pastAk);
    }
    staged = null;
  };
  const kept = (token: string): Staged => {
    if (staged?.token !== token || !realDisk.exists(staged.path)) throw new AppError('FILE_GONE');
    return staged;
  };
  const ofSession = (session: Session): Keys => ({
    whose: { vaultId: session.vaultId, kitSerial: session.kit.serial, bk: session.bk }, bk: session.bk, today: null, dek: dbKeyCopy(session), ak: session.ak, actor: session.user,
  });
  const ofKit = (): Keys => {
    if (rescue === null) throw new AppError('SETUP_ORDER');
    return { whose: { vaultId: rescue.here?.vaultId ?? null, kitSerial: rescue.serial, bk: rescue.bk }, bk: rescue.bk, today: null, dek: Buffer.from(rescue.dek), ak: rescue.ak, actor: NOBODY };
  };

  /** The same books, and a backup of an older kit of theirs. */
  const under = (keys: Keys, bk: Buffer, pastAk: Buffer, serial: string): Keys => ({ ...keys, whose: { ...keys.whose, kitSerial: serial, bk }, bk, today: { serial: keys.whose.kitSerial ?? '', bk: keys.bk, pastAk } });
  const wanted = (keys: Keys, kit: string | undefined): Keys => {
    if (kit === undefined) return keys;
    try {
      const rk = readKit(kit);
      const { bk, ak, slotKek } = kitKeys(rk);
      const serial = kitSerial(rk);
      zero(rk, slotKek);
      return under(keys, bk, ak, serial);
    } catch (error) {
      zero(keys.dek);
      throw error;
    }
  };

  /** Copies of the keys travel to the job and are wiped on both sides. */
  async function job<T>(id: string, keys: Keys, task: (given: Pick<RestoreTask, 'bk' | 'today'>) => RestoreTask): Promise<T> {
    const [dek, ak, bk] = [new Uint8Array(keys.dek), new Uint8Array(keys.ak), new Uint8Array(keys.bk)];
    const today = keys.today === null ? null : { serial: keys.today.serial, bk: new Uint8Array(keys.today.bk), pastAk: new Uint8Array(keys.today.pastAk) };
    zero(keys.dek);
    try {
      const done = await house.jobs.run(id, { task: task({ bk, today }), database: databasePath(house.vault), dek, ak, epoch: 1, actor: keys.actor }, (progress) => {
        if (!('backup' in progress)) house.send({ type: 'progress', job: id, ...progress });
      });
      return done as T; // both ends are ours; what the screen gets is checked by its schema
    } finally {
      for (const secret of [dek, ak, bk, today?.bk, today?.pastAk]) secret?.fill(0);
    }
  }

  const listed = (folder: string, keys: Keys): BackupsFound => {
    zero(keys.dek);
    try {
      const mine = short(deviceId(house.paths.userData));
      const rows = listBackups(folder, keys.whose, realDisk).slice(0, 2000);
      return {
        token: house.files.add(folder), place: folder.slice(-300),
        rows: rows.map((one) => ({ name: one.name, at: one.manifest?.createdAt ?? one.at.replace('Z', '.000Z'), bytes: one.bytes, records: one.seq, code: one.fault ?? '', here: one.device8 === mine, kitSerial: one.manifest?.kitSerial ?? '' })),
      };
    } catch {
      throw new AppError('FILE_GONE');
    }
  };
  const pick = async (keys: () => Keys): Promise<BackupsFound | null> => {
    if (!house.window) throw new AppError('INTERNAL');
    const { canceled, filePaths } = await dialog.showOpenDialog(house.window, { properties: ['openDirectory'] });
    const [folder] = filePaths;
    return canceled || folder === undefined ? null : listed(folder, keys());
  };
  const look = async ({ token, name, job: id }: { token: string; name: string; job: string }, keys: Keys): Promise<RestoreLook> => {
    drop();
    const path = join(staging, `${randomBytes(8).toString('hex')}${LOOKED_END}`);
    const { vaultId, kitSerial: serial } = keys.whose;
    const looked = await job<Looked>(id, keys, (given) => ({ name: 'restoreLook', path: join(house.files.path(token), name), staged: path, vaultId, kitSerial: serial, ...given }));
    staged = { pastAk: keys.today === null ? null : Buffer.from(keys.today.pastAk), token: randomBytes(16).toString('hex').replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5'), bk: Buffer.from(keys.bk), path, looked, name };
    const { sha256: _sha256, vaultId: _vaultId, known: _known, ...shown } = looked;
    return { token: staged.token, ...shown };
  };
  const prepare = (id: string, keys: Keys, { path, bk, pastAk, looked, name }: Staged, jump: number): Promise<unknown> =>
    job(id, pastAk === null ? keys : under(keys, bk, pastAk, looked.inside.kitSerial), (given) => ({ name: 'restorePrepare', staged: path, ...given, at: isoUtc(house.clock.nowMs()), actor: keys.actor.id, from: { name, sha256: looked.sha256, madeAt: looked.inside.madeAt }, known: looked.known, jump }));

  return {
    'restore.list': ({ target }) => {
      const folder = house.backups.folderOf(target);
      if (folder === null) throw new AppError('FILE_GONE');
      return listed(folder, ofSession(openSession(house)));
    },
    'restore.pick': () => pick(() => ofSession(openSession(house))),
    'restore.look': (input) => look(input, wanted(ofSession(openSession(house)), input.kit)),
    'restore.cancel': ({ job: id }) => ({ cancelled: house.jobs.cancel(id) }),
    'restore.begin': async ({ token, business, job: id }) => {
      const session = openSession(house);
      const copy = kept(token);
      if (foldName(business) !== foldName(copy.looked.inside.business)) throw new AppError('RESTORE_NAME');
      if (session.inner.copyFolder !== null) throw new AppError('DISK_READONLY');
      const safe = await house.backups.run({ cause: 'restore' });
      await house.gate.hold(async () => {
        // From here on nobody writes: what is carried over is all there is.
        await prepare(id, ofSession(session), copy, 0);
        await books.lock({ letSave: false, newWindow: true });
        swapDatabase(house.vault.files, house.vault.folder, copy.path, isoUtc(house.clock.nowMs()).replace(/[-:.]/g, '')); // before the new page can ask for anything
      });
      zero(copy.bk);
      staged = null;
      house.log.info('restored');
      return { safety: safe.some(({ ok }) => ok) ? 'backup' : 'beside' };
    },
    'rescue.begin': ({ kit }) => {
      endRescue(rescue);
      rescue = null;
      rescue = beginRescue(house.vault, kit);
      return { serial: rescue.serial, vaultHere: rescue.here !== null };
    },
    'rescue.pick': () => pick(ofKit),
    'rescue.look': (input) => {
      // Where there is no vault yet, it is to be one of the kit that opens the backup.
      if (input.kit === undefined || rescue?.here != null) return look(input, wanted(ofKit(), input.kit));
      const other = beginRescue(house.vault, input.kit);
      endRescue(rescue);
      rescue = other;
      return look(input, ofKit());
    },
    'rescue.cancel': ({ job: id }) => ({ cancelled: house.jobs.cancel(id) }),
    'rescue.finish': async ({ token, jump, job: id }) => {
      const copy = kept(token);
      await prepare(id, ofKit(), copy, jump);
      if (rescue === null) throw new AppError('SETUP_ORDER');
      plantBooks(house.vault, rescue, { vaultId: copy.looked.vaultId, prepared: copy.path });
      endRescue(rescue);
      rescue = null;
      drop();
      house.log.info('rescued');
      return {};
    },
  };
}
