// One page of a database file, opened and sealed without SQLite: SQLCipher 4 with a raw key (https://www.zetetic.net/sqlcipher/design/). Called by main/db only; whatever is
// sealed here is opened by SQLite itself before anybody relies on it.
import { createCipheriv, createDecipheriv, hash, pbkdf2Sync, randomBytes, randomFillSync } from 'node:crypto';

export const PAGE = 4096;
export const SALT = 16;
const BLOCK = 16;
const MAC = 64;
const IV_AT = PAGE - MAC - BLOCK;
const MAC_AT = PAGE - MAC;
const SHA512_BLOCK = 128;
const MAC_ROUNDS = 2;
const CIPHER = 'aes-256-cbc';
/** SQLite keeps the page at the first gibibyte free for locks: never written, so nothing is sealed in it. */
export const LOCK_PAGE = 0x4000_0000 / PAGE + 1;

/** What open() gives for a page of zeros. */
export function emptyInside(n: number): Buffer {
  return Buffer.alloc(n === 1 ? MAC_AT - SALT : MAC_AT);
}

/**
 * A key with the salt of one file. AES runs as one long chain: a block of random bytes before each page makes its IV (sealing), and swallows the block that the
 * chain gets wrong (opening). Setting up a cipher for each page would take longer than the page itself.
 */
export class PageKey {
  private readonly salt: Buffer;
  private readonly inner = Buffer.alloc(SHA512_BLOCK + MAC_AT + 4, 0x36);
  private readonly outer = Buffer.alloc(SHA512_BLOCK + MAC, 0x5c);
  private readonly chained = Buffer.alloc(MAC_AT);
  private readonly opener;
  private readonly sealer;

  constructor(key: Buffer, salt: Buffer) {
    this.salt = salt;
    const macKey = pbkdf2Sync(key, salt.map((byte) => byte ^ 0x3a), MAC_ROUNDS, 32, 'sha512');
    for (const [i, byte] of macKey.entries()) {
      this.inner.writeUInt8(byte ^ 0x36, i);
      this.outer.writeUInt8(byte ^ 0x5c, i);
    }
    macKey.fill(0);
    this.opener = createDecipheriv(CIPHER, key, randomBytes(BLOCK)).setAutoPadding(false);
    this.sealer = createCipheriv(CIPHER, key, randomBytes(BLOCK)).setAutoPadding(false);
  }

  /** What is inside page `n`, behind 16 bytes of no meaning (on the first page those are where the salt was); null for a page that is not authentic. */
  open(page: Buffer, n: number): Buffer | null {
    const start = n === 1 ? SALT : 0;
    if (!this.macOf(page, start, n).equals(page.subarray(MAC_AT))) return null;
    page.copy(this.chained, 0, IV_AT, MAC_AT);
    page.copy(this.chained, BLOCK, start, IV_AT);
    return this.opener.update(this.chained.subarray(0, MAC_AT - start));
  }

  /** Seals what open() gave into `page`, over what is there. */
  seal(inside: Buffer, page: Buffer, n: number): void {
    const start = n === 1 ? SALT : 0;
    randomFillSync(inside, 0, BLOCK);
    const sealed = this.sealer.update(inside);
    if (n === 1) this.salt.copy(page);
    sealed.copy(page, start, BLOCK);
    sealed.copy(page, IV_AT, 0, BLOCK);
    this.macOf(page, start, n).copy(page, MAC_AT);
  }

  wipe(): void {
    this.inner.fill(0);
    this.outer.fill(0);
    this.chained.fill(0);
  }

  /** HMAC-SHA512 over what is sealed, its IV and the number of the page. */
  private macOf(page: Buffer, start: number, n: number): Buffer {
    const length = page.copy(this.inner, SHA512_BLOCK, start, MAC_AT);
    this.inner.writeUInt32LE(n, SHA512_BLOCK + length);
    hash('sha512', this.inner.subarray(0, SHA512_BLOCK + length + 4), 'buffer').copy(this.outer, SHA512_BLOCK);
    return hash('sha512', this.outer, 'buffer');
  }
}
