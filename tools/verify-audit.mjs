#!/usr/bin/env node
// Checks a log file of Billfold without Billfold: node verify-audit.mjs LOG.jsonl [--key MARK] [--kit "XXXX-XXXX-…"] [--seal "7F3A 91C0 4D2E 55B1"]
// Needs Node 20 or newer and nothing else; reads the file line by line, so that it may be of any length. Ends with 0 when everything holds, 1 when something does not, 2 when it could not look.
import { createDecipheriv, createHash, createHmac, createPublicKey, hkdfSync, timingSafeEqual, verify } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SIGNED = 'billfold/log/v1|';
const NO_ROW_BEFORE = '0'.repeat(64);
const HEX = /^[0-9a-f]{64}$/;
const OPENS_EPOCH = ['epoch.open', 'restore'];
const ERASES = ['customer.erase'];
const MOST_SHOWN = 20;
/** A record may be long, a line without end is no record. */
const LONGEST_LINE = 8 * 1024 * 1024;

/** The 32-byte key behind the groups of a Recovery Kit (Crockford base 32 and a check group), or null when it was typed wrong. */
export function readKit(typed) {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const code = typed.normalize('NFKC').toUpperCase().replace(/[\s\p{Pd}]/gu, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (code.length !== 54 || [...code].some((letter) => !alphabet.includes(letter))) return null;
  const bytes = [];
  let [bits, waiting] = [0, 0];
  for (const letter of code.slice(0, 52)) {
    bits = (bits << 5) | alphabet.indexOf(letter);
    waiting += 5;
    if (waiting >= 8) {
      waiting -= 8;
      bytes.push((bits >> waiting) & 255);
      bits &= (1 << waiting) - 1;
    }
  }
  const check = bytes.reduce((rest, byte) => (rest * 256 + byte) % 1021, 0);
  return bits === 0 && alphabet.indexOf(code[52]) * 32 + alphabet.indexOf(code[53]) === check ? Buffer.from(bytes) : null;
}

/** The key that makes the MACs of the chain, from the kit's. */
export function auditKey(kit) {
  return Buffer.from(hkdfSync('sha256', kit, Buffer.alloc(0), 'billfold/audit/v1', 32));
}

/** Of Recovery Kits that were replaced: each key lies sealed under the one after it, newest first. A list that does not open ends there. */
export function pastKeys(listed, newest) {
  const keys = [];
  for (const { untilSeq, mac, nonce, sealed } of Array.isArray(listed) ? listed : []) {
    const label = 'billfold/past-audit-key/v1';
    const kek = Buffer.from(hkdfSync('sha256', keys[0]?.key ?? newest, Buffer.alloc(0), label, 32));
    const bytes = Buffer.from(String(sealed), 'hex');
    try {
      const opener = createDecipheriv('aes-256-gcm', kek, Buffer.from(String(nonce), 'hex'), { authTagLength: 16 });
      opener.setAAD(Buffer.from(`${label}|${untilSeq}|${mac}`)).setAuthTag(bytes.subarray(-16));
      keys.unshift({ untilSeq, key: Buffer.concat([opener.update(bytes.subarray(0, -16)), opener.final()]) });
    } catch {
      break;
    }
  }
  return keys;
}

async function* linesOf(file) {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(file)) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield { bytes: rest.subarray(0, end + 1), whole: true };
      rest = rest.subarray(end + 1);
    }
    if (rest.length > LONGEST_LINE) throw new Error('a line is too long to be one of ours');
  }
  if (rest.length > 0) yield { bytes: rest, whole: false };
}

function parse(bytes) {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

const isSeq = (n) => Number.isSafeInteger(n) && n > 0;

/** Walks the records of one file; `bad` hears of each fault once. */
class Walk {
  constructor(ak, bad) {
    this.ak = ak;
    this.past = [];
    this.bad = bad;
    this.last = null;
    this.first = null;
    this.records = 0;
    this.erased = [];
    this.erasing = new Map();
    this.seals = new Map();
  }

  record(row, line) {
    const at = `record ${isSeq(row.seq) ? row.seq : `on line ${line}`}`;
    if (!isSeq(row.seq) || !isSeq(row.epoch) || ![row.bodyHash, row.prev, row.mac].every((hex) => HEX.test(hex))) {
      this.bad(`${at}: is no record of a log`);
      return;
    }
    const { last } = this;
    if (last === null) {
      this.first = row;
      if (row.seq === 1 && row.prev !== NO_ROW_BEFORE) this.bad(`${at}: the first record names one before it`);
    } else {
      if (row.seq !== last.seq + 1) this.bad(`${at}: comes after record ${last.seq}; records are missing, doubled or out of order`);
      if (row.prev !== last.mac) this.bad(`${at}: does not follow the record before it (its link is another's)`);
      if (row.epoch < last.epoch || (row.epoch > last.epoch && !OPENS_EPOCH.includes(row.action))) this.bad(`${at}: begins a new epoch without a reason on record`);
    }
    if (typeof row.body === 'string') {
      if (createHash('sha256').update(row.body, 'utf8').digest('hex') !== row.bodyHash) this.bad(`${at}: its details are not the ones that were sealed`);
    } else if (isSeq(row.erasedBy)) this.erased.push({ seq: row.seq, by: row.erasedBy });
    else this.bad(`${at}: its details are gone, and nothing says that they were erased`);
    if (ERASES.includes(row.action)) this.erasing.set(row.seq, row);
    if (this.ak !== null && !this.fits(row)) this.bad(`${at}: its MAC does not fit: it was changed, or the kit is of another vault`);
    this.seals.set(row.mac.slice(0, 16), row.seq);
    this.last = row;
    this.records += 1;
  }

  fits({ epoch, seq, at, actor, action, entity, entityId, bodyHash, prev, mac }) {
    const said = JSON.stringify([1, epoch, seq, at, actor, action, entity, entityId]);
    const key = this.past.find(({ untilSeq }) => seq <= untilSeq)?.key ?? this.ak;
    const right = createHmac('sha256', key).update(said).update(Buffer.from(bodyHash, 'hex')).update(Buffer.from(prev, 'hex')).digest();
    return timingSafeEqual(right, Buffer.from(mac, 'hex'));
  }

  /** Erasures are judged at the end: the record that says why comes later. */
  judgeErasures() {
    let elsewhere = 0;
    for (const { seq, by } of this.erased) {
      if (by <= seq) this.bad(`record ${seq}: is said to have been erased by an earlier one (${by})`);
      else if (by > this.last.seq) elsewhere += 1;
      else if (!this.erasing.has(by)) this.bad(`record ${seq}: its details are gone, and record ${by} is no erasure`);
    }
    return elsewhere;
  }
}

/**
 * Everything that can be said of a file: `faults` is empty when it holds.
 * @param {string} file
 * @param {{ kit?: string, key?: string, seal?: string }} [options] key: the beginning of the public key as it was printed; seal: 16 letters from a printed page
 */
export async function verifyLog(file, options = {}) {
  const faults = [];
  let faultCount = 0;
  const bad = (text) => {
    faultCount += 1;
    if (faults.length < MOST_SHOWN) faults.push(text);
  };
  const hexOf = (text) => text.toLowerCase().replace(/[^0-9a-f]/g, '');
  const kit = options.kit === undefined ? null : readKit(options.kit);
  if (options.kit !== undefined && kit === null) bad('the kit was typed wrong');
  const walk = new Walk(kit === null ? null : auditKey(kit), bad);
  const digest = createHash('sha256');
  let [head, end, line] = [null, null, 0];
  for await (const { bytes, whole } of linesOf(file)) {
    line += 1;
    const row = parse(bytes);
    if (row === null || !whole) bad(`line ${line}: ${whole ? 'is not JSON' : 'is cut off'}`);
    if (row === null) continue;
    if (end !== null) bad(`line ${line}: stands after the end`);
    else if (line === 1) {
      if (row.billfoldLog !== 1 || !HEX.test(row.publicKey) || typeof row.vault !== 'string') bad('line 1: is not the head of a log file');
      else {
        head = row;
        if (walk.ak !== null) walk.past = pastKeys(row.pastKeys, walk.ak);
      }
    } else if (row.end === true) end = row;
    else walk.record(row, line);
    if (row.end !== true) digest.update(bytes);
  }
  if (head === null && line === 0) bad('the file is empty');
  const elsewhere = walk.last === null ? 0 : walk.judgeErasures();
  if (end === null) bad('the end is missing: the file was cut off');
  else if (head !== null) signature(head, end, digest, walk, bad);
  if (head !== null && options.key !== undefined && !(hexOf(options.key).length >= 16 && head.publicKey.startsWith(hexOf(options.key)))) bad(`the key is ${head.publicKey.slice(0, 16)}, not the one you gave: the file was signed by another vault, or by somebody else`);
  const sealed = options.seal === undefined ? null : (walk.seals.get(hexOf(options.seal).slice(0, 16)) ?? null);
  if (options.seal !== undefined && sealed === null) bad('no record has the printed seal: the log was changed or cut since it was printed, or the page is of another stretch');
  return { holds: faultCount === 0, faults, faultCount, records: walk.records, first: walk.first?.seq ?? null, last: walk.last?.seq ?? null, seal: walk.last?.mac.slice(0, 16) ?? null, publicKey: head?.publicKey ?? null, erased: walk.erased.length, elsewhere, macs: walk.ak !== null, sealed };
}

function signature(head, end, digest, walk, bad) {
  const { signature: signed, ...said } = end;
  if (end.records !== walk.records) bad(`the end counts ${end.records} records, there are ${walk.records}`);
  if (walk.last !== null && (said.head === null || said.head.seq !== walk.last.seq || said.head.mac !== walk.last.mac)) bad('the end names another last record');
  const sum = digest.update(JSON.stringify(said)).digest();
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(head.publicKey, 'hex')]);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const bytes = Buffer.from(typeof signed === 'string' ? signed : '', 'hex');
  if (bytes.length !== 64 || !verify(null, Buffer.concat([Buffer.from(SIGNED), sum]), key, bytes)) bad('the signature does not fit: the file was changed after it was written');
}

function groups(hex) {
  return (hex.toUpperCase().match(/.{4}/g) ?? []).join(' ');
}

async function main(args) {
  const options = {};
  const files = [];
  for (let i = 0; i < args.length; i += 1) {
    const name = /^--(kit|key|seal)$/.exec(args[i])?.[1];
    if (name === undefined) files.push(args[i]);
    else options[name] = args[(i += 1)] ?? '';
  }
  if (files.length !== 1 || files[0].startsWith('-')) {
    process.stderr.write('node verify-audit.mjs LOG.jsonl [--key MARK] [--kit "GROUPS OF THE RECOVERY KIT"] [--seal "16 LETTERS OF A PRINTED PAGE"]\n');
    return 2;
  }
  let result;
  try {
    result = await verifyLog(files[0], options);
  } catch (error) {
    process.stderr.write(`The file could not be read: ${error.message}\n`);
    return 2;
  }
  const say = (text) => process.stdout.write(`${text}\n`);
  if (result.records > 0) say(`${result.records} records, ${result.first} to ${result.last}; last seal ${groups(result.seal)}`);
  if (result.publicKey !== null) say(`signed with the key ${groups(result.publicKey.slice(0, 16))}: compare it with the key on a page of the day's end`);
  if (result.erased > 0) say(`${result.erased} records had their details erased, each with a record that says so${result.elsewhere > 0 ? ` (${result.elsewhere} of those later than this file)` : ''}`);
  if (result.sealed !== null) say(`the printed seal is record ${result.sealed}`);
  for (const fault of result.faults) say(`FAULT  ${fault}`);
  if (result.faultCount > result.faults.length) say(`FAULT  and ${result.faultCount - result.faults.length} more`);
  say(result.holds ? `It holds: signature, order, links and details${result.macs ? ', and the MAC of each record' : ' (without the kit the MACs were not checked)'}.` : 'It does not hold.');
  return result.holds ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
