// Drives of Linux: /proc/self/mountinfo says what is mounted, /sys whether it hangs on USB or can be taken out. Called by drives.ts; the parser is pure.
import path from 'node:path';
import { type Drive, type DriveHost, shownName } from './driveTypes.ts';

export interface Mount {
  /** major:minor of the block device. */
  device: string;
  /** Which folder of the file system is shown there: '/' but for bind mounts. */
  root: string;
  at: string;
  fileSystem: string;
  source: string;
  readOnly: boolean;
}

const NETWORK: ReadonlySet<string> = new Set(['nfs', 'nfs4', 'cifs', 'smb3', 'smbfs', 'fuse.sshfs', 'davfs', 'fuse.davfs2', '9p', 'afs', 'fuse.rclone']);
/** Cards sit on a bus of their own and are not always called removable. */
const CARD = /\/mmc_host\//;
const CARD_PLACES = /^\/(media|run\/media|mnt)\//;
const MOST = 512;

/** One line per mount; a line that does not fit is left out. See proc_pid_mountinfo(5). */
export function parseMountinfo(text: string): Mount[] {
  return text.split('\n').slice(0, 10_000).flatMap((line) => {
    const [head, tail] = line.split(' - ', 2);
    const [, , device, root, at, options] = (head ?? '').split(' ');
    const [fileSystem, source] = (tail ?? '').split(' ');
    if (device === undefined || !/^\d+:\d+$/.test(device) || root === undefined || at === undefined || !at.startsWith('/') || fileSystem === undefined || source === undefined) return [];
    return [{ device, root: unescape(root), at: unescape(at), fileSystem: fileSystem.toLowerCase(), source: unescape(source), readOnly: (options ?? '').split(',').includes('ro') }];
  }).slice(0, MOST);
}

/** The kernel writes blanks, tabs, line ends and backslashes as octal numbers. */
function unescape(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** Whether a block device can be pulled out: what /sys says of it. */
export interface BlockFacts {
  /** Its real place below /sys/devices. */
  place: string;
  removable: boolean;
}

export function isStick(mount: Mount, facts: BlockFacts): boolean {
  if (/\/usb\d*\//.test(facts.place)) return true; // a disk in a box on USB does not call itself removable
  if (CARD.test(facts.place)) return CARD_PLACES.test(mount.at);
  return facts.removable && CARD_PLACES.test(mount.at);
}

async function factsOf(host: DriveHost, device: string): Promise<BlockFacts> {
  const place = await host.real(`/sys/dev/block/${device}`).catch(() => '');
  if (place === '') return { place, removable: false };
  // A partition has no file of its own for it; the disk above it has.
  const says = await host.readText(`${place}/removable`).catch(() => host.readText(`${path.posix.dirname(place)}/removable`).catch(() => '0'));
  return { place, removable: says.trim() === '1' };
}

export async function linuxDrives(host: DriveHost): Promise<Drive[]> {
  const mounts = parseMountinfo(await host.readText('/proc/self/mountinfo')).filter(({ root }) => root === '/');
  const seen = new Set<string>();
  const drives: Drive[] = [];
  for (const mount of mounts) {
    const network = NETWORK.has(mount.fileSystem);
    if (seen.has(mount.device) || !(network || mount.source.startsWith('/dev/'))) continue;
    if (!network && !isStick(mount, await factsOf(host, mount.device))) continue;
    seen.add(mount.device);
    drives.push({ kind: network ? 'network' : 'stick', mount: mount.at, name: shownName(path.posix.basename(mount.at)), fileSystem: mount.fileSystem, readOnly: mount.readOnly, size: null, free: null });
  }
  return drives;
}

/** Where sticks may have appeared: cheap enough for every few seconds. */
export async function linuxRoots(host: DriveHost): Promise<string[]> {
  return parseMountinfo(await host.readText('/proc/self/mountinfo')).filter(({ root, source }) => root === '/' && source.startsWith('/dev/')).map(({ at }) => at);
}
