// Runs first run or a PIN change and kills itself (SIGKILL) at the n-th file operation. Started by killed.test.ts: node killedChild.ts <job> <n> <world as JSON>.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { schema } from '../../../main/db/migrate.ts';
import { beginCreate, confirmCreateCode, createKit, finishCreate } from '../../../main/vault/create.ts';
import { changePin } from '../../../main/vault/credentials.ts';
import { realFiles, type Files } from '../../../main/vault/files.ts';
import { guardKeychain } from '../../../main/vault/keychain.ts';
import { login } from '../../../main/vault/login.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { openVault } from '../../../main/vault/vault.ts';
import { CHEAP, fileStore, NEW_PIN, OWNER, PIN, readSecretOf } from './fixture.ts';

const [job = '', count = '', worldText = ''] = process.argv.slice(2);
const world = z.object({ folder: z.string(), keychain: z.string(), wall: z.int(), secretHex: z.string() }).parse(JSON.parse(worldText));
let left = Number.POSITIVE_INFINITY;

/** With half a write, since that is what a power cut may leave. */
function step(half: () => void = () => undefined): void {
  left -= 1;
  if (left > 0) return;
  half();
  process.kill(process.pid, 'SIGKILL');
}

const files: Files = {
  ...realFiles,
  writeSynced: (path, bytes) => { step(() => realFiles.writeSynced(path, bytes.subarray(0, bytes.length / 2))); realFiles.writeSynced(path, bytes); },
  rename: (from, to) => { step(); realFiles.rename(from, to); },
  syncFolder: (path) => { step(); realFiles.syncFolder(path); },
};
let wall = world.wall;
const vault = openVault({
  folder: world.folder, files, schema, clock: { nowMs: () => wall, monotonicMs: () => wall },
  keychain: guardKeychain(fileStore(world.keychain), { random: randomBytes }),
  tuning: { cost: () => Promise.resolve(CHEAP), failureFloorMs: 0 },
});

if (job === 'create') {
  const { totpSecret } = beginCreate(vault, { vaultName: 'Harbour Tea', ownerName: OWNER });
  const secret = readSecretOf(totpSecret);
  process.stdout.write(secret.toString('hex'));
  confirmCreateCode(vault, totpCode(secret, wall));
  const sheet = createKit(vault);
  left = Number(count);
  const groups: [string, string] = [sheet.groups[sheet.ask[0] - 1] ?? '', sheet.groups[sheet.ask[1] - 1] ?? ''];
  await finishCreate(vault, { ownerName: OWNER, pin: PIN, groups, mode: 'keychain' });
} else {
  const secret = Buffer.from(world.secretHex, 'hex');
  const session = await login(vault, { pin: PIN, code: totpCode(secret, wall) });
  await session.inner.writes;
  wall += 60_000;
  left = Number(count);
  await changePin(session, { pin: PIN, code: totpCode(secret, wall), newPin: NEW_PIN });
}
