// What the locked screen must know already: light or dark, the language of the screens, and whether single letters are keys. One word in a file each, beside the vault; no business data.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../files/write.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export const LANGUAGES = ['system', 'en', 'de', 'fr', 'es'] as const;
export const SWITCH = ['on', 'off'] as const;
export type Theme = (typeof THEMES)[number];
export type LanguageChoice = (typeof LANGUAGES)[number];

/** The saved word of `name`; `otherwise` when nothing was chosen or the file cannot be read. */
export function readPreference<T extends string>(folder: string, name: string, allowed: readonly T[], otherwise: T): T {
  try {
    const word = readFileSync(join(folder, name), 'utf8').trim();
    return allowed.find((one) => one === word) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** @throws AppError DISK_FULL, DISK_READONLY, PLACE_NO_ACCESS */
export function savePreference(folder: string, name: string, word: string): void {
  writeWhole(join(folder, name), Buffer.from(word));
}

/** The language of the screens: the chosen one, or the computer's where we have it ('de-AT' is German), or English. */
export function screenLanguage(choice: LanguageChoice, computer: string): Exclude<LanguageChoice, 'system'> {
  if (choice !== 'system') return choice;
  const short = computer.slice(0, 2).toLowerCase();
  return short === 'de' || short === 'fr' || short === 'es' ? short : 'en';
}
