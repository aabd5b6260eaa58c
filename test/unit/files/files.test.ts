// Files are written whole or not at all, never among Billfold's own, and a picture is known by its bytes.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chosenFiles } from '../../../main/files/chosen.ts';
import { imageType } from '../../../main/files/logo.ts';
import { readChosen } from '../../../main/files/read.ts';
import { fileNameFor, isInside } from '../../../main/files/place.ts';
import { diskError, throughPart, writeBeside, writeChunks, writeWhole } from '../../../main/files/write.ts';

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

describe('throughPart', () => {
  it('takes away what an ended process left unfinished, keeps the older file, and lets the reason through', async () => {
    const folder = fresh();
    const target = join(folder, 'report.csv');
    writeFileSync(target, 'older');
    writeFileSync(`${target}.part`, 'of somebody else');
    const killed = throughPart(target, (part) => {
      writeFileSync(part, 'half of it');
      return Promise.reject(new Error('ended'));
    });
    await expect(killed).rejects.toThrow('ended');
    expect(readdirSync(folder).toSorted()).toEqual(['report.csv', 'report.csv.part']);
    expect(readFileSync(target, 'utf8')).toBe('older');
    await throughPart(target, async (part) => writeChunks(target, part, [Buffer.from('newer')]));
    expect([readFileSync(target, 'utf8'), readdirSync(folder).length]).toEqual(['newer', 2]);
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
    expect(() => writeWhole(join(folder, 'a.pdf'), Buffer.from('new'))).toThrow('PLACE_NO_ACCESS');
    expect(readdirSync(folder)).toEqual(['a.pdf']);
  });
  it('says a full disk is full when writing to one', () => {
    expect(diskError(Object.assign(new Error('/home/maeve'), { code: 'ENOSPC' }))).toMatchObject({ code: 'DISK_FULL' });
    expect(diskError(Object.assign(new Error('/home/maeve'), { code: 'EROFS' }))).toMatchObject({ code: 'DISK_READONLY' });
  });
});

describe('writeBeside', () => {
  it('replaces the file and leaves nothing beside it, readable by its owner only', async () => {
    const folder = fresh();
    writeFileSync(join(folder, 'a.pdf'), 'old');
    await writeBeside(join(folder, 'a.pdf'), Buffer.from('new'));
    expect(readFileSync(join(folder, 'a.pdf'), 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['a.pdf']);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'a.pdf')).mode & 0o777).toBe(0o600);
  });
  it('leaves the older file and no remains when it fails, and tells the reason as writeWhole does', async () => {
    const folder = fresh();
    mkdirSync(join(folder, 'a.pdf'));
    await expect(writeBeside(join(folder, 'a.pdf'), Buffer.from('new'))).rejects.toThrow('PLACE_NO_ACCESS');
    expect(readdirSync(folder)).toEqual(['a.pdf']);
    await expect(writeBeside(join(folder, 'gone', 'a.pdf'), Buffer.from('new'))).rejects.toThrow('FILE_GONE');
  });
  it('lets others go on while the disk takes its time', async () => {
    let turns = 0;
    let over = false;
    const turn = (): void => {
      turns += 1;
      if (!over) setImmediate(turn);
    };
    setImmediate(turn);
    await writeBeside(join(fresh(), 'large.pdf'), Buffer.alloc(32 * 1024 * 1024, 1));
    over = true;
    expect(turns).toBeGreaterThan(10);
  });
});

describe('diskError', () => {
  it.each(['EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'])("%s is a place without access, not Billfold's own folder", (code) => {
    expect(diskError(Object.assign(new Error('/home/maeve'), { code }))).toMatchObject({ code: 'PLACE_NO_ACCESS', message: 'PLACE_NO_ACCESS' });
  });
  it('says so of a file used as a folder, of a name too long, and when reading that the file cannot be read', () => {
    const file = join(fresh(), 'x');
    writeFileSync(file, '');
    expect(() => writeWhole(join(file, 'y'), Buffer.from('x'))).toThrow('PLACE_NO_ACCESS');
    expect(() => writeWhole(join(fresh(), 'y'.repeat(400)), Buffer.from('x'))).toThrow('PLACE_NO_ACCESS');
    expect(() => readChosen(join(file, 'y'), 10)).toThrow('FILE_UNREADABLE');
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

describe('imageType', () => {
  it('goes by the bytes, and refuses what is too large or no picture', () => {
    expect(imageType(Buffer.from('89504e470d0a1a0a', 'hex'))).toBe('image/png');
    expect(imageType(Buffer.from('ffd8ffe0', 'hex'))).toBe('image/jpeg');
    for (const text of ['GIF89a', '<html><script>alert(1)</script></html>', '<svg xmlns="http://www.w3.org/2000/svg"/>', '']) expect(() => imageType(Buffer.from(text))).toThrow('IMAGE_INVALID');
    expect(() => imageType(Buffer.alloc(6 * 1024 * 1024))).toThrow('FILE_TOO_LARGE');
  });
});
