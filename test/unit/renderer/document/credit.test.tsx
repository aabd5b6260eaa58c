// Writing a credit note on the screen of an invoice: by keyboard, with a live total, once.
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import Document from '../../../../renderer/document/Document.tsx';
import { requestOf, tryCredit } from '../../../../renderer/document/creditForm.ts';
import { creditLeft, creditNote } from '../../../../domain/creditNote.ts';
import { type Fake, Refusal } from '../../../fixtures/fakeBillfold.ts';
import { NOW, profile, snapshotOf, TODAY, uuid, viewOf } from '../../../fixtures/fakeData.ts';
import { HARBOUR_LINES, sampleSnapshot } from '../../../fixtures/snapshot.ts';
import { axeProblems } from '../../../fixtures/mount.tsx';
import { openScreen, whereTo } from '../open.tsx';
import { personIn } from '../../../fixtures/person.ts';

const ID = uuid(5, 147);
const snapshot = sampleSnapshot({ lines: HARBOUR_LINES });
const row = { id: ID, number: 'HL-2026-0148', customerId: uuid(1, 1), customer: 'Corrib Bakery', subject: '', issueDate: TODAY, dueDate: null, currency: 'EUR', kind: 'invoice' as const, title: 'invoice' as const, total: 241_391, credited: 'none' as const, open: 241_391, status: 'open' as const };
const leftOf = (before: Parameters<typeof creditLeft>[1] = []) => ({ ...creditLeft(snapshot, before), lines: [...creditLeft(snapshot, before).lines] });

function books(fake: Fake): void {
  fake.answer('invoices.get', () => ({ ...viewOf(row, profile(), undefined), snapshot }));
  fake.answer('invoices.creditLeft', () => ({ ...leftOf(), before: [], lastIssued: null }));
}
const total = () => screen.getByText('Given back').parentElement?.textContent ?? '';

test('one key and one confirmation credit the whole invoice, and the note opens', async () => {
  const { fake, user } = openScreen(<Document id={ID} />, books);
  await screen.findByRole('heading', { level: 1, name: 'HL-2026-0148' });
  await user.keyboard('c');
  await screen.findByRole('region', { name: 'Write a credit note' });
  expect(total()).toContain('2,413.91');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Oak shelving, fitted, 6 m left');
  expect(await axeProblems()).toEqual([]);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(whereTo().screen).toBe('invoice'));
  const [sent, ...more] = fake.inputs('invoices.credit');
  expect(more).toEqual([]);
  expect(sent).toMatchObject({ id: ID, request: { kind: 'whole' }, reason: '' });
  expect(whereTo()).toEqual({ screen: 'invoice', id: sent?.newId });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('some of one line: the total follows each key as the domain has it, and only that line is sent', async () => {
  const { fake, user } = openScreen(<Document id={ID} />, books);
  await user.click(await screen.findByRole('button', { name: 'Credit note' }));
  await user.click(await screen.findByRole('button', { name: 'None' }));
  expect(screen.getByText('Say how much is given back.')).toBeTruthy();
  expect(screen.getByRole('button', { name: /Issue credit note/ }).getAttribute('aria-disabled')).toBe('true');
  const hinges = screen.getByRole('textbox', { name: /Brass hinges/ });
  await user.clear(hinges);
  await user.type(hinges, '3');
  const request = { kind: 'lines' as const, lines: [{ line: 3, quantity: '3' }] };
  expect(creditNote(snapshot, [], request).totals.payable).toBe(3450);
  expect(total()).toContain('34.50');
  await user.type(screen.getByRole('textbox', { name: 'Reason' }), 'Sent back');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(fake.inputs('invoices.credit')[0]).toMatchObject({ request, reason: 'Sent back' }));
});

test('T50 an amount instead of lines: in words of the invoice’s language, worked out live, refused when it is more than is left', async () => {
  const { fake, user } = openScreen(<Document id={ID} />, books);
  await user.click(await screen.findByRole('button', { name: 'Credit note' }));
  await user.click(await screen.findByRole('button', { name: 'Give back an amount instead' }));
  const amount = screen.getByRole('textbox', { name: 'Amount, tax included' });
  expect(document.activeElement).toBe(amount);
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'What it is for' }).value).toBe('Price reduction');
  await user.type(amount, '2413.92');
  expect(screen.getByText(/is left to give back/)).toBeTruthy();
  await user.clear(amount);
  await user.type(amount, '100');
  expect(total()).toContain('100.00');
  expect(await axeProblems()).toEqual([]);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(fake.inputs('invoices.credit')[0]).toMatchObject({ request: { kind: 'sum', amount: 10_000, description: 'Price reduction' } }));
});

test('T50 more than is left is said under its field, and nothing is sent; Escape closes the panel and stays here', async () => {
  const { fake, user } = openScreen(<Document id={ID} />, books);
  await user.click(await screen.findByRole('button', { name: 'Credit note' }));
  const hinges = await screen.findByRole('textbox', { name: /Brass hinges/ });
  await user.clear(hinges);
  await user.type(hinges, '13');
  await screen.findByText('Only 12 is left to give back.');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(fake.inputs('invoices.credit')).toEqual([]);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('region', { name: 'Write a credit note' })).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Credit note' }));
  expect(screen.getByRole('heading', { level: 1, name: 'HL-2026-0148' })).toBeTruthy();
});

test('T60 a second try after a failure asks with the same id', async () => {
  let tries = 0;
  const { fake, user } = openScreen(<Document id={ID} />, (f) => {
    books(f);
    f.answer('invoices.credit', ({ newId }) => {
      tries += 1;
      if (tries === 1) throw new Refusal('DOCUMENT_INVALID', { fields: [{ path: 'issueDate', code: 'BACKDATED', params: { lastIssuedDate: '2026-11-25' } }] });
      return { id: newId, number: 'CN-2026-0001' };
    });
  });
  await user.click(await screen.findByRole('button', { name: 'Credit note' }));
  await screen.findByRole('region', { name: 'Write a credit note' });
  await user.click(await screen.findByRole('button', { name: /Issue credit note/ }));
  await screen.findByText(/Use 2026-11-25 or after/);
  await user.click(screen.getByRole('button', { name: /Issue credit note/ }));
  await waitFor(() => expect(whereTo().screen).toBe('invoice'));
  const ids = fake.inputs('invoices.credit').map(({ newId }) => newId);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test('a credited invoice says by which note and how much is left; a note leads back to its invoice and offers no other', async () => {
  const note = { id: uuid(5, 900), number: 'CN-2026-0001', issueDate: TODAY, amount: 3450, at: NOW, by: 'Maeve Corcoran' };
  const { user } = openScreen(<Document id={ID} />, (fake) => fake.answer('invoices.get', () => ({ ...viewOf({ ...row, credited: 'part', status: 'partial' }, profile(), undefined), snapshot, credits: [note] })));
  await screen.findByText('Part credited');
  expect(screen.getByText(/Credited € 34.50 by/).textContent).toContain('CN-2026-0001');
  const side = screen.getByRole('complementary', { name: 'About this invoice' });
  expect(within(side).getByText(/2,379.41/)).toBeTruthy();
  expect(within(side).getByText(/\u221234.50/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'CN-2026-0001' }));
  expect(whereTo()).toEqual({ screen: 'invoice', id: note.id });
});

test('a credit note is no invoice: no second credit, no copy, but its invoice one click away', async () => {
  const original = { number: 'HL-2026-0148', issueDate: TODAY };
  const { user } = openScreen(<Document id={uuid(5, 900)} />, (fake) =>
    fake.answer('invoices.get', () => ({ ...viewOf(row, profile(), undefined), snapshot: { ...snapshotOf(row, profile(), undefined), kind: 'credit-note', number: 'CN-2026-0001', original, dueDate: null }, originalId: ID })),
  );
  await screen.findByRole('heading', { level: 1, name: 'CN-2026-0001' });
  expect(screen.queryByRole('button', { name: 'Credit note' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Duplicate' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'HL-2026-0148' }));
  expect(whereTo()).toEqual({ screen: 'invoice', id: ID });
});

test('untouched quantities ask for the whole; a line taken whole for all that is left of it', () => {
  const { lines } = leftOf();
  const whole = lines.map(({ quantity }) => quantity);
  expect(requestOf(whole, lines)).toEqual({ kind: 'whole' });
  expect(requestOf(['6', '0', '', '2.5'], lines)).toEqual({ kind: 'lines', lines: [{ line: 0, quantity: null }, { line: 3, quantity: '2.5' }] });
  expect(tryCredit(snapshot, { before: [] }, { kind: 'lines', lines: [{ line: 3, quantity: '12.5' }] })).toMatchObject({ ok: false, line: 3, problem: { code: 'CREDIT_OVER', params: { left: '12' } } });
});

test('who may not write credit notes is not offered one, by button or by key', async () => {
  const { fake, user } = openScreen(<Document id={ID} />, books, { state: { user: personIn(uuid(9, 2), 'Nora', 'cashier') } });
  await screen.findByRole('heading', { level: 1, name: 'HL-2026-0148' });
  expect(screen.queryByRole('button', { name: /credit note/i })).toBeNull();
  await user.keyboard('c');
  expect(screen.queryByRole('region', { name: 'Write a credit note' })).toBeNull();
  expect(fake.inputs('invoices.creditLeft')).toEqual([]);
});

test('a screen reader hears the name of the page once', async () => {
  openScreen(<Document id={ID} />, books);
  await screen.findByRole('heading', { level: 1, name: 'HL-2026-0148' });
  expect(screen.getAllByLabelText(/HL-2026-0148/).map((one) => one.getAttribute('aria-label'))).toHaveLength(1);
});
