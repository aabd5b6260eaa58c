// Runs first run or a PIN change and kills itself (SIGKILL) at the n-th file operation. Started by killed.test.ts: node killedChild.ts <job> <n> <world as JSON>.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { schema } from '../../../main/db/migrate.ts';
import { beginCreate, confirmCreateCode, createKit, finishCreate } from '../../../main/vault/create.ts';
import { changePin } from '../../../main/vault/credentials.ts';
import { guardKeychain } from '../../../main/vault/keychain.ts';
import { login } from '../../../main/vault/login.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { openVault } from '../../../main/vault/vault.ts';
import { CHEAP, fileStore, NEW_PIN, OWNER, PIN, readSecretOf } from './fixture.ts';
import { suddenEnd } from '../../fixtures/suddenEnd.ts';

const [job = '', count = '', worldText = ''] = process.argv.slice(2);
const world = z.object({ folder: z.string(), keychain: z.string(), wall: z.int(), secretHex: z.string() }).parse(JSON.parse(worldText));
const end = suddenEnd();
let wall = world.wall;
const vault = openVault({
  folder: world.folder, files: end.files, schema, clock: { nowMs: () => wall, monotonicMs: () => wall },
  keychain: guardKeychain(fileStore(world.keychain), { random: randomBytes }),
  tuning: { cost: () => Promise.resolve(CHEAP), failureFloorMs: 0 },
});

if (job === 'create') {
  const { totpSecret } = beginCreate(vault, { vaultName: 'Harbour Tea', ownerName: OWNER });
  const secret = readSecretOf(totpSecret);
  process.stdout.write(secret.toString('hex'));
  confirmCreateCode(vault, totpCode(secret, wall));
  const sheet = createKit(vault);
  end.in(Number(count));
  const groups: [string, string] = [sheet.groups[sheet.ask[0] - 1] ?? '', sheet.groups[sheet.ask[1] - 1] ?? ''];
  await finishCreate(vault, { ownerName: OWNER, pin: PIN, groups, mode: 'keychain' });
} else {
  const secret = Buffer.from(world.secretHex, 'hex');
  const session = await login(vault, { pin: PIN, code: totpCode(secret, wall) });
  await session.inner.writes;
  wall += 60_000;
  end.in(Number(count));
  await changePin(session, { pin: PIN, code: totpCode(secret, wall), newPin: NEW_PIN });
}
