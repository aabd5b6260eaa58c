// Choosing what goes on one invoice: everything open of one customer at once, as many as one invoice holds; and messages that stay above the bar.
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { PaperRow } from '../../../../contract/documents.ts';
import { MOST_SOURCES } from '../../../../contract/invoices.ts';
import { PaperList } from '../../../../renderer/papers/PaperList.tsx';
import { uuid } from '../../../fixtures/fakeData.ts';
import { openScreen } from '../open.tsx';

const row = (n: number, more: Partial<PaperRow> = {}): PaperRow => ({
  id: uuid(5, n), kind: 'delivery-note', number: `DN-${n}`, customerId: uuid(1, 1), customer: 'Hotel Krone', subject: '', issueDate: '2026-11-20', validUntil: null, currency: 'EUR', total: 100, state: 'issued', ...more,
});
const HERS = [row(1), row(2, { state: 'converted' }), row(3)];
const OPEN = Array.from({ length: MOST_SOURCES }, (_, i) => row(100 + i));
const lift = () => document.documentElement.style.getPropertyValue('--toast-lift');

function open() {
  return openScreen(<PaperList kind="delivery-note" total={9} />, (fake) => {
    fake.answer('documents.list', ({ q }) => ({ rows: [...(q === '' ? [row(9, { customerId: uuid(1, 2), customer: 'Bakery Hart' })] : []), ...HERS], next: null }));
    fake.answer('documents.open', () => ({ rows: OPEN, left: 4 }));
  });
}

test('is offered once the list is of one customer, takes what goes on one invoice together, and says how many are left for another', async () => {
  const { fake, user } = open();
  await screen.findByText('Bakery Hart');
  expect(screen.queryByRole('button', { name: /Choose all open/ })).toBeNull();
  await user.type(screen.getByRole('searchbox'), 'krone');
  await user.click(await screen.findByRole('button', { name: 'Choose all open of Hotel Krone' }));
  expect(fake.inputs('documents.open')).toMatchObject([{ kind: 'delivery-note', customerId: uuid(1, 1) }]);
  const bar = await screen.findByRole('toolbar', { name: `${MOST_SOURCES} chosen` });
  expect(within(bar).getByText('4 more open ones stay for another invoice')).toBeTruthy();
  await user.click(within(bar).getByRole('button', { name: /Make one invoice/ }));
  await waitFor(() => expect(fake.inputs('documents.collect')[0]?.ids).toEqual(OPEN.map(({ id }) => id)));
});

test('messages rise above the bar while something is chosen, and come down after', async () => {
  const { user } = open();
  expect(lift()).toBe('');
  await user.click(await screen.findByRole('checkbox', { name: /DN-9\b/ }));
  await screen.findByRole('toolbar', { name: '1 chosen' });
  expect(lift()).toMatch(/^\d+px$/);
  await user.click(screen.getByRole('button', { name: 'Choose none' }));
  await waitFor(() => expect(lift()).toBe(''));
});
