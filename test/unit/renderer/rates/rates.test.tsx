// Exchange rates on screen, over a Billfold in memory: the settings page, a file, and the suggestion under a payment's rate.
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import RecordPayment from '../../../../renderer/payments/RecordPayment.tsx';
import { RatesTab } from '../../../../renderer/rates/RatesTab.tsx';
import { uuid } from '../../../fixtures/fakeData.ts';
import { axeProblems } from '../../../fixtures/mount.tsx';
import { openScreen } from '../open.tsx';

const CUSTOMER = uuid(1, 1);
const dollars = { documents: [{ id: uuid(5, 1), number: 'HL-2026-0001', kind: 'invoice' as const, issueDate: '2026-10-01', dueDate: '2026-10-15', currency: 'USD', total: 100_000, balance: 100_000, early: null }], credits: [], balances: [{ currency: 'USD', open: 100_000, credit: 0 }], baseCurrency: 'EUR', settings: { writeOffLimit: 100, cashRounding: 0 } };

test('a rate is entered for a day, can be taken back, and a file shows its currencies, what is new and what cannot be read', async () => {
  const { fake, user } = openScreen(<RatesTab />);
  await user.type(await screen.findByRole('textbox', { name: 'One USD is' }), '0.93{Enter}');
  await waitFor(() => expect(fake.inputs('rates.enter')[0]).toMatchObject({ currency: 'USD', rate: '0.93' }));
  await user.click(screen.getByRole('button', { name: 'From a file' }));
  const look = await screen.findByRole('group', { name: 'eurofxref-hist.csv' });
  expect(within(look).getByRole<HTMLInputElement>('checkbox', { name: 'USD' }).checked).toBe(true);
  expect(within(look).getByRole<HTMLInputElement>('checkbox', { name: 'GBP' }).checked).toBe(false);
  expect(within(look).getByText('Row 7:')).toBeTruthy();
  expect(within(look).getByText('12 rates are new.')).toBeTruthy();
  expect(await axeProblems(document.body)).toEqual([]);
  await user.click(within(look).getByRole('button', { name: /Take in the rates/ }));
  expect(fake.inputs('rates.commit')).toEqual([]); // not before the person says that a row may be missing
  await user.click(within(look).getByRole('checkbox', { name: /Take in the others/ }));
  await user.click(within(look).getByRole('button', { name: /Take in the rates/ }));
  await waitFor(() => expect(fake.inputs('rates.commit')[0]).toMatchObject({ currencies: ['USD'], from: null, skipProblems: true }));
});

test('T35 a payment takes the stored rate of its day and says of which; a typed one stays; an old one waits; where there is none the field is empty', async () => {
  const { user } = openScreen(<RecordPayment customerId={CUSTOMER} />, (fake) => fake.answer('payments.account', () => dollars));
  const rate = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Rate of USD' });
  await waitFor(() => expect(rate.value).toBe('0.9214'));
  expect(screen.getByText(/Rate of 18 Nov 2026, Our bank/)).toBeTruthy();
  const day = screen.getByRole('textbox', { name: 'Paid on' });
  await user.clear(rate);
  await user.type(rate, '0.95');
  await user.clear(day);
  await user.type(day, '2026-11-19{Tab}');
  await screen.findByText(/Stored: 0.9214. Rate of 18 Nov 2026/);
  expect(rate.value).toBe('0.95');
  await user.clear(day);
  await user.type(day, '2026-11-01{Tab}');
  await screen.findByText(/No rate of USD on or before 1 Nov 2026 is stored/);
  await user.clear(rate);
  await user.clear(day);
  await user.type(day, '2026-11-30{Tab}');
  await screen.findByText(/That is 2 days before the date/);
  expect(rate.value).toBe('');
  await user.click(screen.getByRole('button', { name: 'Use it' }));
  expect(rate.value).toBe('0.9214');
});
