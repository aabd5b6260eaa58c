// The vault's building blocks against published vectors and their own promises.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { canonicalJson, type Canonical } from '../../../main/audit/canonical.ts';
import { hkdf, hmac, sameBytes, unwrapKey, wrapKey, zero } from '../../../main/vault/crypto.ts';
import { argon2Module, derive, PASSPHRASE_KDF_FALLBACK, PIN_KDF_FALLBACK } from '../../../main/vault/kdf.ts';
import { checkGroups, kitKeys, kitSerial, kitSheet, pickGroups, readKit } from '../../../main/vault/kit.ts';
import { newRecoveryCodes, readTypedCode, recoveryCodeMac } from '../../../main/vault/recoveryCodes.ts';
import { newSecret, readSecret } from '../../../main/vault/pinRules.ts';
import { checkTotp, enrolmentOf, totpCode } from '../../../main/vault/totp.ts';
import { judgeClock } from '../../../main/vault/clockGuard.ts';
import { anchorDue } from '../../../main/audit/anchor.ts';

const RFC_SECRET = Buffer.from('12345678901234567890');

test.each([
  [59, '94287082'], [1_111_111_109, '07081804'], [1_111_111_111, '14050471'], [1_234_567_890, '89005924'], [2_000_000_000, '69279037'], [20_000_000_000, '65353130'],
])('RFC 6238: at second %d the phone shows the last six digits of %s', (second, code) => {
  expect(totpCode(RFC_SECRET, second * 1000)).toBe(code.slice(2));
});

test('a phone code is good for its step and the one before and after, if it is newer than the last one used', () => {
  const now = 1_234_567_890_000;
  const step = Math.floor(now / 30_000);
  for (const drift of [-2, -1, 0, 1, 2]) {
    const match = checkTotp(RFC_SECRET, totpCode(RFC_SECRET, now + drift * 30_000), now, 0);
    expect(match).toEqual(Math.abs(drift) === 2 ? null : { step: step + drift, drift });
  }
  expect(checkTotp(RFC_SECRET, totpCode(RFC_SECRET, now), now, step)).toBeNull();
  expect(checkTotp(RFC_SECRET, totpCode(RFC_SECRET, now), now, step - 1)).not.toBeNull();
});

test.each(['', '12345', '1234567', 'abcdef', '005924\0', '00592'])('"%s" is never a phone code', (code) => {
  expect(checkTotp(RFC_SECRET, code, 1_234_567_890_000, 0)).toBeNull();
});

test('what the phone scans names the vault and the user, and holds the same secret', () => {
  const { otpauthUri, totpSecret } = enrolmentOf(RFC_SECRET, 'Harbour Tea', 'Mira');
  const uri = new URL(otpauthUri);
  expect(uri.protocol).toBe('otpauth:');
  expect(uri.searchParams.get('secret')).toBe(totpSecret);
  expect(totpSecret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  expect(decodeURIComponent(uri.pathname)).toContain('Billfold Harbour Tea:Mira');
});

test('HKDF and HMAC give the RFC answers', () => {
  expect(hkdf(Buffer.alloc(22, 0x0b), Buffer.alloc(0), '').toString('hex')).toBe('8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d');
  expect(hmac(Buffer.alloc(20, 0x0b), 'Hi There').toString('hex')).toBe('b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7');
});

test('a wrapped key opens with its own key and bound text only, and not with a bit changed anywhere', () => {
  const [kek, key, nonce] = [randomBytes(32), randomBytes(32), randomBytes(12)];
  const sealed = wrapKey(kek, key, nonce, 'bound');
  expect(unwrapKey(kek, sealed, nonce, 'bound')?.equals(key)).toBe(true);
  expect(unwrapKey(kek, sealed, nonce, 'bounD')).toBeNull();
  expect(unwrapKey(randomBytes(32), sealed, nonce, 'bound')).toBeNull();
  expect(unwrapKey(kek, sealed.subarray(1), nonce, 'bound')).toBeNull();
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(unwrapKey(kek, changed, nonce, 'bound')).toBeNull();
  }
});

test('bytes of different length are different, and wiping wipes', () => {
  const secret = randomBytes(32);
  expect(sameBytes(secret, Buffer.from(secret))).toBe(true);
  expect(sameBytes(secret, secret.subarray(1))).toBe(false);
  zero(secret, null, undefined);
  expect(secret.every((byte) => byte === 0)).toBe(true);
});

test('the fallback costs are scrypt with N = 2^17, and 2^18 for a passphrase', async () => {
  expect(PIN_KDF_FALLBACK).toEqual({ name: 'scrypt', N: 131_072, r: 8, p: 1 });
  expect(PASSPHRASE_KDF_FALLBACK).toEqual({ name: 'scrypt', N: 262_144, r: 8, p: 1 });
  expect((await derive('804526', randomBytes(16), PIN_KDF_FALLBACK)).length).toBe(32);
  expect(await argon2Module()).not.toBeNull();
});

test('hashing that does not fit into memory is a clean error', async () => {
  await expect(derive('804526', randomBytes(16), { name: 'scrypt', N: 2 ** 24 + 1, r: 8, p: 1 })).rejects.toMatchObject({ code: 'SELF_TEST_FAILED' });
});

test('canonical JSON: same data, same text, whatever the order; and it is JSON', () => {
  expect(canonicalJson({ b: [1, 'é', null, true], a: { z: undefined, y: '"' } })).toBe('{"a":{"y":"\\""},"b":[1,"é",null,true]}');
  fc.assert(fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null))), (data) => {
    const shuffled = Object.fromEntries(Object.entries(data).reverse());
    expect(canonicalJson(shuffled)).toBe(canonicalJson(data));
    expect(JSON.parse(canonicalJson(data))).toEqual(data);
  }));
});

test.each([[0.5], [Number.NaN], [Infinity], [-0], [2 ** 53], ['\ud800'], [new Date()], [new Map()]])('canonical JSON refuses %s, which has no single spelling', (value) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- deliberately not canonical data
  expect(() => canonicalJson(value as Canonical)).toThrow(TypeError);
});

test('the kit: thirteen groups and a check bring back the key, and its three keys and serial never change', () => {
  const rk = Buffer.from(Array.from({ length: 32 }, (_, i) => i));
  const sheet = kitSheet(rk, { vaultId: 'id', createdAt: '2026-11-22T09:00:00.000Z', ask: [3, 9] });
  expect(sheet.groups).toHaveLength(13);
  expect(readKit([...sheet.groups, sheet.check].join(' ')).equals(rk)).toBe(true);
  const { bk, ak, slotKek } = kitKeys(rk);
  expect(sheet.backupKeyHex).toBe(bk.toString('hex'));
  expect({ bk: bk.toString('hex').slice(0, 16), ak: ak.toString('hex').slice(0, 16), slot: slotKek.toString('hex').slice(0, 16), serial: kitSerial(rk) }).toMatchInlineSnapshot(`
    {
      "ak": "a0ee2a375956860c",
      "bk": "2854508c67a31379",
      "serial": "X7ZW-ST9E",
      "slot": "edd5936482a89869",
    }
  `);
  expect(checkGroups(rk, [3, 9], [` ${sheet.groups[2]?.toLowerCase()} `, sheet.groups[8] ?? ''])).toEqual([true, true]);
  expect(checkGroups(rk, [3, 9], [sheet.groups[8] ?? '', sheet.groups[2] ?? ''])).toEqual([false, false]);
});

test('the two groups asked for are different, and every group has its turn', () => {
  const seen = new Set<number>();
  for (let i = 0; i < 500; i += 1) {
    const [a, b] = pickGroups(randomBytes);
    expect(a).toBeLessThan(b);
    seen.add(a).add(b);
  }
  expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
});

test('ten recovery codes of sixteen characters, all different, bound to user and pepper', () => {
  const codes = newRecoveryCodes(randomBytes);
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  const [pepper, code] = [randomBytes(32), codes[0] ?? ''];
  expect(recoveryCodeMac(pepper, 'a', code).equals(recoveryCodeMac(pepper, 'b', code))).toBe(false);
  expect(recoveryCodeMac(pepper, 'a', code).equals(recoveryCodeMac(randomBytes(32), 'a', code))).toBe(false);
});

test('the one code field knows phone codes, recovery codes and neither', () => {
  expect(readTypedCode(' 123 456 ')).toEqual({ kind: 'totp', code: '123456' });
  expect(readTypedCode('١٢٣٤٥٦')).toEqual({ kind: 'totp', code: '123456' });
  expect(readTypedCode('abcd efgh jkmn pqrs')).toEqual({ kind: 'recovery', code: 'ABCD-EFGH-JKMN-PQRS' });
  for (const typed of ['', '12345', 'abcd', 'U'.repeat(16), 'x'.repeat(1_000_000)]) expect(readTypedCode(typed)).toEqual({ kind: 'neither' });
});

test('a secret that cannot have been set is not worth hashing; a weak one is named', () => {
  for (const typed of ['', '1\n2', '1\0', 'x'.repeat(129), '\ud800']) expect(readSecret(typed)).toBeNull();
  expect(readSecret('８０４５２６')).toBe('804526');
  expect(newSecret('804526', 'keychain')).toBe('804526');
  expect(() => newSecret('123456', 'keychain')).toThrow('PIN_WEAK');
  expect(() => newSecret('804526', 'passphrase')).toThrow('PIN_WEAK');
});

test('the clock: five minutes back is a correction, more is back; 45 days ahead must be confirmed', () => {
  const high = 1_700_000_000_000;
  expect(judgeClock(high - 300_000, high)).toBe('ok');
  expect(judgeClock(high - 300_001, high)).toBe('back');
  expect(judgeClock(high + 45 * 86_400_000, high)).toBe('ok');
  expect(judgeClock(high + 45 * 86_400_000 + 1, high)).toBe('jump');
  expect(judgeClock(high, 0)).toBe('ok');
});

test('the anchor moves after 50 rows, a minute, or an act worth hiding; never for nothing', () => {
  expect(anchorDue({ rows: 1, ms: 0 })).toBe(false);
  expect(anchorDue({ rows: 50, ms: 0 })).toBe(true);
  expect(anchorDue({ rows: 1, ms: 60_000 })).toBe(true);
  for (const lastAction of ['invoice.void', 'user.add', 'settings.tax', 'restore', 'backup.ok', 'dayclose', 'pin.change', 'kit.use']) {
    expect(anchorDue({ rows: 1, ms: 0, lastAction })).toBe(true);
  }
  expect(anchorDue({ rows: 1, ms: 0, lastAction: 'invoice.issue' })).toBe(false);
  expect(anchorDue({ rows: 0, ms: 999_999, lastAction: 'invoice.void' })).toBe(false);
});
