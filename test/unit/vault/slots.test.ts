// A slot opens with the secret, the device and the content it was made with, and with nothing else.
import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { dummySlot, findSlot, foldName, makeKitSlot, makeSecretSlot, openKitSlot, openSecretSlot, userTag } from '../../../main/vault/slots.ts';
import type { SecretSlot, VaultFile } from '../../../main/vault/vaultFile.ts';
import { CHEAP } from '../../integration/vault/fixture.ts';

const [vaultId, dek, ds, at] = [randomUUID(), randomBytes(32), randomBytes(32), '2026-11-22T09:00:00.000Z'];

function make(userName = 'Mira', device: Buffer | null = ds): Promise<SecretSlot> {
  return makeSecretSlot({ vaultId, userId: randomUUID(), userName, secret: '804526', ds: device, dek, kdf: CHEAP, at, random: randomBytes });
}

test('the right secret and device open it; another secret, device or vault does not', async () => {
  const slot = await make();
  expect((await openSecretSlot(slot, vaultId, '804526', ds))?.equals(dek)).toBe(true);
  expect(await openSecretSlot(slot, vaultId, '804527', ds)).toBeNull();
  expect(await openSecretSlot(slot, vaultId, '804526', randomBytes(32))).toBeNull();
  expect(await openSecretSlot(slot, vaultId, '804526', null)).toBeNull();
  expect(await openSecretSlot(slot, randomUUID(), '804526', ds)).toBeNull();
});

test('no field of a slot can be changed: not the user, the tag, the type, the time, the cost, the salt or the nonce', async () => {
  const slot = await make();
  const other = await make('Ali');
  const changes: Partial<SecretSlot>[] = [
    { userId: other.userId }, { tag: other.tag }, { type: 'passphrase' }, { at: '2026-11-23T09:00:00.000Z' }, { id: other.id },
    { kdf: { name: 'argon2id', memoryKib: 19_457, passes: 2, lanes: 1 } }, { salt: other.salt }, { nonce: other.nonce }, { wrapped: other.wrapped },
  ];
  for (const change of changes) expect(await openSecretSlot({ ...slot, ...change }, vaultId, '804526', ds)).toBeNull();
});

test('a passphrase slot opens without a device', async () => {
  const slot = await make('Mira', null);
  expect(slot.type).toBe('passphrase');
  expect((await openSecretSlot(slot, vaultId, '804526', null))?.equals(dek)).toBe(true);
});

test('two slots of the same secret have nothing in common', async () => {
  const [a, b] = [await make(), await make()];
  for (const field of ['id', 'salt', 'nonce', 'wrapped'] as const) expect(a[field]).not.toBe(b[field]);
});

test('the kit slot opens with its own key only, and cannot be moved to another vault or id', () => {
  const slotKek = randomBytes(32);
  const slot = makeKitSlot({ vaultId, slotKek, dek, at, random: randomBytes });
  expect(openKitSlot(slot, vaultId, slotKek)?.equals(dek)).toBe(true);
  expect(openKitSlot(slot, randomUUID(), slotKek)).toBeNull();
  expect(openKitSlot({ ...slot, id: randomUUID() }, vaultId, slotKek)).toBeNull();
  expect(openKitSlot({ ...slot, at: '2026-11-23T09:00:00.000Z' }, vaultId, slotKek)).toBeNull();
  expect(openKitSlot(slot, vaultId, randomBytes(32))).toBeNull();
});

test('a slot is found by name, or without one while there is a single user; nobody finds nothing', async () => {
  const [mira, ali] = [await make('Mira'), await make('Ali')];
  const kit = makeKitSlot({ vaultId, slotKek: randomBytes(32), dek, at, random: randomBytes });
  const file = (slots: VaultFile['slots']): VaultFile => ({ v: 1, vaultId, createdAt: at, mode: 'keychain', kitSerial: 'ABCD-EFGH', deviceSecretCheck: 'x', slots });
  expect(findSlot(file([kit, mira]), ds, undefined)).toBe(mira);
  expect(findSlot(file([kit, mira, ali]), ds, undefined)).toBeNull();
  expect(findSlot(file([kit, mira, ali]), ds, ' ALI ')).toBe(ali);
  expect(findSlot(file([kit, mira, ali]), ds, 'Zoe')).toBeNull();
  expect(findSlot(file([kit, mira, ali]), randomBytes(32), 'Ali')).toBeNull(); // names cannot be tried against the file without the device
});

test('an unknown user costs as much hashing as a known one and never opens', async () => {
  const mira = await make();
  const dummy = dummySlot({ v: 1, vaultId, createdAt: at, mode: 'keychain', kitSerial: 'ABCD-EFGH', deviceSecretCheck: 'x', slots: [mira] }, randomBytes);
  expect(dummy.kdf).toEqual(mira.kdf);
  expect(await openSecretSlot(dummy, vaultId, '804526', ds)).toBeNull();
});

test('names are the same in any case, width, spacing and composition', () => {
  expect(new Set(['Mira Okafor', '  mira   okafor', 'ＭＩＲＡ OKAFOR', 'MIRA OKAFOR'].map(foldName)).size).toBe(1);
  expect(foldName('Jos\u0065\u0301')).toBe(foldName('Jos\u00e9'));
  expect(userTag(ds, vaultId, 'a')).not.toBe(userTag(ds, vaultId, 'b'));
});
