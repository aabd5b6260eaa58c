// Four eyes in the real app, while one person is alone: the rule cannot be switched on, by no way, and nothing waits.
import { setTheme } from '../../tools/demo/desk.ts';
import { expect, expectAccessible, expectContrast, test } from '../fixtures/app.ts';

test('somebody alone cannot ask for two people: the screen says why, and main refuses it', async ({ books: { page, keys } }, info) => {
  test.setTimeout(120_000);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('approvals');
  await page.getByRole('option', { name: /Approvals/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Approvals' })).toBeVisible();
  await expect(page.getByText(/At least two people/)).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Ask a second person' })).toBeDisabled();
  await expectAccessible(page, 'approvals');
  await setTheme(page, 'dark');
  await page.screenshot({ path: info.outputPath('approvals-dark.png') });
  await expectContrast(page, 'approvals in the dark');
  const wish = { on: true, creditNoteMinor: null };
  const save = () => page.evaluate((rule) => window.billfold.approvals.saveSettings(rule), wish);
  expect(await save()).toMatchObject({ ok: false, error: { code: 'STEP_UP' } });
  const proof = { pin: keys.pin, code: await keys.phone.nextCode() };
  expect(await page.evaluate((given) => window.billfold.session.stepUp(given), proof)).toMatchObject({ ok: true });
  expect(await save()).toMatchObject({ ok: false, error: { code: 'NOT_ENOUGH_PEOPLE' } });
});
