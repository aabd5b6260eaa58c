// H61: nothing of the books lies readable anywhere on the disk, neither while they are open nor after the lock: not in the data folder, its logs and caches, nor in temporary files.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseKit } from '../../domain/recoveryKitCode.ts';
import { base32 } from '../../tools/demo/totp.ts';
import { expect, lockBooks, test } from '../fixtures/app.ts';

const LARGEST = 200 * 1024 * 1024;

/** Files below a folder that changed since, newest state; things that go away while one looks are passed over. */
function filesBelow(folder: string, since: number): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    try {
      if (entry.isDirectory()) return filesBelow(path, since);
      const { mtimeMs, size } = statSync(path);
      return entry.isFile() && mtimeMs >= since && size < LARGEST ? [path] : [];
    } catch {
      return []; // gone, or not ours to read
    }
  });
}

/** Every way a text may lie in a file. */
function shapes(text: string): Buffer[] {
  return [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), Buffer.from(Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -1))];
}

test('customer, item, note, owner, PIN, phone secret and recovery key are found in no file', async ({ books }) => {
  const { desk, page, keys } = books;
  const since = Date.now() - 60_000;
  const failed = await page.evaluate(async () => {
    const { billfold } = window;
    const blank = { contact: '', phone: '', taxNumber: '', currency: null, language: null, terms: null, street: '', street2: '', city: '', region: '', postcode: '', country: 'IE', vatId: '', email: '' };
    let problems = 0;
    for (let i = 0; i < 400; i += 1) {
      const answer = await billfold.customers.save({ ...blank, code: `C${i}`, name: `Canarybird Feeders ${i}`, notes: `Whispered canaryword ${i}` });
      if (!answer.ok && answer.error.code !== 'RATE_LIMITED') problems += 1;
      if (!answer.ok) await new Promise((resolve) => setTimeout(resolve, 60));
    }
    return problems;
  });
  expect(failed).toBe(0);
  await page.keyboard.press('ControlOrMeta+n');
  await page.keyboard.type('cana');
  await page.keyboard.press('Enter');
  await page.keyboard.type('do');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText(/-0006$/);
  await expect(page.getByText('The PDF was made and kept')).toBeVisible({ timeout: 20_000 });

  const key = Buffer.from(parseKit(keys.kit.join('-')));
  const secret = base32(keys.phone.secret);
  const canaries: [string, Buffer[]][] = [
    ...['Canarybird', 'canaryword', 'Bellrock Hotel', 'Panel door', 'Ada Quill', 'Harbour Lane', keys.pin, keys.phone.secret, keys.kit.slice(0, 13).join('-'), keys.kit.slice(0, 13).join(''), keys.recoveryCodes[1] ?? ''].map((text): [string, Buffer[]] => [text, shapes(text)]),
    ['recovery key', [key, Buffer.from(key.toString('hex')), Buffer.from(key.toString('base64').slice(0, 40))]],
    ['phone secret', [secret, Buffer.from(secret.toString('hex')), Buffer.from(secret.toString('base64').slice(0, 26))]],
  ];
  const looked: string[] = [];
  const search = () => {
    // Test reports and other programs' files beside us may well name what is looked for.
    const foreign = /playwright|vitest|test-results|node-compile-cache|bash_jobs|\.ts$|\.json5?$/;
    const temporary = filesBelow(tmpdir(), since).filter((file) => !foreign.test(file));
    const files = [...filesBelow(desk.userData, 0), ...temporary, ...filesBelow(join(homedir(), '.config', 'billfold'), 0), ...filesBelow(join(homedir(), '.cache', 'billfold'), 0)];
    looked.push(...files);
    return files.flatMap((file) => {
      try {
        const bytes = readFileSync(file);
        return canaries.filter(([, forms]) => forms.some((form) => bytes.includes(form))).map(([name]) => `${name} in ${file}`);
      } catch {
        return []; // gone in the meantime
      }
    });
  };
  expect(search()).toEqual([]); // open: database, its write-ahead file, caches, logs
  await lockBooks(books);
  expect(search()).toEqual([]);
  desk.electron.process().kill('SIGKILL');
  expect(search()).toEqual([]);
  expect(looked.some((file) => file.endsWith('billfold.db'))).toBe(true);
  expect(readFileSync(join(desk.userData, 'vault', 'billfold.db')).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  // Only their owner may look at any of it.
  const open = filesBelow(join(desk.userData, 'vault'), 0).filter((file) => (statSync(file).mode & 0o077) !== 0);
  expect(process.platform === 'win32' ? [] : open).toEqual([]);
});
