// The quick MAC of the walk is HMAC-SHA-256 and nothing else.
import { createHmac, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { rowMacOf } from '../../../main/audit/rowMac.ts';

const NONE = Buffer.alloc(0);
const other = (mac: Buffer) => Buffer.from(mac.map((byte, at) => (at === 31 ? byte ^ 1 : byte)));

test('RFC 4231: the vectors of short keys', () => {
  const vectors = [
    ['0b'.repeat(20), Buffer.from('Hi There'), 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    [Buffer.from('Jefe').toString('hex'), Buffer.from('what do ya want for nothing?'), '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
    ['aa'.repeat(20), Buffer.alloc(50, 0xdd), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
  ] as const;
  for (const [key, data, mac] of vectors) {
    const of = rowMacOf(Buffer.from(key, 'hex'));
    expect(of.fits('', data, NONE, Buffer.from(mac, 'hex'))).toBe(true);
    expect(of.fits('', data, NONE, other(Buffer.from(mac, 'hex')))).toBe(false);
  }
});

test('words of every length and script, one after the other over the same key', () => {
  const key = randomBytes(32);
  const of = rowMacOf(key);
  for (const words of ['', 'a', 'ü€𝄞'.repeat(7), 'x'.repeat(3000), '漢'.repeat(5000), 'short again']) {
    const [hash, prev] = [randomBytes(32), randomBytes(32)];
    const mac = createHmac('sha256', key).update(words).update(hash).update(prev).digest();
    expect(of.fits(words, hash, prev, mac)).toBe(true);
    expect(of.fits(`${words}.`, hash, prev, mac)).toBe(false);
    expect(of.fits(words, prev, hash, mac)).toBe(false);
    expect(of.fits(words, hash, prev, mac.subarray(1))).toBe(false);
  }
});

test('a wiped key fits nothing any more, and a key of more than a block is refused', () => {
  const key = randomBytes(32);
  const of = rowMacOf(key);
  const mac = createHmac('sha256', key).update('words').digest();
  expect(of.fits('words', NONE, NONE, mac)).toBe(true);
  of.wipe();
  expect(of.fits('words', NONE, NONE, mac)).toBe(false);
  expect(() => rowMacOf(randomBytes(65))).toThrow(RangeError);
});
