// Reminders on screen: what is due becomes one letter for each customer, letters are kept and taken back, levels are set.
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import Home from '../../../renderer/home/Home.tsx';
import { groupLetters } from '../../../renderer/reminders/acts.ts';
import Reminders from '../../../renderer/reminders/Reminders.tsx';
import { RemindersTab } from '../../../renderer/reminders/RemindersTab.tsx';
import { ReminderPart } from '../../../renderer/reminders/ReminderPart.tsx';
import { uuid } from '../../fixtures/fakeData.ts';
import { openScreen, whereTo } from './open.tsx';

test('late documents are sorted into one letter for each customer and currency', () => {
  const late = (documentId: string, customerId: string, currency: string) => ({ documentId, customerId, customer: customerId, currency });
  expect(groupLetters([late('1', 'a', 'EUR'), late('2', 'b', 'EUR'), late('3', 'a', 'EUR'), late('4', 'a', 'USD')]).map(({ customer, currency, documentIds }) => [customer, currency, documentIds])).toEqual([
    ['a', 'EUR', ['1', '3']], ['b', 'EUR', ['2']], ['a', 'USD', ['4']],
  ]);
});

describe('what is due today', () => {
  test('is chosen at first; one key writes one letter for each customer', async () => {
    const { fake, user } = openScreen(<Reminders />);
    await screen.findByRole('tab', { name: 'Due today 3', selected: true });
    expect(await screen.findByText('2 letters')).toBeTruthy();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Nobody has to be reminded today');
    expect(fake.inputs('reminders.send').map(({ documentIds }) => documentIds)).toEqual([[uuid(5, 1), uuid(5, 2)], [uuid(5, 3)]]);
  });

  test('what is put aside is left out, the letter is shown as it would be, and peace takes one away', async () => {
    const { fake, user } = openScreen(<Reminders />);
    await user.click(await screen.findByRole('checkbox', { name: /HL-2026-0102/ }));
    await user.click(screen.getByRole('gridcell', { name: 'HL-2026-0101' }));
    const panel = await screen.findByRole('region', { name: /^Letter to/ });
    await within(panel).findByRole('heading', { name: 'A friendly reminder' });
    expect(fake.inputs('reminders.preview')[0]?.documentIds).toEqual([uuid(5, 1)]);
    await user.click(within(panel).getByRole('button', { name: 'Leave this invoice' }));
    await waitFor(() => expect(fake.inputs('reminders.quiet')).toEqual([{ target: { kind: 'document', id: uuid(5, 1) }, off: false, until: null }]));
  });

  test('home says how many, and leads there', async () => {
    const { user } = openScreen(<Home />);
    await user.click(await screen.findByRole('button', { name: /Look: 3 invoices are to be reminded of/ }));
    expect(whereTo()).toEqual({ screen: 'reminders' });
  });

  test('a late invoice that is to be reminded of is one thing to see to, not two', async () => {
    // three late, one due today, two drafts; the three reminders are of the three late ones
    openScreen(<Home />, (fake) => fake.answer('recurring.due', () => ({ rows: [], total: 0, clockBack: null })));
    await screen.findByRole('button', { name: /Look: 3 invoices are to be reminded of/ });
    expect(await screen.findByText('6 things')).toBeTruthy();
  });
});

test('a letter that went out is shown as it was, printed, saved, and taken back after a question', async () => {
  const { fake, user } = openScreen(<Reminders tab="sent" />);
  await user.click(await screen.findByRole('gridcell', { name: '8' }));
  const panel = await screen.findByRole('region', { name: 'Letter 8' });
  await user.click(await within(panel).findByRole('button', { name: 'Save PDF' }));
  await user.click(within(panel).getByRole('button', { name: 'Take it back' }));
  expect(fake.inputs('reminders.void')).toEqual([]);
  await user.click(within(await within(panel).findByRole('alertdialog')).getByRole('button', { name: 'Take it back' }));
  await waitFor(() => expect(fake.inputs('reminders.void')).toHaveLength(1));
  expect(fake.inputs('reminders.savePdf')).toEqual([{ id: uuid(9, 50) }]);
});

describe('settings', () => {
  test('T59 fee, interest and convention of a level are saved', async () => {
    const { fake, user } = openScreen(<RemindersTab currency="EUR" language="en" />);
    const second = await screen.findByRole('region', { name: 'Reminder 2' });
    await user.type(within(second).getByLabelText('Fee, EUR'), '5');
    await user.click(screen.getByRole('button', { name: 'Save reminders' }));
    await waitFor(() => expect(fake.inputs('reminders.saveSettings')[0]?.levels[1]?.fees).toEqual([{ currency: 'EUR', amount: 500 }]));
  });

  test('a name no letter knows stops saving and says so', async () => {
    const { fake, user } = openScreen(<RemindersTab currency="EUR" language="en" />);
    const first = await screen.findByRole('region', { name: 'Reminder 1' });
    await user.type(within(first).getByLabelText('Above the invoices'), ' {{nobody}');
    expect(await within(first).findByText(/No letter knows nobody/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save reminders' }));
    expect(fake.inputs('reminders.saveSettings')).toEqual([]);
  });
});

test('the page of a document says its letters and what can be written now; without either it says nothing', async () => {
  const late = { documentId: uuid(5, 1), number: 'X', customerId: uuid(1, 1), customer: 'A', currency: 'EUR', dueDate: '2026-11-01', daysLate: 19, balance: 5, level: 1, levels: 3, fee: 0, interest: 0, total: 5, since: '2026-11-20', lastOn: null };
  const { fake, user } = openScreen(<ReminderPart target={{ kind: 'document', id: uuid(5, 1) }} />, (given) => given.answer('reminders.of', () => ({ quiet: null, byCustomer: false, letters: [], late: [late] })));
  await user.click(await screen.findByRole('button', { name: 'Remind now (level 2)' }));
  await waitFor(() => expect(fake.inputs('reminders.send')).toMatchObject([{ customerId: uuid(1, 1), currency: 'EUR', documentIds: [uuid(5, 1)] }]));
});
