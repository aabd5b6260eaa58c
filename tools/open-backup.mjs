#!/usr/bin/env node
// Opens a Billfold backup without Billfold: decrypts it with the Recovery Kit into a plain SQLite file. Needs Node 18 or newer and this one file, nothing else; run it by hand.
// What a backup is: a SQLCipher 4 database with a raw 32-byte key. Pages of 4096 bytes; the first starts with 16 bytes of salt in the clear. Each page ends in 16 bytes of IV and
// 64 of HMAC-SHA512 over what is encrypted, the IV and the page's number; AES-256-CBC inside. https://www.zetetic.net/sqlcipher/design/ describes it.
import { createDecipheriv, createHash, createHmac, hkdfSync, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, lstatSync, openSync, readFileSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename } from 'node:path';

const USAGE = `Opens a Billfold backup without Billfold.

  node open-backup.mjs BACKUP OUTPUT [--key-file FILE] [--rescue]

BACKUP       a file billfold-….bak; it is only read
OUTPUT       the plain SQLite file to be made; it must not exist yet
--key-file   takes the key from a file instead of asking for it
--rescue     of a damaged backup, writes what is sound; damaged pages become empty

The key is the Recovery Kit (13 groups and the check group) or the backup key printed under it (64 digits).
It is asked for, or read from what is piped in. It is never given on the command line, where other programs could see it.
OUTPUT is NOT encrypted: whoever has it can read your books.`;

const PAGE = 4096;
const SALT = 16;
const IV = 16;
const MAC = 64;
const RESERVE = IV + MAC;
const HEADER = Buffer.from('SQLite format 3\0', 'latin1');
const PAGES_AT_ONCE = 256;
/** SQLite keeps the page at the first gibibyte free for locks: never written, so nothing is sealed in it. */
const LOCK_PAGE = 0x4000_0000 / PAGE + 1;
const NO_SALT = Buffer.alloc(0);
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHECK_PRIME = 1021;
const MOST_NOTE = 4 * 1024 * 1024;

/** What went wrong, in words for a person. Nothing secret is ever in them. */
class Refusal extends Error {}
const hkdf = (from, label) => Buffer.from(hkdfSync('sha256', from, NO_SALT, Buffer.from(label), 32));
const count = (n, one) => `${n.toLocaleString('en')} ${one}${n === 1 ? '' : 's'}`;

/** The backup key out of what was typed: the kit, or the key itself. `serial` is null for the latter, which does not say which kit it is of. */
function keyFrom(text) {
  const code = text.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '').toUpperCase();
  if (code === '') throw new Refusal('No key was given.');
  if (/^[0-9A-F]{64}$/.test(code)) return { bk: Buffer.from(code, 'hex'), serial: null };
  const rk = kitKey(code.replace(/O/g, '0').replace(/[IL]/g, '1'));
  const serial = Array.from(hkdf(rk, 'billfold/kit-serial/v1').subarray(0, 8), (byte) => ALPHABET[byte & 31]).join('');
  return { bk: hkdf(rk, 'billfold/backup/v1'), serial: `${serial.slice(0, 4)}-${serial.slice(4)}` };
}

/** 52 characters of five bits each (the last one filled up with zeros), then the remainder by a prime as two more. */
function kitKey(code) {
  if (code.length === 52) throw new Refusal('The check group at the end is missing: two characters after the 13 groups.');
  if (code.length !== 54) throw new Refusal(`The Recovery Kit has 13 groups of four characters and a check group of two, 54 characters in all; the backup key has 64. These are ${code.length}.`);
  const values = [...code].map((character) => ALPHABET.indexOf(character));
  const wrong = values.indexOf(-1);
  if (wrong >= 0) throw new Refusal(`Group ${Math.floor(wrong / 4) + 1} has a character that no kit has (U, or a sign).`);
  let bits = values.slice(0, 52).reduce((sum, value) => sum * 32n + BigInt(value), 0n);
  const filled = bits % 16n;
  bits /= 16n;
  if (filled !== 0n || bits % BigInt(CHECK_PRIME) !== BigInt(values[52] * 32 + values[53])) throw new Refusal('These groups are not right: the check group does not fit. One character or two are probably mistyped.');
  return Buffer.from(bits.toString(16).padStart(64, '0'), 'hex');
}

/** Asks on the terminal, showing a dot for each character; otherwise reads what is piped in. */
async function typedKey() {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) return readFileSync(0, 'utf8');
  stderr.write('Recovery Kit (13 groups and the check group) or backup key, then Enter: ');
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  let text = '';
  try {
    for await (const typed of stdin) {
      for (const sign of typed) {
        if (sign === '\r' || sign === '\n') return text;
        if (sign === '\u0003' || sign === '\u0004') throw new Refusal('Stopped.');
        if (sign === '\u007f' || sign === '\b') text = text.slice(0, -1);
        else if (sign >= ' ') text += sign;
        stderr.write(sign === '\u007f' || sign === '\b' ? '\b \b' : sign === ' ' || sign === '-' ? sign : '•');
      }
    }
    return text;
  } finally {
    stdin.setRawMode(false);
    stdin.unref();
    stderr.write('\n');
  }
}

/** Only adds detection: a backup opens without it. */
function readNote(path) {
  try {
    if (statSync(path).size > MOST_NOTE) return { fault: 'is too long' };
    const note = JSON.parse(readFileSync(path, 'utf8'));
    return typeof note?.sha256 === 'string' && typeof note.mac === 'string' ? { note } : { fault: 'is not a note of Billfold' };
  } catch (error) {
    return error.code === 'ENOENT' ? {} : { fault: 'cannot be read' };
  }
}

/** JSON with sorted keys and no white space: what the seal is over. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

const sealFits = ({ mac, ...rest }, bk) => createHmac('sha256', hkdf(bk, 'billfold/backup-manifest/v1')).update(canonical(rest)).digest('hex') === mac;

/** What the note says against what was read, in words; null when there is none. Page replay inside the file shows only here. */
function compareNote({ note, fault }, bk, sha256) {
  if (fault !== undefined) return `The note beside it (${fault}) was not used.`;
  if (note === undefined) return null;
  if (!sealFits(note, bk)) return 'WARNING: the note beside it (.json) is not sealed with this key, so it proves nothing.';
  if (note.sha256 !== sha256) return 'WARNING: the file is not the one that was backed up: its hash differs from the sealed note beside it, although each page is authentic.';
  return 'Its hash is the one in the sealed note beside it.';
}

/** Opens one page after another. `open` answers null for a page that is not authentic. */
function reader(bk, salt) {
  const macKey = pbkdf2Sync(bk, salt.map((byte) => byte ^ 0x3a), 2, 32, 'sha512');
  const number = Buffer.alloc(4);
  return (page, n) => {
    if (page.length < PAGE) return null;
    if (n === LOCK_PAGE && page.every((byte) => byte === 0)) return page;
    const start = n === 1 ? SALT : 0;
    number.writeUInt32LE(n);
    const mac = createHmac('sha512', macKey).update(page.subarray(start, PAGE - MAC)).update(number).digest();
    if (!timingSafeEqual(mac, page.subarray(PAGE - MAC))) return null;
    const opener = createDecipheriv('aes-256-cbc', bk, page.subarray(PAGE - RESERVE, PAGE - MAC)).setAutoPadding(false);
    const inside = Buffer.concat([opener.update(page.subarray(start, PAGE - RESERVE)), opener.final()]);
    return Buffer.concat([...(n === 1 ? [HEADER] : []), inside, Buffer.alloc(RESERVE)]);
  };
}

function readAt(file, length, position) {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, position));
}

/** The first page tells whether the key is right. With a right key and a damaged first page, the second one still opens. */
function openFirst(file, bk, serial, note) {
  const first = readAt(file, PAGE, 0);
  if (first.subarray(0, HEADER.length).equals(HEADER)) throw new Refusal('This file is not encrypted: it is a plain SQLite file already.');
  const open = reader(bk, Buffer.from(first.subarray(0, SALT)));
  const page = open(first, 1);
  if (page === null) {
    if (open(readAt(file, PAGE, PAGE), 2) !== null) throw new Refusal('The key is right, but the first page of the backup is damaged, and without it the rest cannot be understood. Use another backup.');
    const other = serial !== null && typeof note?.kitSerial === 'string' && /^[0-9A-Z-]{4,20}$/.test(note.kitSerial) && note.kitSerial !== serial;
    if (other) throw new Refusal(`This backup belongs to the Recovery Kit with the number ${note.kitSerial}; what you typed is the kit with the number ${serial}.`);
    throw new Refusal('The key does not open this file. It belongs to another Recovery Kit, or this is no backup (the live database of Billfold has another key), or its beginning is damaged.');
  }
  if (page.readUInt16BE(16) !== PAGE || page[20] !== RESERVE) throw new Refusal('The key opens this file, but it is not laid out as a backup of Billfold.');
  return { open, pages: page.readUInt32BE(28), layout: page.readUInt32BE(60) };
}

/** Page by page into `out`; answers the hash of what was read and the numbers of the damaged pages. Pauses between pieces, so that Ctrl+C is heard. */
async function openPages({ file, out, open, pages, say }) {
  const hash = createHash('sha256');
  const damaged = [];
  const [sealed, plain] = [Buffer.alloc(PAGES_AT_ONCE * PAGE), Buffer.alloc(PAGES_AT_ONCE * PAGE)];
  for (let at = 0; at < pages; at += PAGES_AT_ONCE) {
    const here = Math.min(PAGES_AT_ONCE, pages - at);
    const length = readSync(file, sealed, 0, here * PAGE, at * PAGE);
    hash.update(sealed.subarray(0, length));
    for (let i = 0; i < here; i += 1) {
      const page = open(sealed.subarray(i * PAGE, Math.min((i + 1) * PAGE, length)), at + i + 1);
      if (page === null) damaged.push(at + i + 1);
      plain.fill(page ?? 0, i * PAGE, (i + 1) * PAGE);
    }
    for (let done = 0; done < here * PAGE; ) done += writeSync(out, plain, done, here * PAGE - done);
    say(at + here, pages);
    await new Promise((resolve) => setImmediate(resolve));
  }
  fsyncSync(out);
  return { sha256: hash.digest('hex'), damaged };
}

function arguments_(given) {
  const plain = [];
  let [keyFile, rescue] = [null, false];
  for (let i = 0; i < given.length; i += 1) {
    if (given[i] === '--rescue') rescue = true;
    else if (given[i] === '--key-file') keyFile = given[(i += 1)] ?? '';
    else plain.push(given[i]);
  }
  const [backup, output] = plain;
  return plain.length === 2 && keyFile !== '' && !plain.some((word) => word.startsWith('--')) ? { backup, output, keyFile, rescue } : null;
}

/** How many whole pages there are. A length that does not fit is a backup that was cut off while it was copied. */
function measure(backup, rescue) {
  const found = lstatSync(backup, { throwIfNoEntry: false });
  if (found === undefined) throw new Refusal(`There is no file ${backup}`);
  const { size } = statSync(backup);
  if (!statSync(backup).isFile()) throw new Refusal(`${backup} is not a file.`);
  if (size === 0) throw new Refusal('The backup is empty (0 bytes): it was never written, or it lies only in the cloud.');
  if (size < PAGE || (size % PAGE !== 0 && !rescue)) throw new Refusal('The backup is cut off: its length is not a whole number of pages. Copy it again, or use another one.');
  return Math.floor(size / PAGE);
}

function judge({ damaged, there, header, rescue }) {
  const faults = [];
  if (damaged.length > 0) faults.push(`${count(damaged.length, 'page')} of ${there} damaged (${damaged.slice(0, 10).join(', ')}${damaged.length > 10 ? ', …' : ''})`);
  if (there < header) faults.push(`the last ${count(header - there, 'page')} missing: the backup is cut off`);
  if (there > header) faults.push(`${count(there - header, 'page')} more than it should have`);
  if (faults.length > 0 && !rescue) throw new Refusal(`The key is right, but the backup is not whole: ${faults.join('; ')}. Nothing was written. Use another backup, or --rescue to get what is sound.`);
  return faults;
}

async function main() {
  const asked = arguments_(process.argv.slice(2));
  if (asked === null) throw Object.assign(new Refusal(USAGE), { code: 2 });
  const { backup, output, rescue } = asked;
  const part = `${output}.part`;
  const there = measure(backup, rescue);
  for (const path of [output, part]) if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) throw new Refusal(`${path} is there already. Nothing is ever written over: choose another name.`);
  const beside = readNote(`${backup}.json`);
  const { bk, serial } = keyFrom(asked.keyFile === null ? await typedKey() : readFileSync(asked.keyFile, 'utf8'));
  const file = openSync(backup, 'r');
  let out = null;
  const tidy = () => { if (out !== null) { closeSync(out); rmSync(part, { force: true }); out = null; } };
  process.once('SIGINT', () => { tidy(); process.exit(130); });
  try {
    const first = openFirst(file, bk, serial, beside.note);
    out = openSync(part, 'wx', 0o600);
    const say = (done, all) => { if (process.stderr.isTTY) process.stderr.write(done < all ? `\r${Math.floor((done * 100) / all)} %` : '\r\u001b[K'); };
    const { sha256, damaged } = await openPages({ file, out, open: first.open, pages: there, say });
    const faults = judge({ damaged, there, header: first.pages, rescue });
    const compared = faults.length === 0 ? compareNote(beside, bk, sha256) : null;
    out = closeSync(out) ?? null;
    if (existsSync(output)) throw new Refusal(`${output} has appeared meanwhile; what was decrypted is in ${part}`);
    renameSync(part, output);
    const lines = faults.length === 0 ? [`Each of its ${count(there, 'page')} is authentic.`] : [`RESCUED, NOT WHOLE: ${faults.join('; ')}. Damaged pages are empty in it; sqlite3 has the command .recover.`];
    process.stdout.write(`${basename(backup)} is open. ${[...lines, compared ?? ''].join(' ').trim()}\n${output} is a plain SQLite file (layout ${first.layout}) and NOT encrypted: keep it as you keep your books, and delete it afterwards.\n`);
  } finally {
    tidy();
    closeSync(file);
    bk.fill(0);
  }
}

const WORDS = { EACCES: 'may not be read or written', EPERM: 'may not be read or written', EROFS: 'lies on a medium that cannot be written', ENOSPC: 'cannot be written: the disk is full', ENOENT: 'is not there', EISDIR: 'is a folder', EIO: 'cannot be read: the medium is failing' };

main().catch((error) => {
  const system = error instanceof Refusal ? error.message : `${error.path ?? 'The file to be made'} ${WORDS[error.code] ?? `failed (${error.code ?? error.name})`}.`;
  process.stderr.write(`${system}\n`);
  process.exitCode = error.code === 2 ? 2 : 1;
});
