// Does one act on people and kills itself (SIGKILL) at the n-th file operation. Started by killedPeople.test.ts: node killedPeopleChild.ts <job> <n> <world as JSON>.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { schema } from '../../../main/db/migrate.ts';
import { beginEnrol, finishEnrol } from '../../../main/vault/enrol.ts';
import { guardKeychain } from '../../../main/vault/keychain.ts';
import { login } from '../../../main/vault/login.ts';
import { invite, listPeople, removePerson, renamePerson, resetPerson, suspendPerson } from '../../../main/vault/people.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { openVault } from '../../../main/vault/vault.ts';
import { CHEAP, fileStore, NEW_PIN, OWNER, PIN, readSecretOf } from './fixture.ts';
import { suddenEnd } from '../../fixtures/suddenEnd.ts';

const [job = '', count = '', worldText = ''] = process.argv.slice(2);
const world = z.object({ folder: z.string(), keychain: z.string(), wall: z.int(), secretHex: z.string(), code: z.string() }).parse(JSON.parse(worldText));
const end = suddenEnd();
const { wall } = world;
const vault = openVault({
  folder: world.folder, files: end.files, schema, clock: { nowMs: () => wall, monotonicMs: () => wall },
  keychain: guardKeychain(fileStore(world.keychain), { random: randomBytes }),
  tuning: { cost: () => Promise.resolve(CHEAP), failureFloorMs: 0 },
});

if (job === 'enrol') {
  const { totpSecret } = await beginEnrol(vault, { userName: 'Tom', code: world.code });
  process.stdout.write(readSecretOf(totpSecret).toString('hex'));
  end.in(Number(count));
  await finishEnrol(vault, { pin: NEW_PIN, code: totpCode(readSecretOf(totpSecret), wall) });
} else {
  const session = await login(vault, { userName: OWNER, pin: PIN, code: totpCode(Buffer.from(world.secretHex, 'hex'), wall) });
  await session.inner.writes;
  const tom = (await listPeople(session)).find(({ name }) => name === 'Tom')?.id ?? '';
  end.in(Number(count));
  if (job === 'invite') process.stdout.write((await invite(session, { name: 'Tom', role: 'owner' })).code);
  if (job === 'reset') process.stdout.write((await resetPerson(session, tom)).code);
  if (job === 'suspend') suspendPerson(session, tom);
  if (job === 'rename') renamePerson(session, tom, 'Thomas');
  if (job === 'remove') removePerson(session, tom);
}
