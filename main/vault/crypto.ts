// Keys and MACs for the vault: HKDF, HMAC, AES-256-GCM wrapping, constant-time comparison, wiping. Called by main/vault and main/audit.
// Only primitives that BoringSSL (Electron) has as well as OpenSSL; selfTest.ts checks each against published vectors at start.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';

export const KEY_BYTES = 32;
export const NONCE_BYTES = 12;
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

/** Encrypts under a 32-byte key with AES-256-GCM: ciphertext, then the 16-byte tag. `aad` is bound but not hidden; a nonce is used once. */
export function sealBytes(key: Buffer, plain: Buffer, nonce: Buffer, aad: string): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(aad, 'utf8'));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Undoes sealBytes; null when the key, the aad or a single bit is not the one it was made with. */
export function openBytes(key: Buffer, sealed: Buffer, nonce: Buffer, aad: string): Buffer | null {
  if (nonce.length !== NONCE_BYTES || sealed.length < TAG_BYTES) return null;
  const opener = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  opener.setAAD(Buffer.from(aad, 'utf8'));
  opener.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const plain = opener.update(sealed.subarray(0, sealed.length - TAG_BYTES));
  try {
    opener.final();
    return plain;
  } catch {
    plain.fill(0); // the tag did not match: what came out so far is nothing
    return null;
  }
}

/** Encrypts a 32-byte key under another. */
export function wrapKey(kek: Buffer, key: Buffer, nonce: Buffer, aad: string): Buffer {
  return sealBytes(kek, key, nonce, aad);
}

/** Undoes wrapKey; null when anything is not as it was. */
export function unwrapKey(kek: Buffer, sealed: Buffer, nonce: Buffer, aad: string): Buffer | null {
  return sealed.length === KEY_BYTES + TAG_BYTES ? openBytes(kek, sealed, nonce, aad) : null;
}
