// One page of a database file, opened and sealed without SQLite: SQLCipher 4 with a raw key (https://www.zetetic.net/sqlcipher/design/). Called by main/db only; whatever is
// sealed here is opened by SQLite itself before anybody relies on it.
import { createCipheriv, createDecipheriv, hash, pbkdf2Sync, randomBytes, randomFillSync } from 'node:crypto';

export const PAGE = 4096;
export const SALT = 16;
const BLOCK = 16;
const MAC = 64;
const IV_AT = PAGE - MAC - BLOCK;
/** So much of a page is sealed, its IV included. */
const MAC_AT = PAGE - MAC;
/** Bytes that open() gives for a page, but for the first. */
export const INSIDE = MAC_AT;
const SHA512_BLOCK = 128;
const MAC_ROUNDS = 2;
const CIPHER = 'aes-256-cbc';
/** SQLite keeps the page at the first gibibyte free for locks: never written, so nothing is sealed in it. */
export const LOCK_PAGE = 0x4000_0000 / PAGE + 1;

/** What open() gives for a first page of zeros. */
export function emptyInside(): Buffer {
  return Buffer.alloc(INSIDE - SALT);
}

/**
 * A key with the salt of one file. AES runs as one long chain: a block of random bytes before each page makes its IV (sealing), and swallows the block that the
 * chain gets wrong (opening). Setting up a cipher for each page would take longer than the page itself.
 */
export class PageKey {
  private readonly salt: Buffer;
  private readonly inner = Buffer.alloc(SHA512_BLOCK + MAC_AT + 4, 0x36);
  private readonly outer = Buffer.alloc(SHA512_BLOCK + MAC, 0x5c);
  private readonly made = Buffer.alloc(MAC);
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
    if (!this.isAuthentic(page, n)) return null;
    const chained = Buffer.alloc(MAC_AT - start);
    this.chain(page, start, chained, 0);
    return this.opener.update(chained);
  }

  /** The same of many pages in a row, none of them the first, without asking whether they are authentic: each MAC_AT bytes long. */
  openAll(pages: Buffer): Buffer {
    const count = pages.length / PAGE;
    const chained = Buffer.allocUnsafe(count * MAC_AT);
    for (let at = 0; at < count; at += 1) this.chain(pages.subarray(at * PAGE, (at + 1) * PAGE), 0, chained, at * MAC_AT);
    return this.opener.update(chained);
  }

  isAuthentic(page: Buffer, n: number): boolean {
    this.made.write(this.macOf(page, n), 'latin1');
    return page.compare(this.made, 0, MAC, MAC_AT) === 0;
  }

  /** Seals what open() gave into `page`, over what is there. */
  seal(inside: Buffer, page: Buffer, n: number): void {
    randomFillSync(inside, 0, BLOCK);
    if (n === 1) this.salt.copy(page);
    this.put(this.sealer.update(inside), page, n);
  }

  /** Seals what openAll() gave over `pages`, the first of which is `first`; what `skips` says stays as it is. */
  sealAll(inside: Buffer, pages: Buffer, first: number, skips: (n: number) => boolean): void {
    const count = pages.length / PAGE;
    const random = randomBytes(count * BLOCK);
    for (let at = 0; at < count; at += 1) random.copy(inside, at * MAC_AT, at * BLOCK, (at + 1) * BLOCK);
    const sealed = this.sealer.update(inside);
    for (let at = 0; at < count; at += 1) if (!skips(first + at)) this.put(sealed.subarray(at * MAC_AT, (at + 1) * MAC_AT), pages.subarray(at * PAGE, (at + 1) * PAGE), first + at);
  }

  /** The IV before what it begins. */
  private chain(page: Buffer, start: number, into: Buffer, at: number): void {
    page.copy(into, at, IV_AT, MAC_AT);
    page.copy(into, at + BLOCK, start, IV_AT);
  }

  private put(sealed: Buffer, page: Buffer, n: number): void {
    sealed.copy(page, n === 1 ? SALT : 0, BLOCK);
    sealed.copy(page, IV_AT, 0, BLOCK);
    page.write(this.macOf(page, n), MAC_AT, 'latin1');
  }

  wipe(): void {
    this.inner.fill(0);
    this.outer.fill(0);
  }

  /** HMAC-SHA512 over what is sealed, its IV and the number of the page; as text of one byte a letter, which node makes quicker than a Buffer. */
  private macOf(page: Buffer, n: number): string {
    const length = page.copy(this.inner, SHA512_BLOCK, n === 1 ? SALT : 0, MAC_AT);
    this.inner.writeUInt32LE(n, SHA512_BLOCK + length);
    this.outer.write(hash('sha512', this.inner.subarray(0, SHA512_BLOCK + length + 4), 'latin1'), SHA512_BLOCK, 'latin1');
    return hash('sha512', this.outer, 'latin1');
  }
}
