// The archive of exports: what is written is read again by us and by others, and what an attacker writes is refused before a byte of it is believed.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { isSafeName } from '../../../main/export/zipFormat.ts';
import { openZip } from '../../../main/export/zipRead.ts';
import { createZip } from '../../../main/export/zipWrite.ts';

const folder = mkdtempSync(join(tmpdir(), 'billfold-zip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let n = 0;
const fresh = (): string => join(folder, `${(n += 1)}.zip`);

interface Forged { name: string; data: Buffer; method?: number; size?: number; crc?: number; flags?: number; mode?: number }
/** An archive as somebody else might write it, right or wrong. */
function forge(entries: Forged[], tail: Buffer = Buffer.alloc(0)): string {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data, method = 0, size, crc, flags = 0x800, mode = 0 } of entries) {
    const packed = method === 8 ? deflateRawSync(data) : data;
    const bytes = Buffer.from(name, 'utf8');
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(bytes.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(crc ?? crc32(data), 16);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(size ?? data.length, 24);
    central.writeUInt16LE(bytes.length, 28);
    central.writeUInt32LE((mode << 16) >>> 0, 38);
    central.writeUInt32LE(at, 42);
    parts.push(local, bytes, packed);
    directory.push(central, bytes);
    at += 30 + bytes.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  const path = fresh();
  writeFileSync(path, Buffer.concat([...parts, list, end, tail]));
  return path;
}

async function readAll(path: string): Promise<Map<string, Buffer>> {
  const zip = openZip(path);
  try {
    const found = new Map<string, Buffer>();
    for (const entry of zip.entries.values()) found.set(entry.name, await zip.whole(entry, 1e8));
    return found;
  } finally {
    zip.close();
  }
}

describe('writing an archive', () => {
  it('gives back what went in, stored and deflated, empty and in many pieces, also to another program', async () => {
    const path = fresh();
    const zip = createZip(path);
    const noise = randomBytes(1_300_000);
    const text = Buffer.from('{"amount":12345}\n'.repeat(200_000));
    zip.put('empty.txt', Buffer.alloc(0), 'deflate');
    zip.put('pdf/INV-2026-0001.pdf', noise, 'store');
    const entry = zip.entry('data/größe.jsonl', 'deflate');
    for (let at = 0; at < text.length; at += 60_000) entry.add(text.subarray(at, at + 60_000));
    expect(entry.end().bytes).toBe(text.length);
    zip.finish();
    const found = await readAll(path);
    expect(found.get('empty.txt')).toEqual(Buffer.alloc(0));
    expect(found.get('pdf/INV-2026-0001.pdf')?.equals(noise)).toBe(true);
    expect(found.get('data/größe.jsonl')?.equals(text)).toBe(true);
    expect(readFileSync(path).length).toBeLessThan(noise.length + text.length / 20);
    const script = 'import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nprint(z.testzip(), sum(i.file_size for i in z.infolist()))';
    expect(execFileSync('python3', ['-c', script, path]).toString().trim()).toBe(`None ${noise.length + text.length}`);
  });

  it('goes beyond 65,535 files (zip64), and another program agrees', () => {
    const path = fresh();
    const zip = createZip(path);
    for (let i = 0; i < 66_000; i += 1) zip.put(`pdf/${i}.pdf`, Buffer.from([i & 255]), 'store');
    zip.finish();
    const read = openZip(path);
    expect(read.entries.size).toBe(66_000);
    expect(read.entries.get('pdf/65999.pdf')?.size).toBe(1);
    read.close();
    expect(execFileSync('python3', ['-c', 'import sys,zipfile; print(len(zipfile.ZipFile(sys.argv[1]).namelist()))', path]).toString().trim()).toBe('66000');
  });

  it('refuses a file that is there, and a name that leads outside or comes twice', () => {
    const path = fresh();
    writeFileSync(path, 'mine');
    expect(() => createZip(path)).toThrow('FILE_EXISTS');
    const zip = createZip(fresh());
    zip.put('a.txt', Buffer.from('a'), 'store');
    expect(() => zip.put('A.TXT', Buffer.from('a'), 'store')).toThrow('cannot be added');
    expect(() => zip.put('../a', Buffer.from('a'), 'store')).toThrow('cannot be added');
    zip.abandon();
  });
});

describe('reading an archive that somebody else may have written', () => {
  it.each(['../evil', 'a/../../evil', '/etc/passwd', 'C:\\evil', 'a\\b', 'a//b', './a', 'a/.', 'con', 'data/NUL.txt', 'a\u202eb', 'a\u0000b', 'dot.', ''])('refuses the name %j (zip slip)', (name) => {
    expect(isSafeName(name)).toBe(false);
    expect(() => openZip(forge([{ name, data: Buffer.from('x') }]))).toThrow('EXPORT_DAMAGED');
  });

  it('refuses links, encryption, unknown compression, names that come twice and sizes that lie', async () => {
    const data = Buffer.from('hello');
    for (const wrong of [{ mode: 0o120777 }, { flags: 0x801 }, { method: 12 }, { size: 4 }]) expect(() => openZip(forge([{ name: 'a', data, ...wrong }])), JSON.stringify(wrong)).toThrow('EXPORT_DAMAGED');
    expect(() => openZip(forge([{ name: 'a', data }, { name: 'A', data }]))).toThrow('EXPORT_DAMAGED');
    await expect(readAll(forge([{ name: 'a', data, crc: 1 }]))).rejects.toThrow('EXPORT_DAMAGED');
    await expect(readAll(forge([{ name: 'a', data: Buffer.alloc(5000, 7), method: 8, size: 4000 }]))).rejects.toThrow('EXPORT_DAMAGED');
    await expect(readAll(forge([{ name: 'a', data: Buffer.alloc(5000, 7), method: 8, size: 6000 }]))).rejects.toThrow('EXPORT_DAMAGED');
  });

  it('refuses a zip bomb by its sizes alone, and never inflates beyond what the list says', async () => {
    const bomb = Buffer.alloc(30_000_000);
    expect(() => openZip(forge([{ name: 'bomb', data: bomb, method: 8 }]))).toThrow('EXPORT_DAMAGED');
    await expect(readAll(forge([{ name: 'bomb', data: bomb, method: 8, size: 1000, crc: 0 }]))).rejects.toThrow('EXPORT_DAMAGED');
  });

  it('refuses what is no ZIP, what is cut off and what has a flipped byte', async () => {
    const other = fresh();
    writeFileSync(other, 'name;town\n');
    expect(() => openZip(other)).toThrow('EXPORT_FOREIGN');
    writeFileSync(other, '');
    expect(() => openZip(other)).toThrow('EXPORT_FOREIGN');
    const good = readFileSync(forge([{ name: 'a', data: Buffer.from('hello world'), method: 8 }]));
    writeFileSync(other, good.subarray(0, good.length - 30));
    expect(() => openZip(other)).toThrow('EXPORT_DAMAGED');
    for (let at = 31; at < good.length; at += 1) {
      const bad = Buffer.from(good);
      bad.writeUInt8(bad.readUInt8(at) ^ 0x41, at);
      writeFileSync(other, bad);
      const outcome = await readAll(other).then((found) => found.get('a')?.toString() ?? 'other name', (error: unknown) => String(error));
      expect(outcome, `byte ${at}`).toMatch(/hello world|other name|EXPORT_/);
    }
  });
});
