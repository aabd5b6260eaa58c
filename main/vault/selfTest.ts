// Known-answer tests of everything the vault's secrecy rests on, run at start in the real runtime (Electron's BoringSSL is not Node's OpenSSL). Called by main/index.ts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { openDatabase } from '../db/open.ts';
import { hkdf, hmac, unwrapKey, wrapKey } from './crypto.ts';
import { argon2Module, derive } from './kdf.ts';
import { KNOWN_DATABASE } from './selfTestDatabase.ts';
import { totpCode } from './totp.ts';

const NONE = Buffer.alloc(0);
const ZERO_KEY = Buffer.alloc(32);
const ZERO_NONCE = Buffer.alloc(12);
const KNOWN_FILE = 'known.db';

const CHECKS: Readonly<Record<string, (tempFolder: string) => boolean | Promise<boolean>>> = {
  // RFC 5869, test case 3 (its first 32 bytes)
  hkdf: () => hkdf(Buffer.alloc(22, 0x0b), NONE, '').toString('hex') === '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d',
  // RFC 4231, test case 2
  hmac: () => hmac(Buffer.from('Jefe'), 'what do ya want ', 'for nothing?').toString('hex') === '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  // The GCM specification, test case 14; then a round trip, and a flipped bit
  gcm: () => {
    const sealed = wrapKey(ZERO_KEY, Buffer.alloc(16), ZERO_NONCE, '');
    if (sealed.toString('hex') !== 'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919') return false;
    const key = Buffer.alloc(32, 7);
    const wrapped = wrapKey(ZERO_KEY, key, ZERO_NONCE, 'bound');
    const opened = unwrapKey(ZERO_KEY, wrapped, ZERO_NONCE, 'bound');
    wrapped.writeUInt8(wrapped.readUInt8(47) ^ 1, 47);
    return opened?.equals(key) === true && unwrapKey(ZERO_KEY, wrapped, ZERO_NONCE, 'bound') === null;
  },
  // The reference implementation's own test (m = 256 KiB, t = 2, p = 1). A missing module is no failure: scrypt stands in for new vaults.
  argon2id: async () => {
    if ((await argon2Module()) === null) return true;
    const key = await derive('password', Buffer.from('somesalt'), { name: 'argon2id', memoryKib: 256, passes: 2, lanes: 1 });
    return key.toString('hex') === '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe';
  },
  // RFC 7914, section 12, first vector (its first 32 bytes): the cheapest, since Electron's scrypt first tries its parameters by a whole run on the main thread
  scrypt: async () => {
    const key = await derive('', NONE, { name: 'scrypt', N: 16, r: 1, p: 1 });
    return key.toString('hex') === '77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442';
  },
  // RFC 6238, appendix B
  totp: () => totpCode(Buffer.from('12345678901234567890'), 59_000) === '287082' && totpCode(Buffer.from('12345678901234567890'), 1_111_111_109_000) === '081804',
  database: (tempFolder) => {
    const db = openDatabase(join(tempFolder, KNOWN_FILE), Buffer.from(Array.from({ length: 32 }, (_, i) => i + 1)), { schemaVersion: 10 });
    try {
      return Number(db.pragma('user_version', { simple: true })) === 7;
    } finally {
      db.close();
    }
  },
};

/** Runs every check once. SELF_TEST_FAILED names the first that did not give the published answer; the app must not go on then. */
export async function selfTest(options: { tempParent?: string } = {}): Promise<void> {
  let tempFolder: string;
  try {
    tempFolder = mkdtempSync(join(options.tempParent ?? tmpdir(), 'billfold-test-'));
  } catch {
    throw noTemp();
  }
  try {
    writeKnown(tempFolder);
    for (const [what, check] of Object.entries(CHECKS)) {
      if (!(await passes(check, tempFolder))) throw new AppError('SELF_TEST_FAILED', { params: { what } });
    }
  } finally {
    rmSync(tempFolder, { recursive: true, force: true });
  }
}

/** Temporary files cannot be written: the folder is missing or read-only, or the disk is full. That says nothing about the locks. */
function noTemp(): AppError {
  return new AppError('SELF_TEST_FAILED', { params: { what: 'temp' } });
}

function writeKnown(tempFolder: string): void {
  try {
    writeFileSync(join(tempFolder, KNOWN_FILE), Buffer.from(KNOWN_DATABASE, 'base64'), { mode: 0o600 });
  } catch {
    throw noTemp();
  }
}

async function passes(check: (tempFolder: string) => boolean | Promise<boolean>, tempFolder: string): Promise<boolean> {
  try {
    return await check(tempFolder);
  } catch {
    return false; // a primitive that throws is as unusable as one that answers wrong
  }
}
