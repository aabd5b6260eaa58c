// Where a file may be written: never among Billfold's own files. Pure path logic, platform given.
import path from 'node:path';

/** True when `target` is `folder` or lies below it, on a file system that may or may not tell upper from lower case. */
export function isInside(target: string, folder: string, platform: NodeJS.Platform = process.platform): boolean {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const fold = (p: string): string => (platform === 'linux' ? paths.resolve(p) : paths.resolve(p).toLowerCase());
  const relative = paths.relative(fold(folder), fold(target));
  return relative === '' || (!relative.startsWith(`..${paths.sep}`) && relative !== '..' && !paths.isAbsolute(relative));
}

/** A document number as a file name that every file system takes. */
export function fileNameFor(text: string): string {
  const safe = text.normalize('NFC').replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu, '-').replace(/^[. -]+|[. -]+$/g, '').slice(0, 100);
  return safe === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(safe) ? `document-${safe}` : safe;
}

/** A file's own name as it is kept and shown: no folders, no signs that hide or turn text, an ending of plain letters or none. */
export function keptFileName(file: string): string {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  const [, stem = name, end = ''] = /^(.+)(\.[A-Za-z0-9]{1,10})$/s.exec(name) ?? [];
  return fileNameFor(stem) + end;
}
