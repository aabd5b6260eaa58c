// The bar of the product: from the unlocked home to an issued invoice in four commands and two typed stubs, no mouse, no modal.
import type { Page } from '@playwright/test';
import { lockBooks, expect, test } from '../fixtures/app.ts';
import { logIn } from '../../tools/demo/firstRun.ts';
import { invoiceRows } from '../fixtures/invoiceRows.ts';

/** Counts what the person does and what the app puts in the way. */
async function watch(page: Page): Promise<() => Promise<{ mouse: number; keys: string[]; modals: number }>> {
  await page.evaluate(() => {
    const seen = { mouse: 0, keys: [] as string[], modals: 0 };
    Reflect.set(window, 'seen', seen);
    for (const type of ['pointerdown', 'wheel', 'click']) addEventListener(type, (event) => (seen.mouse += event instanceof PointerEvent && event.pointerType === '' ? 0 : 1), true);
    addEventListener('keydown', (event) => !['Control', 'Meta', 'Shift', 'Alt'].includes(event.key) && seen.keys.push(`${event.ctrlKey ? 'Ctrl+' : ''}${event.key}`), true);
    new MutationObserver(() => {
      seen.modals = Math.max(seen.modals, document.querySelectorAll('dialog, [aria-modal="true"], [role="dialog"]').length);
    }).observe(document.body, { childList: true, subtree: true, attributes: true });
  });
  return () => page.evaluate(() => Reflect.get(window, 'seen'));
}

test('Ctrl+N, two letters, Enter, two letters, Enter, Ctrl+Enter: issued, numbered, sealed, and nothing else was needed', async ({ books }) => {
  const { page } = books;
  const seen = await watch(page);
  await page.keyboard.press('Control+n');
  await page.keyboard.type('ke');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ch');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  // Five seconds to stop it, then the number is taken; the person need not do anything.
  await expect(page.locator('h1')).toHaveText(/^INV-\d{4}-0006$/, { timeout: 15_000 });
  const { mouse, keys, modals } = await seen();
  expect(mouse).toBe(0);
  expect(modals).toBe(0);
  expect(keys).toEqual(['Ctrl+n', 'k', 'e', 'Enter', 'c', 'h', 'Enter', 'Ctrl+Enter']);
  expect(keys.filter((key) => key.length > 1)).toHaveLength(4);

  const found = await page.evaluate(() => window.billfold.find.all({ q: '0006' }));
  expect(found).toMatchObject({ ok: true, value: { invoices: [{ customer: 'Kelly Interiors', total: 17_835 }] } }); // a chair of 145.00 and 23 %
});

test('the letters may come faster than the answers, and the document is the same', async ({ books }) => {
  const { page } = books;
  await page.keyboard.press('Control+n');
  await page.keyboard.type('ke', { delay: 0 });
  await page.keyboard.press('Enter');
  await page.keyboard.type('ch', { delay: 0 });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter'); // twice: one invoice (T60)
  await expect(page.locator('h1')).toHaveText(/^INV-\d{4}-0006$/);
  expect(await page.evaluate(() => window.billfold.invoices.counts({ today: '2026-01-01' }))).toMatchObject({ ok: true, value: { all: 6 } });
});

test('letters typed in the very moment the books open are not lost, although the editor has nothing yet', async ({ locked: { page, keys } }) => {
  // As the page itself sees it: the first frame with the navigation in it gets Ctrl+N and the letters, before anything was fetched.
  await page.evaluate(() => {
    const press = (key: string, ctrlKey = false) => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }));
    const look = new MutationObserver(() => {
      if (document.querySelector('nav') === null) return;
      look.disconnect();
      setTimeout(() => {
        Reflect.set(window, 'fieldThere', document.querySelector('[data-field="customer"]') !== null);
        press('n', true);
        for (const key of ['k', 'e', 'Enter', 'c', 'h', 'Enter']) press(key);
        Reflect.set(window, 'fieldCame', document.querySelector('[data-field="customer"]') !== null);
      }, 0);
    });
    look.observe(document.body, { childList: true, subtree: true });
  });
  await page.keyboard.type(keys.pin);
  await page.keyboard.press('Tab');
  await page.keyboard.type(await keys.phone.nextCode());
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Item, line 1')).toHaveValue('Chair, elm', { timeout: 15_000 });
  await expect(page.getByLabel('Customer', { exact: true })).toHaveValue('Kelly Interiors');
  expect(await page.evaluate(() => [Reflect.get(window, 'fieldThere'), Reflect.get(window, 'fieldCame')])).toEqual([false, false]);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alertdialog', { name: 'Issuing' })).toBeVisible();
});

test('a warning stands there before the number is taken, and going on is a step of its own', async ({ books: { page } }) => {
  await page.evaluate(async () => {
    const business = await window.billfold.business.get();
    if (!business.ok) return;
    const { logo: _logo, ...profile } = business.value;
    await window.billfold.business.save({ ...profile, vatId: '' });
  });
  await page.keyboard.press('Control+n');
  await page.keyboard.type('ke');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ch');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  const asked = page.getByRole('alertdialog', { name: 'Before you issue' });
  await expect(asked).toBeVisible();
  await page.waitForTimeout(6000); // nothing goes on by itself
  await expect(asked).toBeVisible();
  expect(await page.evaluate(() => window.billfold.invoices.counts({ today: '2026-01-01' }))).toMatchObject({ ok: true, value: { all: 5 } });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog', { name: 'Issuing' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText(/-0006$/);
});

test('Escape within five seconds takes no number and keeps the draft', async ({ books }) => {
  const { page } = books;
  await page.keyboard.press('Control+n');
  await page.keyboard.type('le');
  await page.keyboard.press('Enter');
  await page.keyboard.type('do');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alertdialog', { name: 'Issuing' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog', { name: 'Issuing' })).toBeHidden();
  await expect(page.getByLabel('Customer', { exact: true })).toHaveValue('Lemonwood Café');
  expect(await page.evaluate(() => window.billfold.invoices.counts({ today: '2026-01-01' }))).toMatchObject({ ok: true, value: { all: 5, drafts: 3 } });
  // The next one takes the number that was not taken (T38).
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText(/-0006$/);
});

test('an issued invoice is still there, sealed and unchanged, after lock and unlock', async ({ books }) => {
  const { page, keys } = books;
  const id = (await invoiceRows(page))[0]?.id ?? '';
  const before = await page.evaluate((one) => window.billfold.invoices.get({ id: one }), id);
  const next = await lockBooks(books);
  await logIn(next, keys);
  const after = await next.evaluate((one) => window.billfold.invoices.get({ id: one }), id);
  expect(before.ok && after.ok && after.value.snapshot).toEqual(before.ok && before.value.snapshot);
  expect(await next.evaluate((one) => window.billfold.invoices.prove({ id: one }), id)).toMatchObject({ ok: true, value: { intact: true } });
});
