// Pictures of every screen, numbered in the order they are taken, light and where asked dark too.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { setTheme } from './desk.ts';

export interface Album {
  take(name: string, page: Page): Promise<void>;
  /** The same screen in the light and in the dark; the light stays. */
  takeBoth(name: string, page: Page): Promise<void>;
  /** File names in the order they were taken. */
  readonly files: string[];
}

export function openAlbum(folder: string): Album {
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  const take = async (name: string, page: Page) => {
    const file = `${String(files.length + 1).padStart(2, '0')}-${name}.png`;
    await page.waitForTimeout(180); // colours fade for 120 ms
    // The policy of the page refuses the style element that would hide the caret.
    await page.screenshot({ path: join(folder, file), caret: 'initial' });
    files.push(file);
  };
  return {
    files,
    take,
    async takeBoth(name, page) {
      await take(name, page);
      await setTheme(page, 'dark');
      await take(`${name}-dark`, page);
      await setTheme(page, 'light');
    },
  };
}
