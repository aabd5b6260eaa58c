// The bank screen: a statement comes in, its lines are gone through by keyboard, split, set aside, taken back.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import Bank from '../../../../renderer/bank/Bank.tsx';
import { createBank, mayBring } from '../../../../renderer/bank/bankStore.ts';
import { assignColumn } from '../../../../renderer/bank/CsvColumns.tsx';
import { isReady, leftOf, rowProblem, withDocument } from '../../../../renderer/bank/split.ts';
import { surenessOf } from '../../../../renderer/bank/proposalText.ts';
import { fakeBank, LOOK } from '../../../fixtures/fakeBank.ts';
import { type Fake, Refusal } from '../../../fixtures/fakeBillfold.ts';
import { uuid } from '../../../fixtures/fakeData.ts';
import type { BankMapping } from '../../../../contract/bank.ts';
import type { Input, MethodName } from '../../../../contract/index.ts';
import { axeProblems } from '../../../fixtures/mount.tsx';
import { openScreen } from '../open.tsx';

const panel = async () => screen.findByRole('complementary', { name: /Fischer Moebel/ });
/** What was handed to a method, call by call. */
function asked<N extends MethodName>(fake: Fake, method: N): Input<N>[] {
  return fake.inputs(method);
}
/** Puts the keys on the list. */
async function list(name = 'To do') {
  const grid = await screen.findByRole('grid', { name });
  grid.focus();
  return grid;
}
const document = { documentId: uuid(5, 1), number: 'A-1', customerId: uuid(2, 1), customer: 'X', issueDate: '2026-11-01', dueDate: null, balance: 3000, currency: 'EUR' };

describe('splitting a line', () => {
  test('a document takes what is left, at most what it asks for; what is given out beyond it is seen', () => {
    const rows = withDocument(5000, [], document);
    expect(rows).toEqual([{ document, amount: '30.00' }]);
    const both = withDocument(5000, rows, { ...document, documentId: uuid(5, 2), balance: 9000 });
    expect(both.map(({ amount }) => amount)).toEqual(['30.00', '20.00']);
    expect([leftOf(5000, both), isReady(5000, both), isReady(4999, both)]).toEqual([0, true, false]);
    expect(withDocument(5000, both, document)).toHaveLength(2);
    expect([rowProblem({ document, amount: '' }), rowProblem({ document, amount: '30.01' }), rowProblem({ document, amount: '1.005' })]).toEqual(['AMOUNT', 'OVER_DOCUMENT', 'AMOUNT']);
  });
  test('how sure is said in four words', () => expect([94, 70, 55, 25].map(surenessOf)).toEqual(['sure', 'likely', 'maybe', 'weak']));
  test('a column that stands once is freed where it stood; texts may be several', () => {
    expect(assignColumn(['date', null], 1, 'date')).toEqual([null, 'date']);
    expect(assignColumn(['text', null], 1, 'text')).toEqual(['text', 'text']);
  });
});

test('the best proposal is accepted with A, says what was booked, and can be taken back at once', async () => {
  const { fake, user } = openScreen(<Bank />);
  await list();
  const side = await panel();
  expect(within(side).getAllByRole('radio')[0]).toHaveProperty('checked', true);
  expect(side.textContent).toContain('HL-2026-0117 stands in the text');
  await user.keyboard('a');
  await screen.findByText('€ 1,190.00 of Fischer Möbel GmbH is booked as payment 7');
  expect(asked(fake, 'bank.accept')).toMatchObject([{ lineId: uuid(9, 11), customerId: uuid(2, 1), rate: null, allocations: [{ amount: 119_000, rest: 'open' }] }]);
  await user.click(screen.getByRole('button', { name: /Undo/ }));
  await waitFor(() => expect(asked(fake, 'bank.undo')).toMatchObject([{ lineId: uuid(9, 11) }]));
});

test('Enter on the list accepts too, a click on a row does not (T60)', async () => {
  const { fake, user } = openScreen(<Bank />);
  const grid = await list();
  await panel();
  await user.click(within(grid).getByText('Stadtwerke'));
  await screen.findByRole('complementary', { name: /Stadtwerke/ });
  expect(asked(fake, 'bank.accept')).toEqual([]);
  await user.click(within(grid).getByText('Fischer Moebel GmbH'));
  await panel();
  grid.focus();
  await user.keyboard('{Enter}{Enter}a');
  await waitFor(() => expect(asked(fake, 'bank.accept')).toHaveLength(1));
});

test('another proposal can be chosen before accepting', async () => {
  const { fake, user } = openScreen(<Bank />);
  await list();
  const side = await panel();
  await user.click(within(side).getAllByRole('radio')[1] ?? side);
  await user.click(within(side).getByRole('button', { name: /Accept/ }));
  await waitFor(() => expect(asked(fake, 'bank.accept')[0]?.allocations[0]?.documentId).toBe(uuid(5, 12)));
});

test('documents are chosen by type-ahead and the line split over them, by keyboard alone', async () => {
  const { fake, user } = openScreen(<Bank />);
  await list();
  await panel();
  await user.keyboard('c');
  const search = await screen.findByRole('combobox', { name: 'Invoice' });
  await user.clear(search);
  await user.type(search, '0117{Enter}');
  await screen.findByLabelText('Amount for HL-2026-0117');
  await user.type(screen.getByRole('combobox', { name: 'Invoice' }), '0118{Enter}');
  const second = await screen.findByLabelText('Amount for HL-2026-0118');
  expect(second).toHaveProperty('value', '300');
  expect(screen.getByText('Stays as credit')).toBeTruthy();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(asked(fake, 'bank.accept')[0]?.allocations.map(({ amount }) => amount)).toEqual([30_000, 30_000]));
});

test('invoices of two customers are one payment each: the split stands there before it is booked', async () => {
  const found = (number: string, customerId: string, customer: string) => ({ documentId: uuid(5, Number(number.slice(-2))), number, customerId, customer, issueDate: '2026-11-01', dueDate: null, balance: 30_000, currency: 'EUR' });
  const { fake, user } = openScreen(<Bank />, (f) => f.answer('bank.documents', ({ q }) => ({ rows: [found('HL-2026-0117', uuid(2, 1), 'Fischer Möbel GmbH'), found('HL-2026-0118', uuid(2, 2), 'Kelly Interiors')].filter(({ number }) => number.includes(q)) })));
  await list();
  await panel();
  await user.keyboard('c');
  const search = await screen.findByRole('combobox', { name: 'Invoice' });
  await user.clear(search);
  await user.type(search, '0117{Enter}');
  await screen.findByLabelText('Amount for HL-2026-0117');
  await user.type(screen.getByRole('combobox', { name: 'Invoice' }), '0118{Enter}');
  const split = await screen.findByRole('group', { name: 'One payment for each customer, together the whole line' });
  expect(split.textContent).toMatch(/Fischer Möbel GmbH.*890\.00.*Kelly Interiors.*300\.00/);
  expect(screen.getByText('Stays as credit of Fischer Möbel GmbH')).toBeTruthy();
  expect(await axeProblems()).toEqual([]);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(asked(fake, 'bank.accept')[0]).toMatchObject({ customerId: uuid(2, 1), allocations: [{ amount: 30_000 }], others: [{ customerId: uuid(2, 2), amount: 30_000, allocations: [{ amount: 30_000, rest: 'open' }] }] }));
});

test('money out is set aside with a word, found under its tab and put back with U', async () => {
  const { fake, user } = openScreen(<Bank />);
  const grid = await list();
  await user.click(within(grid).getByText('Stadtwerke'));
  await screen.findByRole('complementary', { name: /Stadtwerke/ });
  grid.focus();
  await user.keyboard('x');
  await user.type(await screen.findByLabelText(/What is it/), 'Power{Enter}');
  await waitFor(() => expect(asked(fake, 'bank.setAside')).toMatchObject([{ lineId: uuid(9, 13), note: 'Power' }]));
  await user.click(screen.getByRole('tab', { name: /Set aside 1/ }));
  await list('Set aside');
  await screen.findByRole('complementary', { name: /Stadtwerke/ });
  await user.keyboard('u');
  await waitFor(() => expect(asked(fake, 'bank.undo')).toHaveLength(1));
});

test('a refused booking says why and leaves the line to do', async () => {
  const { user } = openScreen(<Bank />, (fake) => fake.answer('bank.accept', () => { throw new Refusal('BANK_STATE'); }));
  await list();
  await panel();
  await user.keyboard('a');
  await screen.findByText('This line was dealt with meanwhile. The list shows how it is now.');
  expect(screen.getByRole('tab', { name: /To do 3/ })).toBeTruthy();
});

test('a line in another currency asks for the rate before it can be booked (T35)', async () => {
  const { fake, user } = openScreen(<Bank />, (one) => {
    const told = fakeBank(true, () => undefined);
    one.answer('bank.line', (asked) => ({ ...told['bank.line'](asked), needsRate: true, currency: 'USD' }));
    one.answer('rates.suggest', () => ({ base: 'EUR', found: null }));
  });
  await list();
  await panel();
  await user.keyboard('a');
  expect(asked(fake, 'bank.accept')).toEqual([]);
  await user.type(await screen.findByLabelText('1 USD in your currency'), '0.92');
  await user.click(within(await panel()).getByRole('button', { name: /Accept/ }));
  await waitFor(() => expect(asked(fake, 'bank.accept')[0]?.rate).toBe('0.92'));
});

describe('a statement', () => {
  test('is looked at first, with what is here already, and brought in', async () => {
    const { fake, user } = openScreen(<Bank />);
    await list();
    await user.click(screen.getByRole('button', { name: 'Bring in a statement' }));
    await screen.findByText('november.xml');
    await user.click(screen.getByRole('button', { name: /Bring in 1 line/ }));
    await screen.findByText('1 line came in');
    expect(asked(fake, 'bank.commit')).toMatchObject([{ token: LOOK.token, mapping: null, skipProblems: false }]);
  });

  test('can be dropped on the screen', async () => {
    const { fake } = openScreen(<Bank />);
    const grid = await list();
    const file = new File([new Uint8Array([1, 2, 3])], 'drop.sta');
    Object.defineProperty(file, 'arrayBuffer', { value: async () => new Uint8Array([1, 2, 3]).buffer });
    fireEvent.drop(grid, { dataTransfer: { files: [file], types: ['Files'] } });
    await screen.findByText('drop.sta');
    expect(asked(fake, 'bank.drop')).toMatchObject([{ name: 'drop.sta', content: 'AQID' }]);
  });

  test('with lines that cannot be read names them, and comes in only when the rest is wanted', async () => {
    const problems = [{ row: 15, field: 'date', code: 'DATE', value: '2026-02-30' }];
    const { fake, user } = openScreen(<Bank />, (one) => one.answer('bank.pick', () => ({ ...LOOK, problems, problemCount: 1 })));
    await list();
    await user.click(screen.getByRole('button', { name: 'Bring in a statement' }));
    expect((await screen.findByRole('list', { name: '1 thing that cannot be read' })).textContent).toBe('Line 15: this day does not exist.2026-02-30');
    const bring = screen.getByRole('button', { name: /Bring in 1 line/ });
    await user.click(bring);
    expect(asked(fake, 'bank.commit')).toEqual([]);
    await user.click(screen.getByLabelText('Bring in the rest without these'));
    await user.click(bring);
    await waitFor(() => expect(asked(fake, 'bank.commit')).toMatchObject([{ skipProblems: true }]));
  });

  test.each([['the same lines', 'bad', true], ['other lines', 'worse', false]] as const)('what was agreed to while the file was read anew holds for %s', async (_, value, holds) => {
    const store = createBank(() => uuid(9, 1));
    const problem = { row: 15, field: 'date', code: 'DATE', value: 'bad' };
    const mapping: BankMapping = { headings: 1, columns: [], numbers: 'comma', dates: 'dmy', account: '', currency: '' };
    const look = { ...LOOK, problems: [problem], problemCount: 1, mapping };
    let answer = (): void => undefined;
    openScreen(<Bank />, (one) => {
      one.answer('bank.pick', () => look);
      one.answer('bank.look', () => new Promise((resolve) => (answer = () => resolve({ ...look, problems: [{ ...problem, value }] }))));
    });
    await store.pick();
    const again = store.remap(mapping);
    store.setSkip(true);
    await waitFor(() => {
      answer();
      expect(store.store.getState().looking).toBe(false);
    });
    await again;
    expect(mayBring(store.store.getState())).toBe(holds);
  });

  test('that is no statement is refused in words, and the lines stay', async () => {
    const { user } = openScreen(<Bank />, (one) => one.answer('bank.pick', () => { throw new Refusal('BANK_DOCTYPE'); }));
    await list();
    await user.click(screen.getByRole('button', { name: 'Bring in a statement' }));
    await screen.findByText(/definitions that no bank statement needs/);
    expect(screen.getByRole('grid', { name: 'To do' })).toBeTruthy();
  });
});

test('without any statement the screen says how to begin; nothing on it breaks a rule of accessibility', async () => {
  openScreen(<Bank />, undefined, { filled: false });
  await screen.findByText('See which invoices were paid');
  expect(await axeProblems()).toEqual([]);
});

test('with lines, too', async () => {
  openScreen(<Bank />);
  await panel();
  expect(await axeProblems()).toEqual([]);
});
