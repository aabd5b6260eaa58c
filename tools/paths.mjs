// Where things are in the project; every script of tools/ takes its folders from here.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const cache = join(root, '.cache');
export const modules = join(root, 'node_modules');

export const isLinux = process.platform === 'linux';
export const isRoot = process.getuid?.() === 0;

/** Reads a JSON file of the project or of one of its packages. */
export function readJson(...parts) {
  return JSON.parse(readFileSync(join(root, ...parts), 'utf8'));
}
