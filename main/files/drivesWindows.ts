// Drives of Windows: volumes with a letter, and what bus their disk hangs on, as PowerShell tells. Called by drives.ts; the parser is pure.
import { z } from 'zod';
import { bytesOf, type Drive, type DriveHost, shownName } from './driveTypes.ts';

/** Never a word from outside in it. DriveType alone misses disks on USB, which call themselves fixed. */
const SCRIPT = [
  '[Console]::OutputEncoding=[Text.Encoding]::UTF8',
  "$all=@(Get-Volume | Where-Object DriveLetter | ForEach-Object { $v=$_; $b=''; $r=$false; try { $d=Get-Partition -DriveLetter $v.DriveLetter -ErrorAction Stop | Get-Disk -ErrorAction Stop; $b=[string]$d.BusType; $r=[bool]$d.IsReadOnly } catch {}; [pscustomobject]@{ letter=[string]$v.DriveLetter; label=[string]$v.FileSystemLabel; fs=[string]$v.FileSystem; size=[string]$v.Size; free=[string]$v.SizeRemaining; type=[string]$v.DriveType; bus=$b; readOnly=$r } })",
  "$all+=@(Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=4' | ForEach-Object { [pscustomobject]@{ letter=$_.DeviceID.Substring(0,1); label=[string]$_.VolumeName; fs=[string]$_.FileSystem; size=[string]$_.Size; free=[string]$_.FreeSpace; type='Remote'; bus=''; readOnly=$false } })",
  'ConvertTo-Json -Compress -InputObject $all',
].join('; ');

const row = z.object({
  letter: z.string().regex(/^[A-Za-z]$/),
  label: z.string().max(500).nullish(), fs: z.string().max(50).nullish(), size: z.unknown(), free: z.unknown(),
  type: z.string().max(50).nullish(), bus: z.string().max(50).nullish(), readOnly: z.boolean().nullish(),
});
const OUT: ReadonlySet<string> = new Set(['USB', 'SD', 'MMC', '1394']);

/** What the script printed, a list or one record alone; a record that does not fit is left out. */
export function windowsDrives(json: string): Drive[] {
  let said: unknown;
  try {
    said = JSON.parse(json.replace(/^\uFEFF/, '').slice(0, 500_000));
  } catch {
    return [];
  }
  return (Array.isArray(said) ? said : [said]).slice(0, 64).flatMap((one): Drive[] => {
    const read = row.safeParse(one);
    if (!read.success) return [];
    const { letter, label, fs, size, free, type, bus, readOnly } = read.data;
    const network = type === 'Remote' || type === 'Network';
    if (!network && type !== 'Removable' && !OUT.has(bus ?? '')) return [];
    return [{ kind: network ? 'network' : 'stick', mount: `${letter.toUpperCase()}:\\`, name: shownName(label ?? ''), fileSystem: (fs ?? '').toLowerCase(), readOnly: readOnly === true, size: bytesOf(size), free: bytesOf(free) }];
  });
}

/** Windows' folder as the environment says it, if that looks like one. */
export function windowsTool(systemRoot: string): string {
  const root = /^[A-Za-z]:\\[\w .\\-]{1,100}$/.test(systemRoot) ? systemRoot.replace(/\\+$/, '') : 'C:\\Windows';
  return `${root}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`;
}

export async function listWindows(host: DriveHost): Promise<Drive[]> {
  return windowsDrives(await host.run(windowsTool(host.systemRoot), ['-NoProfile', '-NonInteractive', '-Command', SCRIPT]));
}

/** Letters that answer: cheap, and no tool is started. */
export async function windowsRoots(host: DriveHost): Promise<string[]> {
  const letters = [...'DEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:\\`);
  const there = await Promise.all(letters.map((root) => host.exists(root)));
  return letters.filter((_root, i) => there[i] === true);
}
