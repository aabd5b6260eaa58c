// Keys and MACs for the vault: HKDF, HMAC, AES-256-GCM wrapping, constant-time comparison, wiping. Called by main/vault and main/audit.
// Only primitives that BoringSSL (Electron) has as well as OpenSSL; selfTest.ts checks each against published vectors at start.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Bytes from a strong source; a parameter everywhere so that tests can repeat a run. */
export type Random = (bytes: number) => Buffer;

/** HKDF-SHA-256 (RFC 5869) to 32 bytes. */
export function hkdf(ikm: Buffer, salt: Buffer, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', ikm, salt, Buffer.from(info, 'utf8'), KEY_BYTES));
}

/** HMAC-SHA-256 over the parts one after the other. Callers make parts unambiguous (fixed lengths, or one JSON text). */
export function hmac(key: Buffer | KeyObject, ...parts: (Buffer | string)[]): Buffer {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** Equality without an early exit; unequal lengths are unequal. */
export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Overwrites secrets that are no longer needed. */
export function zero(...secrets: (Buffer | null | undefined)[]): void {
  for (const secret of secrets) secret?.fill(0);
}

/** True for a key that was wiped or never filled; such a key must not be used. */
export function isBlank(key: Buffer): boolean {
  return key.every((byte) => byte === 0);
}

export interface Wrapped {
  nonce: Buffer;
  /** Ciphertext followed by the 16-byte tag. */
  sealed: Buffer;
}

/** Encrypts a 32-byte key under another with AES-256-GCM; `aad` is bound but not hidden. */
export function wrapKey(kek: Buffer, key: Buffer, aad: string, random: Random): Wrapped {
  const nonce = random(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', kek, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(aad, 'utf8'));
  return { nonce, sealed: Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]) };
}

/** Undoes wrapKey; null when the key, the aad or a single bit is not the one it was made with. */
export function unwrapKey(kek: Buffer, wrapped: Wrapped, aad: string): Buffer | null {
  if (wrapped.nonce.length !== NONCE_BYTES || wrapped.sealed.length !== KEY_BYTES + TAG_BYTES) return null;
  const opener = createDecipheriv('aes-256-gcm', kek, wrapped.nonce, { authTagLength: TAG_BYTES });
  opener.setAAD(Buffer.from(aad, 'utf8'));
  opener.setAuthTag(wrapped.sealed.subarray(KEY_BYTES));
  const key = opener.update(wrapped.sealed.subarray(0, KEY_BYTES));
  try {
    opener.final();
    return key;
  } catch {
    key.fill(0); // the tag did not match: what came out so far is not a key
    return null;
  }
}
