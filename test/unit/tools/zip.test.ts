// The ZIP reader of tools/: it unpacks only what it is asked for, byte for byte, with the modes in the archive.
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unzip } from '../../../tools/zip.mjs';

interface Entry {
  name: string;
  content: string;
  mode: number;
  packed: boolean;
}

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'billfold-zip-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Header fields that local and central entries share, from the packing method to the length of the extra field. */
function fields(entry: Entry, bytes: Buffer): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(entry.packed ? 8 : 0, 0);
  head.writeUInt32LE(crc32(entry.content), 6);
  head.writeUInt32LE(bytes.length, 10);
  head.writeUInt32LE(Buffer.byteLength(entry.content), 14);
  head.writeUInt16LE(Buffer.byteLength(entry.name), 18);
  return head;
}

function zip(entries: readonly Entry[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  for (const entry of entries) {
    const bytes = entry.packed ? deflateRawSync(entry.content) : Buffer.from(entry.content);
    const offset = Buffer.concat(local).length;
    local.push(Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1'), fields(entry, bytes), Buffer.from(entry.name), bytes);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((entry.mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.from('PK\x01\x02\x14\x03\x14\0\0\0', 'latin1'), fields(entry, bytes), rest, Buffer.from(entry.name));
  }
  const body = Buffer.concat(local);
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, directory, end]);
}

it('unpacks the entries asked for, stored or deflated, to the place and with the mode they have', () => {
  const archive = join(folder, 'a.zip');
  const text = 'billfold '.repeat(1000);
  writeFileSync(archive, zip([
    { name: 'App/', content: '', mode: 0o40755, packed: false },
    { name: 'App/run', content: '#!/bin/sh\n', mode: 0o100755, packed: false },
    { name: 'App/locales/de.pak', content: text, mode: 0o100644, packed: true },
    { name: 'App/resources/secret', content: 'no', mode: 0o100644, packed: true },
  ]));
  const out = join(folder, 'out');
  unzip(archive, out, (name) => (name.includes('resources/') ? undefined : name.replace('App/', '')));
  expect(readdirSync(out, { recursive: true, encoding: 'utf8' }).sort()).toEqual(['locales', 'locales/de.pak', 'run']);
  expect(readFileSync(join(out, 'locales/de.pak'), 'utf8')).toBe(text);
  expect(statSync(join(out, 'run')).mode & 0o111).not.toBe(0);
});

it('says so when the file is not a ZIP archive', () => {
  const archive = join(folder, 'a.zip');
  writeFileSync(archive, 'something else entirely, long enough to hold a directory');
  expect(() => unzip(archive, folder, (name) => name)).toThrow('not a ZIP archive');
});
