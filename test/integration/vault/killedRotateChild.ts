// Changes kit and keys of the books and kills itself (SIGKILL) at the n-th file operation or write to the keychain. Started by killedRotate.test.ts: node killedRotateChild.ts <n> <world as JSON>.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { schema } from '../../../main/db/migrate.ts';
import { guardKeychain } from '../../../main/vault/keychain.ts';
import { login } from '../../../main/vault/login.ts';
import { prepareRotation, renewedKit, rotate } from '../../../main/vault/rotate.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { openVault } from '../../../main/vault/vault.ts';
import { CHEAP, copyHere, fileStore, OWNER, PIN } from './fixture.ts';
import { suddenEnd } from '../../fixtures/suddenEnd.ts';

const [count = '', worldText = ''] = process.argv.slice(2);
const world = z.object({ folder: z.string(), keychain: z.string(), wall: z.int(), secretHex: z.string(), kit: z.string(), job: z.enum(['rotate', 'settle']) }).parse(JSON.parse(worldText));
const end = suddenEnd();
let { wall } = world;
const store = fileStore(world.keychain);
const vault = openVault({
  folder: world.folder, files: end.files, schema, clock: { nowMs: () => wall, monotonicMs: () => wall },
  keychain: guardKeychain({ ...store, set: (account, value) => { end.step(); return store.set(account, value); } }, { random: randomBytes }),
  tuning: { cost: () => Promise.resolve(CHEAP), failureFloorMs: 0 },
});
const secret = Buffer.from(world.secretHex, 'hex');
// 'settle': the change was decided and cut off; this start finishes it, or is cut off in turn, up to the first good login
if (world.job === 'settle') end.in(Number(count));
const session = await login(vault, { userName: OWNER, pin: PIN, code: totpCode(secret, wall) });
if (world.job === 'rotate') {
  await session.inner.writes;
  wall += 60_000;
  const { codes } = await prepareRotation(session, { pin: PIN, code: totpCode(secret, wall), kit: null });
  const kit = renewedKit(session);
  process.stdout.write(`${codes[0]?.code ?? ''} ${[...kit.groups, kit.check].join('-')}`);
  end.in(Number(count));
  await rotate(session, [kit.groups[kit.ask[0] - 1] ?? '', kit.groups[kit.ask[1] - 1] ?? ''], copyHere(session));
}
