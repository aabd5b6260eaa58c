// Drives of each system from what its tools print: sticks, disks on USB, cards and shares are found, inner disks never, and nonsense does no harm.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { below, type DriveHost, driveOf, driveRoots, isUnc, listDrives, within } from '../../../main/files/drives.ts';
import { isStick, parseMountinfo } from '../../../main/files/drivesLinux.ts';
import { macDrive, macShares, parsePlist } from '../../../main/files/drivesMac.ts';
import { windowsDrives, windowsTool } from '../../../main/files/drivesWindows.ts';

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, '../../fixtures/drives', name), 'utf8');
const never = (): Promise<never> => Promise.reject(new Error('not asked'));
const nothing: DriveHost = { platform: 'linux', systemRoot: '', readText: never, real: never, names: never, exists: () => Promise.resolve(false), space: never, run: never };

describe('Linux', () => {
  const places: Record<string, string> = {
    '8:17': '/sys/devices/pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host6/target6:0:0/6:0:0:0/block/sdb/sdb1',
    '8:33': '/sys/devices/pci0000:00/0000:00:14.0/usb2/2-4/2-4:1.0/host7/target7:0:0/7:0:0:0/block/sdc/sdc1',
    '179:1': '/sys/devices/pci0000:00/0000:00:1c.0/rtsx/mmc_host/mmc0/mmc0:0001/block/mmcblk0/mmcblk0p1',
    '259:2': '/sys/devices/pci0000:00/0000:00:1d.0/nvme/nvme0/nvme0n1/nvme0n1p2',
  };
  const host: DriveHost = {
    ...nothing,
    readText: (file) => (file === '/proc/self/mountinfo' ? Promise.resolve(fixture('mountinfo.txt')) : file.endsWith('/block/sdb/removable') ? Promise.resolve('1\n') : file.endsWith('removable') && !file.includes('sdb1/') ? Promise.resolve('0\n') : Promise.reject(new Error('no such file'))),
    real: (file) => Promise.resolve(places[file.replace('/sys/dev/block/', '')] ?? '/sys/devices/virtual/block/loop0'),
    space: (folder) => (folder === '/mnt/books' ? new Promise(() => undefined) : Promise.resolve({ size: 16_000, free: 11_200 })),
  };

  it('finds the stick, the USB disk that calls itself fixed, the card and the share; neither the inner disk nor a bind mount', async () => {
    const drives = await listDrives({ ...host, space: () => Promise.resolve({ size: 16_000, free: 11_200 }) });
    expect(drives.map(({ kind, mount, name, fileSystem, readOnly }) => [kind, mount, name, fileSystem, readOnly])).toEqual([
      ['stick', '/run/media/ada/Big disk', 'Big disk', 'ext4', false],
      ['stick', '/media/ada/CARD', 'CARD', 'exfat', true],
      ['stick', '/run/media/ada/RED STICK é', 'RED STICK é', 'vfat', false],
      ['network', '/mnt/books', 'books', 'cifs', false],
    ]);
    expect(drives[0]).toMatchObject({ size: 16_000, free: 11_200 });
  });

  it('leaves out what is no mount line, and an empty or endless text does no harm', () => {
    expect(parseMountinfo('')).toEqual([]);
    expect(parseMountinfo('nonsense\n1 2 x:y / /a rw - ext4 /dev/sda rw\n - \n\u0000')).toEqual([]);
    expect(parseMountinfo('1 2 8:1 / /a rw - ext4 /dev/sda1 rw\n'.repeat(5000))).toHaveLength(512);
  });

  it('a removable flag alone on a disk that is mounted like an inner one is no stick', () => {
    const mount = { device: '8:1', root: '/', at: '/home', fileSystem: 'ext4', source: '/dev/sda1', readOnly: false };
    expect(isStick(mount, { place: '/sys/devices/pci0/ata1/block/sda/sda1', removable: true })).toBe(false);
    expect(isStick({ ...mount, at: '/media/x' }, { place: '/sys/devices/pci0/ata1/block/sda/sda1', removable: true })).toBe(true);
  });

  it('asks for the roots without looking at the devices', async () => {
    expect(await driveRoots({ ...host, real: never, space: never })).toContain('/run/media/ada/RED STICK é');
  });
});

describe('macOS', () => {
  it('reads name, room and file system of a stick', () => {
    expect(macDrive(fixture('diskutil-stick.plist'))).toEqual({ kind: 'stick', mount: '/Volumes/Red & blue', name: 'Red & blue', fileSystem: 'msdos', readOnly: false, size: 16_008_609_792, free: 11_200_000_000 });
  });
  it('leaves out the inner disk, a disk image and nonsense', () => {
    const stick = fixture('diskutil-stick.plist');
    expect(macDrive(stick.replace('/Volumes/Red &amp; blue', '/'))).toBeNull();
    expect(macDrive(stick.replace('<string>USB</string>', '<string>Disk Image</string>'))).toBeNull();
    expect(macDrive(stick.replace('<key>Internal</key>\n\t<false/>', '<key>Internal</key>\n\t<true/>'))).toBeNull();
    expect(macDrive('')).toBeNull();
    expect(parsePlist('<key>a').size).toBe(0);
  });
  it('lists shares as mount says them', () => {
    expect(macShares(fixture('mac-mount.txt')).map(({ mount, fileSystem, readOnly }) => [mount, fileSystem, readOnly])).toEqual([['/Volumes/books', 'smbfs', false], ['/Volumes/old (2)', 'nfs', true]]);
  });
  it('runs diskutil by its whole path, once for each volume, with nothing of the name taken as an option', async () => {
    const asked: string[][] = [];
    const drives = await listDrives({
      ...nothing, platform: 'darwin', names: () => Promise.resolve(['.hidden', '-x; rm']),
      run: (tool, args) => {
        asked.push([tool, ...args]);
        return Promise.resolve(tool === '/sbin/mount' ? '' : fixture('diskutil-stick.plist'));
      },
    });
    expect(asked).toEqual([['/usr/sbin/diskutil', 'info', '-plist', '/Volumes/-x; rm'], ['/sbin/mount']]);
    expect(drives).toHaveLength(1);
  });
});

describe('Windows', () => {
  it('finds sticks by type or bus, and network letters', () => {
    expect(windowsDrives(fixture('windows.json')).map(({ kind, mount, name, fileSystem, free }) => [kind, mount, name, fileSystem, free])).toEqual([
      ['stick', 'E:\\', 'RED', 'fat32', 11_200_000_000], ['stick', 'F:\\', 'Disk', 'ntfs', 900], ['network', 'Z:\\', 'books', '', null],
    ]);
  });
  it('takes one drive alone, and nothing from nonsense', () => {
    expect(windowsDrives('{"letter":"e","label":null,"fs":"exFAT","size":"1","free":"-5","type":"Removable","bus":""}')).toEqual([{ kind: 'stick', mount: 'E:\\', name: '', fileSystem: 'exfat', readOnly: false, size: 1, free: null }]);
    for (const text of ['', 'null', '[1,"x",{}]', '{"letter":"C:\\\\evil","type":"Removable"}', 'Get-Volume : Access denied']) expect(windowsDrives(text)).toEqual([]);
  });
  it('takes the tool from Windows’ own folder, whatever the environment says', () => {
    expect(windowsTool('D:\\WINNT\\')).toBe('D:\\WINNT\\System32\\WindowsPowerShell\\v1.0\\powershell.exe');
    for (const odd of ['', '..\\evil', '\\\\server\\share', 'C:\\a"&calc']) expect(windowsTool(odd)).toMatch(/^C:\\Windows\\System32/);
  });
  it('asks letters for the poll and starts no tool', async () => {
    expect(await driveRoots({ ...nothing, platform: 'win32', exists: (root) => Promise.resolve(root === 'E:\\') })).toEqual(['E:\\']);
  });
});

describe('any system', () => {
  it('a tool that fails or hangs gives an empty list, never an error', async () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) expect(await listDrives({ ...nothing, platform })).toEqual([]);
    expect(await within(new Promise(() => undefined), 'late', 5)).toBe('late');
  });
  it('knows the drive a folder lies on, and the folder below it', () => {
    const drive = { kind: 'stick' as const, mount: 'E:\\', name: '', fileSystem: '', readOnly: false, size: null, free: null };
    expect(driveOf('e:\\Books\\x', [drive], 'win32')).toBe(drive);
    expect(driveOf('C:\\Books', [drive], 'win32')).toBeNull();
    expect(below('E:\\Books\\x', 'E:\\', 'win32')).toBe('Books\\x');
    expect(driveOf('/media/a-b', [{ ...drive, mount: '/media/a' }], 'linux')).toBeNull();
    expect([isUnc('\\\\nas\\books'), isUnc('//nas/books'), isUnc('C:\\x'), isUnc('/home')]).toEqual([true, true, false, false]);
  });
});
