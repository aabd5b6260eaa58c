// Restores a backup and kills itself (SIGKILL) at the n-th operation on files. Started by killedRestore.test.ts: node killedRestoreChild.ts <n> <what as JSON>.
import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { z } from 'zod';
import { type Disk, realDisk } from '../../../main/backup/disk.ts';
import { schema } from '../../../main/db/migrate.ts';
import type { Looked } from '../../../main/restore/look.ts';
import { settleSwap, swapDatabase } from '../../../main/restore/swap.ts';
import { restoreWork } from '../../../main/restore/task.ts';
import { guardKeychain } from '../../../main/vault/keychain.ts';
import { beginRescue, plantBooks } from '../../../main/vault/rescue.ts';
import { databasePath, openVault } from '../../../main/vault/vault.ts';
import { CHEAP, fileStore } from '../vault/fixture.ts';
import { AT } from './newLaptop.ts';
import { suddenEnd } from '../../fixtures/suddenEnd.ts';

const [count = '', text = ''] = process.argv.slice(2);
const asked = z.object({
  job: z.enum(['swap', 'rescue', 'settle']), folder: z.string(), keychain: z.string(), staged: z.string(), backup: z.string(), kit: z.string(), dek: z.string(), ak: z.string(), bk: z.string(), wall: z.int(),
}).parse(JSON.parse(text));
const end = suddenEnd();
end.in(Number(count));
const { step, files } = end;
const disk: Disk = {
  ...realDisk,
  makeFolder: (path) => { step(); realDisk.makeFolder(path); },
  create: (path) => { step(); return realDisk.create(path); },
  write: (file, bytes) => { step(() => realDisk.write(file, bytes.subarray(0, bytes.length / 2))); realDisk.write(file, bytes); },
  sync: (file) => { step(); realDisk.sync(file); },
  remove: (path) => { step(); realDisk.remove(path); },
};

interface Keys { database: string; dek: Buffer; ak: Buffer }
/** Look and prepare as the job does. */
function prepared(keys: Keys, bk: Buffer): Looked {
  const { backup: path, staged } = asked;
  const looked = restoreWork({ name: 'restoreLook', path, staged, bk: Buffer.from(bk), today: null, vaultId: null, kitSerial: null }, keys, () => undefined, disk) as Looked;
  const from = { name: basename(path), sha256: looked.sha256, madeAt: looked.inside.madeAt };
  restoreWork({ name: 'restorePrepare', staged, bk: Buffer.from(bk), today: null, actor: 'system', at: AT, from, known: looked.known, jump: 0 }, keys, () => undefined, disk);
  return looked;
}

const vault = openVault({
  folder: asked.folder, files, schema, clock: { nowMs: () => asked.wall, monotonicMs: () => asked.wall }, keychain: guardKeychain(fileStore(asked.keychain), { random: randomBytes }),
  tuning: { cost: () => Promise.resolve(CHEAP), failureFloorMs: 0 },
});
if (asked.job === 'settle') settleSwap(files, asked.folder);
else if (asked.job === 'swap') {
  prepared({ database: databasePath(vault), dek: Buffer.from(asked.dek, 'hex'), ak: Buffer.from(asked.ak, 'hex') }, Buffer.from(asked.bk, 'hex'));
  swapDatabase(files, asked.folder, asked.staged, '20261122');
} else {
  const rescue = beginRescue(vault, asked.kit);
  const { vaultId } = prepared({ database: databasePath(vault), dek: Buffer.from(rescue.dek), ak: rescue.ak }, rescue.bk);
  plantBooks(vault, rescue, { vaultId, prepared: asked.staged });
}
