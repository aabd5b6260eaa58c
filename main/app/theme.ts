// Light, dark or as the computer: kept beside the vault, since the locked screen has a theme too. Holds no business data.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../files/write.ts';

export type Theme = 'light' | 'dark' | 'system';
const THEMES: readonly Theme[] = ['light', 'dark', 'system'];

/** 'system' when nothing was chosen or the file cannot be read. */
export function readTheme(folder: string): Theme {
  try {
    const word = readFileSync(join(folder, 'theme'), 'utf8').trim();
    return THEMES.find((theme) => theme === word) ?? 'system';
  } catch {
    return 'system';
  }
}

/** @throws AppError DISK_FULL, DISK_READONLY, PLACE_FORBIDDEN */
export function saveTheme(folder: string, theme: Theme): void {
  writeWhole(join(folder, 'theme'), Buffer.from(theme));
}
