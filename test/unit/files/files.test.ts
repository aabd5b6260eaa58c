// Files are written whole or not at all, never among Billfold's own, and a logo is only ever a plain small PNG.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chosenFiles } from '../../../main/files/chosen.ts';
import { checkPng, imageType } from '../../../main/files/logo.ts';
import { fileNameFor, isInside } from '../../../main/files/place.ts';
import { diskError, writeWhole } from '../../../main/files/write.ts';

const fresh = (): string => mkdtempSync(join(tmpdir(), 'billfold-files-'));

describe('isInside', () => {
  it.each([
    ['/data/billfold/x.pdf', '/data/billfold', 'linux', true],
    ['/data/billfold', '/data/billfold', 'linux', true],
    ['/data/billfold/../other/x', '/data/billfold', 'linux', false],
    ['/data/billfold-evil/x', '/data/billfold', 'linux', false],
    ['/DATA/Billfold/x', '/data/billfold', 'darwin', true],
    ['C:\\Data\\Billfold\\x', 'c:\\data\\billfold', 'win32', true],
    ['D:\\x', 'C:\\Data\\Billfold', 'win32', false],
    ['/data/..billfold/x', '/data', 'linux', true],
  ] as const)('%s in %s on %s is %s', (target, folder, platform, inside) => {
    expect(isInside(target, folder, platform)).toBe(inside);
  });
});

describe('fileNameFor', () => {
  it.each([
    ['INV/25-26/0001', 'INV-25-26-0001'],
    ['../../etc/passwd', 'etc-passwd'],
    ['con', 'document-con'],
    ['', 'document-'],
    ['a\u202Efdp.exe', 'a-fdp.exe'],
  ])('%j becomes %j', (text, name) => {
    expect(fileNameFor(text)).toBe(name);
  });
});

describe('writeWhole', () => {
  it('replaces the file and leaves nothing beside it', () => {
    const folder = fresh();
    writeFileSync(join(folder, 'a.pdf'), 'old');
    writeWhole(join(folder, 'a.pdf'), Buffer.from('new'));
    expect(readFileSync(join(folder, 'a.pdf'), 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['a.pdf']);
  });
  it('leaves the older file and no remains when it fails', () => {
    const folder = fresh();
    mkdirSync(join(folder, 'a.pdf'));
    expect(() => writeWhole(join(folder, 'a.pdf'), Buffer.from('new'))).toThrow('PLACE_FORBIDDEN');
    expect(readdirSync(folder)).toEqual(['a.pdf']);
  });
  it('says a full disk is full when writing to one', () => {
    expect(() => writeWhole('/dev/full/x', Buffer.from('x'))).toThrow('PLACE_FORBIDDEN');
    expect(diskError(Object.assign(new Error('/home/maeve'), { code: 'ENOSPC' }))).toMatchObject({ code: 'DISK_FULL' });
    expect(diskError(Object.assign(new Error('/home/maeve'), { code: 'EROFS' }))).toMatchObject({ code: 'DISK_READONLY' });
  });
});

describe('chosenFiles', () => {
  it('knows a file by its token for an hour and forgets all on lock', () => {
    let now = 0;
    const files = chosenFiles(() => now);
    const token = files.add('/x.csv');
    expect(files.path(token)).toBe('/x.csv');
    expect(() => files.path('00000000-0000-4000-8000-000000000000')).toThrow('FILE_GONE');
    now = 61 * 60_000;
    expect(() => files.path(token)).toThrow('FILE_GONE');
    const again = files.add('/y.csv');
    files.forgetAll();
    expect(() => files.path(again)).toThrow('FILE_GONE');
  });
});

function png(width: number, height: number, extra: [string, Buffer][] = []): Buffer {
  const chunk = (kind: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([head, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc(64));
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), ...extra.map(([k, d]) => chunk(k, d)), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

describe('checkPng', () => {
  it('takes a plain PNG', () => {
    expect(checkPng(png(300, 100))).toEqual({ width: 300, height: 100 });
  });
  it.each<[string, Buffer]>([
    ['HTML under another name', Buffer.from('<html><script>alert(1)</script></html>'.padEnd(100))],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'.padEnd(100))],
    ['30,000 x 30,000 pixels', png(30_000, 30_000)],
    ['no pixels', png(0, 10)],
    ['something after the end', Buffer.concat([png(10, 10), Buffer.from('<script>')])],
    ['a text chunk', png(10, 10, [['tEXt', Buffer.from('Comment\0<script>')]])],
    ['a profile chunk', png(10, 10, [['iCCP', Buffer.alloc(10)]])],
    ['a cut-off file', png(10, 10).subarray(0, 60)],
    ['a JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(200)])],
    ['150 KiB and more', png(10, 10, [['PLTE', Buffer.alloc(160 * 1024)]])],
  ])('refuses %s', (_what, bytes) => {
    expect(() => checkPng(bytes)).toThrow('IMAGE_INVALID');
  });
});

describe('imageType', () => {
  it('goes by the bytes, and refuses what is too large or no picture', () => {
    expect(imageType(png(1, 1))).toBe('image/png');
    expect(() => imageType(Buffer.from('GIF89a'))).toThrow('IMAGE_INVALID');
    expect(() => imageType(Buffer.alloc(6 * 1024 * 1024))).toThrow('FILE_TOO_LARGE');
  });
});
