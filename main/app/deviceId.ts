// A random name of this computer for its backups, so that two computers that write into one folder never touch each other's. In a file of its own beside the vault: a restored vault on another computer gets another.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v4 as uuid } from 'uuid';
import { writeWhole } from '../files/write.ts';

const FILE = 'device';

/** Made when it is first asked for. */
export function deviceId(userData: string): string {
  const path = join(userData, FILE);
  try {
    const text = readFileSync(path, 'utf8').trim();
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text;
  } catch {
    // not there yet
  }
  const made = uuid();
  writeWhole(path, Buffer.from(`${made}\n`));
  return made;
}
