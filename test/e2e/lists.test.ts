// Lists by keyboard over the real database: filter, move, open, put away and bring back, duplicate, discard and undo.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/app.ts';

async function go(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: place, exact: true }).click();
  await expect(page.locator('h1')).toHaveText(place);
}
/** The heads count as one row. */
const rows = (page: Page, count: number) => expect(page.getByRole('row')).toHaveCount(count + 1);

test('an invoice is found by number, customer or amount and opened without the mouse', async ({ shared: { page } }) => {
  await go(page, 'Invoices');
  for (const letters of ['0003', 'dunm', 'Job 3']) {
    await page.keyboard.press('/');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(letters);
    await rows(page, 1);
  }
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText(/-0003$/);
  await page.getByRole('button', { name: 'Prove it' }).click();
  await expect(page.getByText('Sealed and unchanged')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('h1')).toHaveText('Invoices');
});

test('letters typed so quickly that the list has not answered yet never open another document', async ({ shared: { page } }) => {
  await go(page, 'Invoices');
  await page.keyboard.press('/');
  await page.keyboard.type('INV 0002', { delay: 0 });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText(/-0002$/);
});

test('Ctrl+D makes a draft of the same lines, Delete discards it, Undo brings it back', async ({ shared: { page } }) => {
  await go(page, 'Invoices');
  await page.keyboard.press('/');
  await page.keyboard.type('0001');
  await rows(page, 1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+d');
  await expect(page.getByRole('heading', { name: 'Draft invoice' })).toBeVisible();
  await expect(page.getByLabel('Item, line 1')).toHaveValue('Oak shelf');
  await go(page, 'Invoices');
  await page.getByRole('tab', { name: /Drafts/ }).click();
  const drafts = page.getByRole('row').filter({ hasText: 'Bellrock Hotel' });
  await expect(drafts).toHaveCount(1);
  await page.keyboard.press('/');
  await page.keyboard.type('bellr');
  await rows(page, 1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await expect(drafts).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(drafts).toHaveCount(1);
});

test('a customer is written, changed, put away and brought back; what is wrong stands under its field', async ({ shared: { page } }) => {
  await go(page, 'Customers');
  await page.keyboard.press('a');
  const panel = page.getByRole('region', { name: 'New customer' });
  await panel.getByLabel('Name', { exact: true }).fill('Quayside Ropeworks');
  await panel.getByLabel('Your code for them').fill('BELLR');
  await panel.getByLabel('Notes, only for you').fill('card 5555 5555 5555 4444');
  await panel.getByRole('button', { name: 'Save customer' }).click();
  await expect(panel.getByText('looks like a card number')).toBeVisible();
  await panel.getByLabel('Notes, only for you').fill('');
  await panel.getByRole('button', { name: 'Save customer' }).click();
  await expect(panel.getByText('There is one like this already.').first()).toBeVisible();
  await panel.getByLabel('Your code for them').fill('QUAYS');
  await panel.getByRole('button', { name: 'Save customer' }).click();
  await expect(page.locator('h1')).toHaveText('Quayside Ropeworks');
  await page.getByRole('button', { name: 'Put away' }).click();
  await expect(page.getByText('is put away')).toBeVisible();
  await go(page, 'Customers');
  await page.keyboard.press('/');
  await page.keyboard.type('quays');
  await expect(page.getByText('No customer answers to these letters')).toBeVisible();
  await page.getByLabel('Those put away').check();
  await rows(page, 1);
  await page.keyboard.press('/');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Bring back' }).click();
  await expect(page.getByText('is back in the list')).toBeVisible();
});

test('an item keeps its exact price and says when it is sold below cost', async ({ shared: { page } }) => {
  await go(page, 'Items');
  await page.keyboard.press('a');
  const panel = page.getByRole('complementary').or(page.getByRole('region', { name: 'New item' })).filter({ hasText: 'New item' }).first();
  await panel.getByLabel('Name', { exact: true }).fill('Copper nail');
  await panel.getByLabel(/^Price/).fill('0.0375');
  await panel.getByLabel(/What it costs you/).fill('0.05');
  await expect(panel.getByText('below what it costs you')).toBeVisible();
  await panel.getByRole('button', { name: 'Save item' }).click();
  await expect(page.getByText('Copper nail is saved')).toBeVisible();
  const found = await page.evaluate(() => window.billfold.items.suggest({ q: 'copper' }));
  expect(found).toMatchObject({ ok: true, value: { rows: [{ price: '0.0375', cost: '0.05' }] } });
});

test('Ctrl+K finds customers, documents and items, and starts an invoice for what it found', async ({ shared: { page } }) => {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('lemon');
  await expect(page.getByRole('option').filter({ hasText: 'Lemonwood Café' }).first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('heading', { name: 'New invoice' })).toBeVisible();
  await expect(page.getByLabel('Customer', { exact: true })).toHaveValue('Lemonwood Café');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('zzzz');
  await expect(page.getByText(/Nothing is called that/)).toBeVisible();
});
