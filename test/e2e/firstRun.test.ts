// The first run by keyboard alone: all the way, back and forth, with a wrong code and wrong groups; and what is stored before its end: nothing.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import keytar from 'keytar';
import { askedGroups, firstRun, readKit, readSecret, tabTo } from '../../tools/demo/firstRun.ts';
import { time } from '../../tools/demo/time.ts';
import { codeOfStep, stepAt } from '../../tools/demo/totp.ts';
import { SERVICE, expect, test } from '../fixtures/app.ts';

test('a new owner gets from nothing to the open books by keyboard, with steps back, a wrong code and wrong groups on the way', async ({ folder, start }) => {
  const userData = join(folder, 'new');
  const desk = await start({ userData });
  const page = await desk.window();
  const before = (await keytar.findCredentials(SERVICE)).length;
  const heading = (name: string) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.evaluate(() => addEventListener('pointerdown', () => Reflect.set(window, 'touched', true), true));

  await heading('Your business');
  await page.keyboard.press('Enter'); // nothing typed yet
  await expect(page.getByText('This is needed.').first()).toBeVisible();
  await page.keyboard.type('Peat & Heather');
  await page.keyboard.press('Enter');
  await heading('And you?');
  await page.keyboard.type('Sorcha Bell');
  await page.keyboard.press('Enter');
  await heading('Choose a PIN');
  await page.keyboard.type('123456');
  await page.keyboard.press('Tab');
  await expect(page.getByText(/row of neighbours/)).toBeVisible();
  await page.keyboard.type('123457');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Not the same as above/)).toBeVisible();
  await tabTo(page, 'New PIN', 'textbox', 'Shift+Tab');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('507319');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('507319');
  await tabTo(page, 'Back');
  await page.keyboard.press('Enter');
  await heading('And you?');
  await expect(page.getByLabel('Your name')).toHaveValue('Sorcha Bell'); // going back loses nothing
  await page.keyboard.press('Enter');
  await heading('Choose a PIN');
  await page.keyboard.press('ControlOrMeta+Enter');

  await heading('Pair your phone');
  const secret = await readSecret(page);
  await tabTo(page, 'Code from your phone', 'textbox');
  const good = [-1, 0, 1].map((by) => codeOfStep(secret, stepAt(time.now()) + by));
  await page.keyboard.type(['000000', '000001', '000002', '000003'].find((code) => !good.includes(code)) ?? '000004');
  await expect(page.getByRole('alert')).toContainText('not the code your phone shows');
  await page.keyboard.type(codeOfStep(secret, stepAt(time.now())));

  await heading('Print your Recovery Kit');
  expect(existsSync(join(userData, 'vault', 'vault.json'))).toBe(false);
  const kit = await readKit(page);
  expect(kit.join('')).toMatch(/^[0-9A-HJKMNP-TV-Z]{54}$/);
  await tabTo(page, 'I wrote it down');
  await page.keyboard.press('Enter');
  const [first = 1, second = 2] = await askedGroups(page);
  await tabTo(page, `Group ${first}`, 'textbox');
  await page.keyboard.type(kit[second - 1] ?? '');
  await page.keyboard.press('Tab');
  await page.keyboard.type(kit[first - 1] ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Not the same as on the paper').first()).toBeVisible();
  await heading('Print your Recovery Kit');
  expect((await keytar.findCredentials(SERVICE)).length).toBe(before); // still nothing in the keychain
  for (const n of [first, second]) {
    await tabTo(page, `Group ${n}`, 'textbox', n === first ? 'Shift+Tab' : 'Tab');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type((kit[n - 1] ?? '').toLowerCase());
  }
  await page.keyboard.press('Enter');
  await heading('Your books are ready');
  await expect(page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('heading', { name: 'Four steps to your first invoice' })).toBeVisible();
  expect(await page.evaluate(() => 'touched' in window)).toBe(false);
  expect(readdirSync(join(userData, 'vault')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('leaving in the middle leaves nothing: the next start begins anew', async ({ folder, start }) => {
  const userData = join(folder, 'left');
  const desk = await start({ userData });
  const page = await desk.window();
  await page.keyboard.type('Peat & Heather');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Sorcha Bell');
  await page.keyboard.press('Enter');
  await page.getByLabel('New PIN').fill('507319');
  await page.getByLabel('The same PIN once more').fill('507319');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Pair your phone' })).toBeVisible();
  desk.electron.process().kill('SIGKILL');
  const again = await (await start({ userData })).window();
  await expect(again.getByRole('heading', { name: 'Your business' })).toBeVisible();
  await expect(again.getByLabel('Name of the business')).toHaveValue('');
  const keys = await firstRun(again, { business: 'Second try', country: 'Ireland', owner: 'Sorcha Bell', pin: '507319' });
  expect(keys.recoveryCodes).toHaveLength(10);
});
