// The small file beside each backup: what it is, its hash, the end of its log, sealed with a key that follows from the backup key. No names, no sums, no numbers in the clear. A backup opens without it; it only adds detection.
import { z } from 'zod';
import { canonicalJson } from '../audit/canonical.ts';
import { hkdf, hmac, sameBytes } from '../vault/crypto.ts';

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const hex64 = z.string().length(64).regex(/^[0-9a-f]+$/);
// Loose: what a later version adds stays part of what the seal is over.
const fields = z.object({
  v: z.literal(1),
  /** The file it belongs to. */
  name: z.string().max(120),
  vaultId: z.string().length(36),
  deviceId: z.string().max(64),
  kitSerial: z.string().max(20),
  /** The last record of the log inside: what backups are ordered by. */
  seq: count,
  /** ISO UTC. */
  createdAt: z.string().max(24),
  appVersion: z.string().max(40),
  schema: count,
  cipher: z.literal('sqlcipher4-raw'),
  bytes: count,
  sha256: hex64,
  audit: z.object({ epoch: count, seq: count, mac: hex64 }),
  /** Hash of the backup before it in the same place, so that the backups themselves are a chain; null for the first. */
  prevSha256: hex64.nullable(),
  /** What must outlive older backups, encrypted (carried.ts). Manifests of before have none. */
  carried: z.string().max(3 * 1024 * 1024).optional(),
}).catchall(z.json().optional());
const sealed = fields.extend({ mac: hex64 });

export type Manifest = z.infer<typeof fields>;
export const MOST_MANIFEST = 4 * 1024 * 1024;
const NO_SALT = Buffer.alloc(0);

function macOf(bk: Buffer, manifest: Manifest): Buffer {
  const key = hkdf(bk, NO_SALT, 'billfold/backup-manifest/v1');
  try {
    return hmac(key, canonicalJson(manifest));
  } finally {
    key.fill(0);
  }
}

/** The text of the file. */
export function sealManifest(bk: Buffer, manifest: Manifest): string {
  return `${JSON.stringify({ ...manifest, mac: macOf(bk, manifest).toString('hex') }, null, 2)}\n`;
}

/** `proved`: the seal is right under this backup key; null without a key. Null for what is no manifest at all. */
export function readManifest(text: string, bk: Buffer | null): { manifest: Manifest; proved: boolean | null } | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const read = sealed.safeParse(json);
  if (!read.success) return null;
  const { mac, ...manifest } = read.data;
  try {
    return { manifest, proved: bk === null ? null : sameBytes(macOf(bk, manifest), Buffer.from(mac, 'hex')) };
  } catch {
    return null; // something that has no single spelling: we never write it
  }
}
