// Recording and undoing payments on screen, over a Billfold in memory: live sharing, what stays as credit, one booking for two presses, taking back.
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import Payment from '../../../renderer/payments/Payment.tsx';
import Payments from '../../../renderer/payments/Payments.tsx';
import RecordPayment from '../../../renderer/payments/RecordPayment.tsx';
import { uuid } from '../../fixtures/fakeData.ts';
import { axeProblems } from '../../fixtures/mount.tsx';
import { openScreen, whereTo } from './open.tsx';

const CUSTOMER = uuid(1, 1);
const doc = (n: number, balance: number, dueDate: string) => ({ id: uuid(5, n), number: `HL-2026-000${n}`, kind: 'invoice' as const, issueDate: '2026-10-01', dueDate, currency: 'EUR', total: balance, balance, early: null as null | { until: string; discount: number; pay: number } });
const account = (documents = [doc(1, 3000, '2026-10-15'), doc(2, 5000, '2026-12-01')], settings = { writeOffLimit: 100, cashRounding: 0 }) => ({ documents, credits: [], balances: [{ currency: 'EUR', open: 8000, credit: 0 }], baseCurrency: 'EUR', settings });
const gets = (n: number) => screen.getByRole<HTMLInputElement>('textbox', { name: `Amount for HL-2026-000${n}` });

test('T55 the amount is shared out while it is typed, oldest first, and what is over stays as credit', async () => {
  const { fake, user } = openScreen(<RecordPayment customerId={CUSTOMER} />, (f) => {
    f.answer('payments.account', () => account());
    f.answer('payments.record', ({ id }) => ({ id, number: 1, unapplied: 2000, gain: 0 }));
  });
  const amount = await screen.findByRole('textbox', { name: 'Amount' });
  await user.type(amount, '40');
  await waitFor(() => expect([gets(1).value, gets(2).value]).toEqual(['30', '10']));
  expect(screen.getByText('€ 40.00 stays open')).toBeTruthy();
  await user.clear(amount);
  await user.type(amount, '100');
  await waitFor(() => expect(gets(2).value).toBe('50'));
  expect(within(screen.getByText(/Stays as credit of/).closest('p') ?? document.body).getByText('€ 20.00')).toBeTruthy();
  expect(await axeProblems(document.body)).toEqual([]);
  await user.keyboard('{Control>}{Enter}{Enter}{/Control}');
  await waitFor(() => expect(fake.inputs('payments.record').length).toBeGreaterThan(0));
  const wishes = fake.inputs('payments.record');
  expect(new Set(wishes.map(({ id }) => id)).size).toBe(1);
  expect(wishes[0]).toMatchObject({ amount: 10_000, allocations: [{ documentId: uuid(5, 1), amount: 3000, rest: 'open' }, { documentId: uuid(5, 2), amount: 5000, rest: 'open' }] });
});

test('T54 what was just booked is taken back from its message', async () => {
  const { fake, user } = openScreen(<RecordPayment customerId={CUSTOMER} documentId={uuid(5, 2)} />, (f) => {
    f.answer('payments.account', () => account());
    f.answer('payments.record', ({ id }) => ({ id, number: 1, unapplied: 0, gain: 0 }));
    f.answer('payments.void', ({ id }) => ({ id }));
  });
  await screen.findByRole('textbox', { name: 'Amount' });
  await user.keyboard('{Control>}{Enter}{/Control}');
  await user.click(await screen.findByRole('button', { name: /Undo/ }));
  await waitFor(() => expect(fake.inputs('payments.void')[0]?.target).toEqual({ kind: 'payment', id: fake.inputs('payments.record')[0]?.id }));
});

test('amounts typed by hand stay as typed; a small rest can be written off; more than there is cannot be booked', async () => {
  const { fake, user } = openScreen(<RecordPayment customerId={CUSTOMER} documentId={uuid(5, 2)} />, (f) => {
    f.answer('payments.account', () => account());
    f.answer('payments.record', ({ id }) => ({ id, number: 1, unapplied: 0, gain: 0 }));
  });
  const amount = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Amount' });
  // Begun from a document: its balance stands there, and it comes first.
  expect(amount.value).toBe('50');
  await user.clear(amount);
  await user.type(amount, '49.50');
  await user.clear(gets(1));
  await user.type(gets(1), '5');
  expect(screen.getByText('More is given out than there is')).toBeTruthy();
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(fake.inputs('payments.record')).toEqual([]);
  await user.clear(gets(1));
  await user.selectOptions(screen.getByRole('combobox', { name: 'What becomes of the rest of HL-2026-0002' }), 'write-off');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(fake.inputs('payments.record')).toHaveLength(1));
  expect(fake.inputs('payments.record')[0]?.allocations).toEqual([{ documentId: uuid(5, 2), amount: 4950, rest: 'write-off' }]);
});

test('T58 T24 the amount that terms or coins allow settles the whole, and says so', async () => {
  const early = { ...doc(1, 11_900, '2026-12-15'), early: { until: '2026-11-30', discount: 238, pay: 11_662 } };
  const { user } = openScreen(<RecordPayment customerId={CUSTOMER} documentId={early.id} />, (f) => f.answer('payments.account', () => account([early, doc(2, 10_783, '2026-12-01')], { writeOffLimit: 0, cashRounding: 5 })));
  await screen.findByText('€ 2.38 discount, paid');
  await user.click(screen.getByRole('combobox', { name: 'Way' }));
  await user.click(await screen.findByRole('option', { name: 'Cash' }));
  const amount = screen.getByRole('textbox', { name: 'Amount' });
  await user.clear(amount);
  await user.type(amount, '224.47');
  await waitFor(() => expect(gets(2).value).toBe('107.85'));
  expect(screen.getByText('€ 0.02 rounded, paid')).toBeTruthy();
});

test('T54 a payment is taken back with a reason, in place, and stays in the history', async () => {
  const id = uuid(8, 1);
  const { fake, user } = openScreen(<Payment id={id} />, (f) => {
    f.answer('payments.get', () => ({
      id, number: 7, customerId: CUSTOMER, customer: 'Corrib Bakery', paidOn: '2026-11-20', currency: 'EUR', amount: 9500, method: 'transfer', reference: 'RF18', brand: null, last4: '', unapplied: 600, refunded: 0, state: 'credit', rate: null, baseCurrency: 'EUR',
      baseAmount: null, note: '', gain: 0, receipt: { number: 'RC-2026-0001', at: '2026-11-20T09:00:00.000Z', by: 'Maeve Corcoran' }, refunds: [],
      settlements: [{ id: uuid(8, 2), kind: 'payment', amount: 8900, gain: 0, date: '2026-11-20', at: '2026-11-20T09:00:00.000Z', by: 'Maeve Corcoran', note: '', documentId: uuid(5, 1), documentNumber: 'HL-2026-0001', currency: 'EUR', source: { kind: 'payment', id, number: '7' }, voided: false }],
      history: [{ id, kind: 'payment', date: '2026-11-20', note: '', at: '2026-11-20T09:00:00.000Z', by: 'Maeve Corcoran', undoes: null }], sameLine: [8],
    }));
    f.answer('payments.void', ({ id: act }) => ({ id: act }));
  });
  await screen.findByRole('heading', { level: 1, name: 'Payment 7' });
  expect(await axeProblems(document.body)).toEqual([]);
  await user.keyboard('v');
  await screen.findByText(/Payment 8 came with the same bank line/);
  await user.type(await screen.findByRole('textbox', { name: 'Why?' }), 'Typed twice');
  await user.click(within(screen.getByRole('region', { name: 'Take back' })).getByRole('button', { name: 'Take back' }));
  await waitFor(() => expect(fake.inputs('payments.void')[0]).toMatchObject({ target: { kind: 'payment', id }, reason: 'Typed twice' }));
});

test('the list begins empty, says what it is for, and one key begins the first payment', async () => {
  const { user } = openScreen(<Payments />);
  await screen.findByText('Your first payment');
  expect(await axeProblems(document.body)).toEqual([]);
  await user.keyboard('a');
  expect(whereTo()).toEqual({ screen: 'recordPayment' });
});
