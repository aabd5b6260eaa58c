// What a row of the log says, and its MAC (HMAC-SHA-256, RFC 2104) as a walk over a million rows wants it. Called by chain.ts and verify.ts only.
import { hash, timingSafeEqual } from 'node:crypto';
import type { Canonical } from './canonical.ts';

/** Part of every MAC, so that a later layout can never be taken for this one. */
const FORMAT = 1;
const BLOCK = 64;
export const DIGEST = 32;
export const NO_ROW_BEFORE = Buffer.alloc(DIGEST);

export interface Words {
  seq: number; epoch: number; at: string; actor: string; action: string; entity: string; entityId: string | null;
}

/** `spell`: what came out of the database has no halves of letters and only whole numbers, so that its plain JSON is the canonical one, and quicker. */
export function said({ epoch, seq, at, actor, action, entity, entityId }: Words, spell: (words: Canonical) => string): string {
  return spell([FORMAT, epoch, seq, at, actor, action, entity, entityId]);
}

/** One key, ready to check many rows. */
export interface RowMac {
  /** Whether `mac` is that of these words, the hash of their body and the MAC of the row before. */
  fits(words: string, bodyHash: Buffer, prev: Buffer, mac: Buffer): boolean;
  wipe(): void;
}

/**
 * Two hashes in one call each, over buffers that are kept: less than half of what node:crypto's Hmac costs for so short a text. Keys of at most 64 bytes.
 * The buffers hold the key; wipe() when the walk is over.
 */
export function rowMacOf(key: Buffer): RowMac {
  if (key.length > BLOCK) throw new RangeError('a key of more than a block');
  let inner = Buffer.alloc(4096);
  const outer = Buffer.alloc(BLOCK + DIGEST);
  const made = Buffer.alloc(DIGEST);
  for (let at = 0; at < BLOCK; at += 1) {
    inner[at] = (key[at] ?? 0) ^ 0x36;
    outer[at] = (key[at] ?? 0) ^ 0x5c;
  }
  return {
    fits(words, bodyHash, prev, mac) {
      if (mac.length !== DIGEST) return false;
      const most = BLOCK + words.length * 3 + bodyHash.length + prev.length;
      if (most > inner.length) {
        const larger = Buffer.alloc(most * 2);
        inner.copy(larger, 0, 0, BLOCK);
        inner.fill(0);
        inner = larger;
      }
      let end = BLOCK + inner.write(words, BLOCK, 'utf8');
      end += bodyHash.copy(inner, end);
      end += prev.copy(inner, end);
      // as text of one byte a letter: node makes that twice as quickly as a Buffer
      outer.write(hash('sha256', inner.subarray(0, end), 'latin1'), BLOCK, 'latin1');
      made.write(hash('sha256', outer, 'latin1'), 0, 'latin1');
      return timingSafeEqual(made, mac);
    },
    wipe() {
      inner.fill(0);
      outer.fill(0);
    },
  };
}
