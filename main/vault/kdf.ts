// Turns a PIN or passphrase into 32 bytes, slowly: Argon2id through @node-rs/argon2, scrypt where that module cannot load. Called by slots.ts.
import { scrypt } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import { KEY_BYTES } from './crypto.ts';

/** The cost written into a slot; vaultFile.ts refuses values outside sane limits before any of them is spent. */
export type Kdf =
  | { name: 'argon2id'; memoryKib: number; passes: number; lanes: number }
  | { name: 'scrypt'; N: number; r: 8; p: number };

/** Any cost: a slot's, or the small one of a published test vector. */
type Cost = Kdf | { name: 'scrypt'; N: number; r: 1; p: number };

/**
 * A PIN is also protected by the device secret; a passphrase stands alone, so it costs more to try. Six passes for the PIN: with three, a guess took a
 * third of what SQLCipher itself spends on a passphrase; now it takes two thirds, and 64 MiB of memory on top.
 */
export const PIN_KDF: Kdf = { name: 'argon2id', memoryKib: 65_536, passes: 6, lanes: 4 };
export const PIN_KDF_FALLBACK: Kdf = { name: 'scrypt', N: 131_072, r: 8, p: 1 };
export const PASSPHRASE_KDF: Kdf = { name: 'argon2id', memoryKib: 262_144, passes: 3, lanes: 4 };
export const PASSPHRASE_KDF_FALLBACK: Kdf = { name: 'scrypt', N: 262_144, r: 8, p: 1 };

type Argon2 = typeof import('@node-rs/argon2');
let loading: Promise<Argon2 | null> | undefined;

/** The native Argon2 module, or null where it cannot load (another CPU, a missing file). Looked up once. */
export function argon2Module(): Promise<Argon2 | null> {
  // Its allocator keeps what was freed for a while, and without further work for good: 64 MB after each login. Read once, when it is loaded.
  process.env['MIMALLOC_PURGE_DELAY'] ??= '0';
  loading ??= import('@node-rs/argon2').catch(() => null);
  return loading;
}

/** The cost for new slots on this computer. */
export async function costFor(kind: 'pin' | 'passphrase'): Promise<Kdf> {
  const native = (await argon2Module()) !== null;
  if (kind === 'pin') return native ? PIN_KDF : PIN_KDF_FALLBACK;
  return native ? PASSPHRASE_KDF : PASSPHRASE_KDF_FALLBACK;
}

/**
 * Derives 32 bytes from an already normalised secret, off the main thread.
 * Throws SELF_TEST_FAILED when this computer cannot run the slot's KDF (module missing, not enough memory).
 */
export async function derive(secret: string, salt: Buffer, kdf: Cost): Promise<Buffer> {
  const input = Buffer.from(secret, 'utf8');
  try {
    return kdf.name === 'argon2id' ? await deriveArgon2(input, salt, kdf) : await deriveScrypt(input, salt, kdf);
  } catch {
    // The cause is about memory or a module, never about the secret; its text is dropped so that nothing of the input can travel.
    throw new AppError('SELF_TEST_FAILED', { params: { what: kdf.name } });
  } finally {
    input.fill(0);
  }
}

async function deriveArgon2(input: Buffer, salt: Buffer, kdf: Extract<Kdf, { name: 'argon2id' }>): Promise<Buffer> {
  const native = await argon2Module();
  if (native === null) throw new AppError('SELF_TEST_FAILED', { params: { what: 'argon2id' } });
  return native.hashRaw(input, {
    algorithm: 2, // Argon2id; the enum is ambient and cannot be imported by value
    memoryCost: kdf.memoryKib, timeCost: kdf.passes, parallelism: kdf.lanes, outputLen: KEY_BYTES, salt,
  });
}

function deriveScrypt(input: Buffer, salt: Buffer, kdf: Extract<Cost, { name: 'scrypt' }>): Promise<Buffer> {
  const options = { N: kdf.N, r: kdf.r, p: kdf.p, maxmem: 128 * kdf.N * kdf.r + 32 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(input, salt, KEY_BYTES, options, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
