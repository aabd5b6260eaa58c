// Writing in the editor: keyboard, undo, paste, autosave, problems, hints, and speed with many lines.
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { saveAll } from '../../../../renderer/app/leave.ts';
import { useRoute } from '../../../../renderer/app/navigate.ts';
import { Refusal } from '../../../fixtures/fakeBillfold.ts';
import { customers, draftBody, uuid } from '../../../fixtures/fakeData.ts';
import { cell, openEditor } from './open.tsx';

const focused = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.getAttribute('data-field');
const toPay = () => screen.getByTestId('to-pay').textContent?.replace(/\u00a0/g, ' ');

async function paste(text: string): Promise<void> {
  await act(async () => {
    fireEvent.paste(document.activeElement ?? document.body, { clipboardData: { getData: () => text } });
    await new Promise((resolve) => setTimeout(resolve, 30));
  });
}

describe('the keyboard', () => {
  test('Tab from the last cell adds a line, Tab on the empty line goes to the note, never to the rail', async () => {
    const { user } = await openEditor();
    await user.keyboard('co{Enter}oa{Enter}');
    await waitFor(() => expect(focused()).toBe('Qty, line 1'));
    const seen: (string | null | undefined)[] = [];
    for (let i = 0; i < 6; i += 1) {
      await user.tab();
      seen.push(focused());
    }
    expect(seen).toEqual(['Unit, line 1', 'Price, line 1', 'Discount, line 1', 'Tax, line 1', 'Item, line 2', 'note']);
  });

  test('free words stay with Tab, get the usual tax and one piece, and only the price is asked for', async () => {
    const { user } = await openEditor();
    await user.keyboard('co{Enter}');
    await user.keyboard('Delivery and thanks{Tab}');
    await waitFor(() => expect(focused()).toBe('Qty, line 1'));
    expect(cell('Item', 1).value).toBe('Delivery and thanks');
    await user.keyboard('{Enter}');
    expect(focused()).toBe('Price, line 1');
    await user.keyboard('40');
    expect(toPay()).toBe('€ 49.20');
  });

  test('Enter before the answer is there still takes the first match', async () => {
    const { user } = await openEditor({}, (fake) => {
      fake.answer('customers.suggest', async () => {
        await new Promise((resolve) => setTimeout(resolve, 60));
        return { rows: [{ id: uuid(1, 3), code: '', name: 'Corrib Bakery', contact: '', city: 'Galway', country: 'IE', email: '', archived: false, invoices: 0, lastInvoice: null }] };
      });
    });
    await user.keyboard('co{Enter}');
    expect(focused()).toBe('Item, line 1');
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Customer').value).toBe('Corrib Bakery'));
  });

  test('Alt+arrow moves a line and keeps the focus in it; Alt+Delete takes it out and undo brings it back', async () => {
    const { user } = await openEditor({ draftId: uuid(6, 1) });
    act(() => cell('Item', 2).focus());
    await user.keyboard('Second{Tab}');
    act(() => cell('Item', 2).focus());
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(cell('Item', 1).value).toBe('Second');
    expect(focused()).toBe('Item, line 1');
    await user.keyboard('{Alt>}{Delete}{/Alt}');
    expect(cell('Item', 1).value).toBe('Ash desk, made to measure');
    await user.keyboard('{Control>}z{/Control}');
    expect(cell('Item', 1).value).toBe('Second');
  });

  test('arrows walk the suggestions, Escape closes them without leaving the editor', async () => {
    const { user } = await openEditor();
    await user.keyboard('k');
    const list = await screen.findByRole('listbox', { name: 'Customer' });
    expect(within(list).getAllByRole('option')[0]?.getAttribute('aria-selected')).toBe('true');
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Customer').value).toBe('Keating & Sons'));
    act(() => screen.getByLabelText('Customer').focus());
    await user.keyboard('x{Escape}');
    expect(screen.queryByRole('listbox', { name: 'Customer' })).toBeNull();
    expect(useRoute.getState().route.screen).toBe('editor');
  });

  test('Alt+N makes a customer of what was typed, without leaving the invoice', async () => {
    const { fake, user } = await openEditor();
    await user.keyboard('Zeta Books{Alt>}n{/Alt}');
    const form = await screen.findByRole('region', { name: 'New customer' });
    expect(within(form).getByLabelText<HTMLInputElement>('Name').value).toBe('Zeta Books');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(fake.inputs('customers.save')).toHaveLength(1));
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Customer').value).toBe('Zeta Books'));
    expect(focused()).toBe('Item, line 1');
  });
});

describe('undo', () => {
  test('Ctrl+Z takes back words typed in a field and Ctrl+Shift+Z brings them again', async () => {
    const { user } = await openEditor({ draftId: uuid(6, 1) });
    act(() => cell('Qty', 1).focus());
    await user.clear(cell('Qty', 1));
    await user.keyboard('7');
    expect(toPay()).toBe('€ 12,742.80');
    await user.keyboard('{Control>}z{/Control}');
    expect(cell('Qty', 1).value).toBe('1');
    expect(toPay()).toBe('€ 1,820.40');
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(cell('Qty', 1).value).toBe('7');
  });
});

describe('pasting', () => {
  test('rows of a spreadsheet become lines, items are found by their exact name, and one undo removes them', async () => {
    const { user } = await openEditor({ draftId: uuid(6, 1) });
    act(() => cell('Item', 2).focus());
    await paste('Workshop hour\t3\nSomething odd\t2\t9.50\n');
    await waitFor(() => expect(cell('Price', 2).value).toBe('58.00'));
    expect(cell('Qty', 2).value).toBe('3');
    expect(cell('Item', 3).value).toBe('Something odd');
    expect(focused()).toBe('Item, line 4');
    await user.keyboard('{Control>}z{/Control}');
    expect(screen.queryByLabelText('Item, line 3')).toBeNull();
  });
});

describe('saving by itself', () => {
  test('an untouched new draft is never stored, not even on leaving', async () => {
    const { fake } = await openEditor();
    await act(async () => void (await saveAll()));
    expect(fake.inputs('drafts.save')).toHaveLength(0);
  });

  test('typing is stored a moment later, with the version it was made from', async () => {
    const { fake, user } = await openEditor({ draftId: uuid(6, 1) });
    act(() => cell('Qty', 1).focus());
    await user.keyboard('3');
    await waitFor(() => expect(fake.inputs('drafts.save')).toHaveLength(1), { timeout: 2000 });
    expect(fake.inputs('drafts.save')[0]).toMatchObject({ id: uuid(6, 1), version: 1 });
    expect((await screen.findByText(/Saved/)).textContent).toMatch(/Saved \d\d:\d\d\./);
  });

  test('leaving or locking stores what was typed at once and remembers the draft for the way back', async () => {
    const { fake, user } = await openEditor();
    await user.keyboard('co{Enter}');
    await act(async () => void (await saveAll()));
    expect(fake.inputs('drafts.save')).toHaveLength(1);
    expect(useRoute.getState().route).toMatchObject({ screen: 'editor', draftId: expect.any(String) });
  });

  test('a draft changed elsewhere is never overwritten unasked: both ways on are offered', async () => {
    let first = true;
    const { fake, user } = await openEditor({ draftId: uuid(6, 1) }, (f) => {
      f.answer('drafts.save', ({ id }) => {
        if (first) throw new Refusal('CONFLICT');
        return { id: id ?? '', version: 9, savedAt: '2026-11-20T12:40:00.000Z' };
      });
    });
    act(() => cell('Qty', 1).focus());
    await user.keyboard('3');
    await screen.findByText(/changed in another window/);
    first = false;
    await user.click(screen.getByRole('button', { name: 'Keep this one' }));
    await waitFor(() => expect(screen.queryByText(/changed in another window/)).toBeNull());
    expect(fake.inputs('drafts.save').at(-1)?.body.lines[0]?.quantity).not.toBe('1');
  });
});

test('Discard takes the draft away without a question and Undo brings it back', async () => {
  const { fake, user } = await openEditor({ draftId: uuid(6, 1) });
  await user.type(cell('Qty', 1), '2');
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(fake.inputs('drafts.discard')).toEqual([{ id: uuid(6, 1) }]));
  expect(useRoute.getState().route).toEqual({ screen: 'invoices', tab: 'drafts' });
  await user.click(await screen.findByRole('button', { name: /Undo/ }));
  await waitFor(() => expect(fake.inputs('drafts.restore')).toEqual([{ id: uuid(6, 1) }]));
});

describe('problems and hints', () => {
  test('pay by before the invoice date is red at its field, counted, and mended by one click', async () => {
    const { user } = await openEditor({ draftId: uuid(6, 1) });
    const due = screen.getByLabelText<HTMLInputElement>('Pay by');
    await user.clear(due);
    await user.type(due, '2026-11-01{Enter}');
    await screen.findByText('This is before the invoice date.', { exact: false });
    expect(screen.getByText(/1 thing to fix/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Use 4 Dec 2026' }));
    expect(screen.queryByText(/thing to fix/)).toBeNull();
    expect(due.value).toBe('4 Dec 2026');
  });

  test('what is only missing is said calmly until Issue was tried', async () => {
    await openEditor();
    expect(screen.getByText(/Still needed/)).toBeTruthy();
    expect(screen.queryByText('Write at least one line.')).toBeNull();
  });

  test('selling below cost is an amber hint that does not block', async () => {
    const { user } = await openEditor();
    await user.keyboard('co{Enter}br{Enter}');
    await screen.findByText(/You bought these at €.9.80/);
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByRole('alertdialog');
  });

  test('letters in a number are kept, named, and block', async () => {
    const { fake, user } = await openEditor({ draftId: uuid(6, 1) });
    await user.clear(cell('Qty', 1));
    await user.type(cell('Qty', 1), '2x');
    expect(screen.getByText('“2x” is not a number. Try 2.5.')).toBeTruthy();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(focused()).toBe('Qty, line 1');
    expect(fake.inputs('invoices.issue')).toHaveLength(0);
  });

  test('T35 a foreign currency without a stored rate asks for it and never guesses one', async () => {
    const body = { ...draftBody(uuid(1, 3)), currency: 'USD' };
    const { fake, user } = await openEditor({ draftId: uuid(6, 1) }, (f) => {
      f.answer('drafts.get', ({ id }) => ({ id, version: 1, body, createdAt: '2026-11-20T12:40:00.000Z', updatedAt: '2026-11-20T12:40:00.000Z' }));
      f.answer('rates.suggest', () => ({ base: 'EUR', found: null }));
    });
    await screen.findByText(/No rate of USD on or before/);
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText(/Say what one USD is worth in EUR/);
    expect(document.activeElement).toBe(screen.getByLabelText('EUR for one USD'));
    await user.keyboard('0.92{Control>}{Enter}{/Control}');
    await screen.findByRole('alertdialog');
    expect(fake.inputs('drafts.save').at(-1)?.body.rate).toBe('0.92');
  });

  test('the customer’s own currency comes with them, but never rereads prices that stand there', async () => {
    const { user } = await openEditor({}, (f) => f.answer('customers.get', ({ id }) => ({ customer: { ...customers()[2]!, id, currency: 'GBP' }, erased: false, invoiced: [], drafts: 0 })));
    await user.keyboard('co{Enter}');
    await waitFor(() => expect(document.querySelector<HTMLInputElement>('[data-field="currency"]')?.value).toMatch(/^GBP/));
  });

  test('a discount on everything lowers the total before tax', async () => {
    const { user } = await openEditor({ draftId: uuid(6, 1) });
    await user.click(screen.getByRole('button', { name: 'Discount on everything' }));
    await user.keyboard('10 %');
    expect(toPay()).toBe('€ 1,638.36');
  });
});

test('T28 the page beside the form says that tax is due when paid, from the day on for which that was chosen', async () => {
  const choices = [{ validFrom: '2026-12-01', due: 'paid' as const, at: '2026-11-01T09:00:00.000Z', by: 'Maeve Corcoran' }];
  const { user } = await openEditor({ draftId: uuid(6, 1) }, (fake) => fake.answer('taxDue.get', () => ({ choices, earliest: null })));
  const note = () => document.querySelector('.paper-notes')?.textContent ?? '';
  expect(note()).not.toContain('Cash accounting');
  const date = screen.getByLabelText('Invoice date');
  await user.clear(date);
  await user.type(date, '1.12.2026{Tab}');
  await waitFor(() => expect(note()).toContain('Cash accounting'));
});
