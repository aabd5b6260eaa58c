// Drives of macOS: what lies below /Volumes, described by diskutil, and shares as mount lists them. Called by drives.ts; the parsers are pure.
import { bytesOf, type Drive, type DriveHost, shownName } from './driveTypes.ts';

const DISKUTIL = '/usr/sbin/diskutil';
const MOUNT = '/sbin/mount';
const MOST = 24;
const NETWORK: ReadonlySet<string> = new Set(['smbfs', 'nfs', 'afpfs', 'webdav', 'ftp']);

/** The plain entries of the one dictionary that `diskutil info -plist` writes; lists and dictionaries inside are left out. */
export function parsePlist(xml: string): ReadonlyMap<string, string | boolean> {
  const found = new Map<string, string | boolean>();
  for (const [, key = '', text, yes] of xml.slice(0, 200_000).matchAll(/<key>([^<]{1,100})<\/key>\s*(?:<(?:string|integer)>([^<]*)<\/(?:string|integer)>|<(true|false)\s*\/>)/g)) {
    if (!found.has(key)) found.set(key, text === undefined ? yes === 'true' : plain(text));
  }
  return found;
}

function plain(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&');
}

/** What `diskutil info -plist` says of a volume, or null unless it can be pulled out. */
export function macDrive(xml: string): Drive | null {
  const info = parsePlist(xml);
  const text = (key: string): string => String(info.get(key) ?? '');
  const mount = text('MountPoint');
  const out = info.get('RemovableMediaOrExternalDevice') === true || info.get('Ejectable') === true || text('BusProtocol') === 'USB' || text('BusProtocol') === 'Secure Digital';
  const virtual = text('BusProtocol') === 'Disk Image';
  if (!mount.startsWith('/Volumes/') || !out || virtual || info.get('Internal') === true) return null;
  return {
    kind: 'stick', mount, name: shownName(text('VolumeName')), fileSystem: text('FilesystemType').toLowerCase(), readOnly: info.get('WritableVolume') === false,
    size: bytesOf(info.get('TotalSize')), free: bytesOf(info.get('APFSContainerFree')) ?? bytesOf(info.get('FreeSpace')),
  };
}

/** "//ada@nas/books on /Volumes/books (smbfs, nodev, nosuid)" */
export function macShares(listing: string): Drive[] {
  return listing.split('\n').slice(0, 1000).flatMap((line): Drive[] => {
    const [, at, kind, options] = /^.+ on (\/.+) \(([a-z]+)((?:, [^()]*)?)\)$/.exec(line) ?? [];
    if (at === undefined || kind === undefined || !NETWORK.has(kind)) return [];
    return [{ kind: 'network', mount: at, name: shownName(at.slice(at.lastIndexOf('/') + 1)), fileSystem: kind, readOnly: (options ?? '').includes('read-only'), size: null, free: null }];
  });
}

export async function macDrives(host: DriveHost): Promise<Drive[]> {
  const volumes = (await host.names('/Volumes')).filter((name) => !name.startsWith('.')).slice(0, MOST);
  const described = await Promise.all(volumes.map((name) => host.run(DISKUTIL, ['info', '-plist', `/Volumes/${name}`]).then(macDrive, () => null)));
  const shares = await host.run(MOUNT, []).then(macShares, () => []);
  return [...described.filter((drive) => drive !== null), ...shares];
}

export async function macRoots(host: DriveHost): Promise<string[]> {
  return (await host.names('/Volumes')).filter((name) => !name.startsWith('.')).slice(0, MOST).map((name) => `/Volumes/${name}`);
}
