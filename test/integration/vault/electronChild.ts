// The self-test and one whole life of a vault, for running inside Electron's own Node. Bundled and started by electronCrypto.test.ts; prints one line of JSON.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schema } from '../../../main/db/migrate.ts';
import { systemClock } from '../../../main/vault/clock.ts';
import { beginCreate, confirmCreateCode, createKit, finishCreate } from '../../../main/vault/create.ts';
import { argon2Module, costFor, derive } from '../../../main/vault/kdf.ts';
import { guardKeychain } from '../../../main/vault/keychain.ts';
import { login } from '../../../main/vault/login.ts';
import { beginRecover, finishRecover } from '../../../main/vault/recover.ts';
import { selfTest } from '../../../main/vault/selfTest.ts';
import { lockSession } from '../../../main/vault/session.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { openVault } from '../../../main/vault/vault.ts';
import { fakeStore, NEW_PIN, OWNER, PIN, readSecretOf } from './fixture.ts';

async function life(root: string): Promise<object> {
  await selfTest();
  let ahead = 0;
  const clock = { nowMs: () => Date.now() + ahead, monotonicMs: systemClock.monotonicMs };
  const vault = openVault({ folder: join(root, 'vault'), clock, keychain: guardKeychain(fakeStore(), { random: randomBytes }), schema });
  const secret = readSecretOf(beginCreate(vault, { vaultName: 'Harbour Tea', ownerName: OWNER }).totpSecret);
  confirmCreateCode(vault, totpCode(secret, clock.nowMs()));
  const sheet = createKit(vault);
  const groups: [string, string] = [sheet.groups[sheet.ask[0] - 1] ?? '', sheet.groups[sheet.ask[1] - 1] ?? ''];
  await lockSession((await finishCreate(vault, { ownerName: OWNER, pin: PIN, groups, mode: 'keychain' })).session);
  const [logins, hashes]: [number[], number[]] = [[], []];
  for (let i = 0; i < 5; i += 1) {
    ahead += 60_000;
    let started = performance.now();
    const session = await login(vault, { pin: PIN, code: totpCode(secret, clock.nowMs()) });
    logins.push(performance.now() - started);
    await lockSession(session);
    started = performance.now();
    await derive(PIN, randomBytes(16), await costFor('pin'));
    hashes.push(performance.now() - started);
  }
  const phone = readSecretOf((await beginRecover(vault, [...sheet.groups, sheet.check].join('-'))).totpSecret);
  const recovered = await finishRecover(vault, { newPin: NEW_PIN, code: totpCode(phone, clock.nowMs()) });
  await lockSession(recovered.session);
  return {
    electron: process.versions['electron'] ?? null, node: process.versions.node, argon2: (await argon2Module()) !== null, integrity: recovered.session.integrity,
    loginMs: Math.min(...logins), hashMs: Math.min(...hashes),
  };
}

const root = mkdtempSync(join(tmpdir(), 'billfold-electron-'));
life(root).then(
  (result) => { process.stdout.write(`${JSON.stringify(result)}\n`); },
  (error: unknown) => { process.stderr.write(String(error instanceof Error ? error.stack : error)); process.exitCode = 1; },
).finally(() => rmSync(root, { recursive: true, force: true }));
