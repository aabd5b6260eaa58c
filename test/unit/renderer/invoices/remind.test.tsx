// Reminding from the list's multi-select: one letter per customer and currency, only of what is late, with a report of the rest.
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { InvoiceRow } from '../../../../contract/invoices.ts';
import { addDays } from '../../../../domain/date.ts';
import { todayLocal } from '../../../../renderer/app/clock.ts';
import Invoices from '../../../../renderer/invoices/Invoices.tsx';
import { Refusal } from '../../../fixtures/fakeBillfold.ts';
import { packInvoices } from '../../../fixtures/invoiceRows.ts';
import { uuid } from '../../../fixtures/fakeData.ts';
import { openScreen } from '../open.tsx';
import { personIn } from '../../../fixtures/person.ts';

const ROW: InvoiceRow = {
  id: uuid(6, 901), number: 'HL-1', customerId: uuid(1, 1), customer: 'Anna', subject: '', issueDate: '2026-01-05', dueDate: '2026-01-19', currency: 'EUR', kind: 'invoice', title: 'invoice', total: 1000, credited: 'none', open: 1000, status: 'open',
};
const late = (n: number, part: Partial<InvoiceRow> = {}): InvoiceRow => ({ ...ROW, id: uuid(6, 900 + n), number: `HL-${n}`, ...part });
const ROWS = [late(1), late(2), late(3, { customerId: uuid(1, 2), customer: 'Bert' }), late(4, { currency: 'USD' }), late(5, { dueDate: addDays(todayLocal(), 5) })];

async function chooseAll(user: ReturnType<typeof openScreen>['user']): Promise<void> {
  await screen.findByText('HL-1');
  screen.getByRole('grid').focus();
  await user.keyboard('{Control>}a{/Control}');
}

test('reminds once for each customer and currency, of late ones only, and says what was left', async () => {
  const { fake, user } = openScreen(<Invoices />, (books) => {
    books.answer('invoices.list', () => ({ rows: packInvoices(ROWS), next: null }));
    let sent = 0;
    books.answer('reminders.send', ({ id, customerId }) => {
      if (customerId === uuid(1, 2)) throw new Refusal('CONFLICT');
      sent += 1;
      return { id, number: sent };
    });
  });
  await chooseAll(user);
  await user.click(await screen.findByRole('button', { name: 'Remind of 5' }));
  const report = await screen.findByRole('region', { name: 'What was done' });
  expect(fake.inputs('reminders.send').map(({ customerId, currency, documentIds }) => [customerId, currency, documentIds])).toEqual([
    [uuid(1, 1), 'EUR', [uuid(6, 901), uuid(6, 902)]], [uuid(1, 2), 'EUR', [uuid(6, 903)]], [uuid(1, 1), 'USD', [uuid(6, 904)]],
  ]);
  expect(report.textContent).toContain('3 documents are reminded of. 2 were not:');
  expect(within(report).getByText('HL-3', { exact: false })).toBeTruthy();
  expect(within(report).getByText('HL-5', { exact: false })).toBeTruthy();
});

test('is not offered where nothing chosen is late, nor to who may not remind', async () => {
  const { user } = openScreen(<Invoices />, (books) => books.answer('invoices.list', () => ({ rows: packInvoices([late(5, { dueDate: addDays(todayLocal(), 5) }), late(6, { open: 0 })]), next: null })));
  await screen.findByText('HL-5');
  screen.getByRole('grid').focus();
  await user.keyboard('{Control>}a{/Control}');
  await screen.findByRole('toolbar', { name: /chosen/ });
  expect(screen.queryByRole('button', { name: /Remind/ })).toBeNull();
});

test('a cashier sees no Remind', async () => {
  const { user } = openScreen(<Invoices />, (books) => books.answer('invoices.list', () => ({ rows: packInvoices(ROWS), next: null })), { state: { user: personIn(uuid(9, 3), 'Ina', 'cashier') } });
  await chooseAll(user);
  await waitFor(() => expect(screen.getByRole('toolbar', { name: /chosen/ })).toBeTruthy());
  expect(screen.queryByRole('button', { name: /Remind/ })).toBeNull();
});
