// What is known of a drive, and what finding drives needs of the machine. Shared by the three parsers beside it; no electron.

/** A place that may come and go: a stick, a disk on USB, a card, or a share of the network. */
export interface Drive {
  kind: 'stick' | 'network';
  /** Where its files appear now. Never its identity: another stick may be there tomorrow. */
  mount: string;
  /** What its owner called it; '' where it has no name. */
  name: string;
  /** In lower case as the system says it ('vfat', 'exfat', 'apfs', 'ntfs'); '' when not known. */
  fileSystem: string;
  readOnly: boolean;
  /** Bytes; null when not known. */
  size: number | null;
  free: number | null;
}

/** The machine as the finders see it: given, so that each system can be tried on any other. */
export interface DriveHost {
  platform: NodeJS.Platform;
  /** Windows' own folder, for tools by their whole path. */
  systemRoot: string;
  readText(path: string): Promise<string>;
  /** Where a link leads. */
  real(path: string): Promise<string>;
  names(folder: string): Promise<string[]>;
  exists(path: string): Promise<boolean>;
  space(path: string): Promise<{ size: number; free: number }>;
  /** A tool by its absolute path with fixed words; its output. Ends after five seconds. */
  run(tool: string, args: readonly string[]): Promise<string>;
}

/** A number of bytes from a tool: anything odd is "not known". */
export function bytesOf(value: unknown): number | null {
  const n = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof n === 'number' && Number.isSafeInteger(n) && n >= 0 ? n : null;
}

/** A drive's name as it may be shown: one line, no signs that hide or turn text, not endless. */
export function shownName(text: string): string {
  return text.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]+/gu, ' ').trim().slice(0, 60);
}
