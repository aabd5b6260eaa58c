// The vault's key pair for files that leave it: who holds the public key can prove that a file of the log is ours and whole, without any secret. Called by main/export and the day-close page.
import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { hkdf, zero } from '../vault/crypto.ts';

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const RAW_BYTES = 32;

export interface LogSigner {
  /** 64 hex digits. */
  publicKey: string;
  /** 128 hex digits. */
  sign(bytes: Buffer): string;
}

/**
 * Follows from the audit key and the vault, so it is stored nowhere and the Recovery Kit brings it back. The private key cannot be wiped from the
 * runtime: make it, use it, let it go.
 */
export function logSigner(ak: Buffer, vaultId: string): LogSigner {
  const seed = hkdf(ak, Buffer.from(vaultId, 'utf8'), 'billfold/audit-sign/v1');
  const der = Buffer.concat([PKCS8, seed]);
  const key: KeyObject = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  zero(seed, der);
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-RAW_BYTES).toString('hex');
  return { publicKey, sign: (bytes) => sign(null, bytes, key).toString('hex') };
}

/** The beginning of a public key, as it is printed and compared by eye. */
export function keyMark(publicKey: string): string {
  return publicKey.slice(0, 16);
}
