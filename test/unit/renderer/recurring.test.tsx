// Recurring invoices on screen: what is due is approved, one schedule is set, begun and paused, a draft becomes a template.
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import Editor from '../../../renderer/editor/Editor.tsx';
import Home from '../../../renderer/home/Home.tsx';
import Recurring from '../../../renderer/recurring/Recurring.tsx';
import RecurringOne from '../../../renderer/recurring/RecurringOne.tsx';
import { undoLast } from '../../../renderer/ui/toast.ts';
import { recurringView, RENT } from '../../fixtures/fakeRecurring.ts';
import { uuid } from '../../fixtures/fakeData.ts';
import { openScreen, whereTo } from './open.tsx';

describe('what is due', () => {
  test('T65 is shown first and chosen where nothing is in the way; one confirmation issues each with its own date', async () => {
    const { fake, user } = openScreen(<Recurring />);
    await screen.findByRole('tab', { name: 'Due 3', selected: true });
    expect(screen.getAllByRole('row')).toHaveLength(4);
    await user.keyboard('{Control>}{Enter}{/Control}');
    const ask = await screen.findByRole('alertdialog', { name: 'Issue 2 invoices now?' });
    expect(within(ask).getByText(/from 31 Aug 2026 to 30 Sep 2026/)).toBeTruthy();
    expect(fake.inputs('recurring.decide')).toEqual([]);
    await user.click(within(ask).getByRole('button', { name: 'Issue all 2' }));
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2));
    expect(fake.inputs('recurring.decide')).toEqual(['2026-08-31', '2026-09-30'].map((date) => ({ id: RENT, date, decision: 'issue' })));
    expect(await screen.findByText(/2 invoices are issued and sealed/)).toBeTruthy();
  });

  test('opens beside the list as the page it would be; it can become a draft, or be left out after one more question', async () => {
    const { fake, user } = openScreen(<Recurring tab="due" />);
    await user.click(await screen.findByRole('gridcell', { name: '31 Oct 2026' }));
    const panel = await screen.findByRole('region', { name: /Invoice of 31 Oct 2026/ });
    expect(within(panel).getByRole('button', { name: 'Issue' }).getAttribute('aria-disabled')).toBe('true');
    await user.click(within(panel).getByRole('button', { name: 'Leave out' }));
    await user.click(within(panel).getByRole('button', { name: 'Cancel' }));
    expect(fake.inputs('recurring.decide')).toEqual([]);
    await user.click(within(panel).getByRole('button', { name: 'Make a draft' }));
    await waitFor(() => expect(fake.inputs('recurring.decide')).toEqual([{ id: RENT, date: '2026-10-31', decision: 'draft' }]));
  });

  test('dates left out are taken back by Undo in the message, the last one first, and are due again', async () => {
    const { fake, user } = openScreen(<Recurring tab="due" />);
    await screen.findByRole('tab', { name: 'Due 3' });
    await user.click(screen.getByRole('button', { name: 'Leave out' }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Leave them out' }));
    await screen.findByText('2 dates are left out.');
    await screen.findByRole('tab', { name: 'Due 1' });
    act(() => void undoLast());
    await screen.findByRole('tab', { name: 'Due 3' });
    expect(fake.inputs('recurring.undo')).toEqual(['2026-09-30', '2026-08-31'].map((date) => ({ id: RENT, date, turn: 1 })));
    expect(await screen.findByText('2 dates are due again.')).toBeTruthy();
  });

  test('T66 a clock that was set back is said, with the day that was there before', async () => {
    openScreen(<Recurring />, (fake) => fake.answer('recurring.due', () => ({ rows: [], total: 0, clockBack: '2026-12-24' })));
    expect((await screen.findByRole('alert')).textContent).toContain('24 Dec 2026');
  });

  test('home says how many and leads there', async () => {
    const { user } = openScreen(<Home />);
    await user.click(await screen.findByRole('button', { name: /Look: 3 recurring invoices are due/ }));
    expect(whereTo()).toEqual({ screen: 'recurring', tab: 'due' });
  });

  test('without any recurring invoice the list says what they are for', async () => {
    const { user } = openScreen(<Recurring />, undefined, { filled: false });
    await screen.findByText('Rent, hosting, maintenance: write it once');
    await user.click(screen.getAllByRole('button', { name: 'New recurring invoice' })[1]!);
    expect(whereTo()).toEqual({ screen: 'editor', recurring: 'new' });
  });
});

describe('one schedule', () => {
  test('T62 shows its coming dates live, refuses what nobody could follow, and saves', async () => {
    const { fake, user } = openScreen(<RecurringOne id={RENT} />);
    const form = await screen.findByRole('region', { name: 'When' });
    expect(within(form).getByRole('status').textContent).toContain('31 Aug 2026, 30 Sep 2026, 31 Oct 2026, 30 Nov 2026');
    const every = within(form).getByLabelText('Every');
    await user.clear(every);
    expect(within(form).getByText('Say a whole number from 1 to 1000.')).toBeTruthy();
    await user.type(every, '3');
    expect(within(form).getByRole('status').textContent).toContain('31 Oct 2026, 31 Jan 2027');
    await user.click(screen.getByRole('button', { name: /Save changes/ }));
    await waitFor(() => expect(fake.inputs('recurring.save')).toMatchObject([{ id: RENT, version: 1, schedule: { every: 3, unit: 'month' }, mode: 'approve' }]));
  });

  test('what was decided last can be taken back from its list; earlier decisions are not offered', async () => {
    const skipped = (date: string) => ({ date, turn: 1, kind: 'skipped' as const, documentId: null, number: '', draftId: null, at: '2026-11-20T09:00:00.000Z', by: 'Maeve Corcoran' });
    const settled = ['2026-07-31', '2026-06-30'].map(skipped);
    const { fake, user } = openScreen(<RecurringOne id={RENT} />, (one) => one.answer('recurring.get', () => ({ ...recurringView(RENT, undefined, { undoable: '2026-07-31', settled }) })));
    await user.click(await screen.findByRole('button', { name: 'Take back the decision about 31 Jul 2026' }));
    await waitFor(() => expect(fake.inputs('recurring.undo')).toEqual([{ id: RENT, date: '2026-07-31', turn: 1 }]));
    expect(screen.queryByRole('button', { name: /Take back the decision about 30 Jun/ })).toBeNull();
    expect(await screen.findByText('That date is due again.')).toBeTruthy();
  });

  test('a price changes from a day on', async () => {
    const { fake, user } = openScreen(<RecurringOne id={RENT} />);
    await user.click(await screen.findByRole('button', { name: 'Change a price' }));
    const price = screen.getByLabelText(/New price/);
    await user.clear(price);
    await user.type(price, '75.5');
    await user.click(screen.getByRole('button', { name: /Save changes/ }));
    await waitFor(() => expect(fake.inputs('recurring.save')[0]?.prices).toEqual([{ from: '2026-08-31', line: 0, unitPrice: '75.5' }]));
  });

  test('rests and goes on again, and ends only after a question', async () => {
    const { fake, user } = openScreen(<RecurringOne id={RENT} />);
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    const panel = await screen.findByRole('form', { name: 'Pause' });
    await user.click(within(panel).getByRole('button', { name: 'Pause' }));
    await user.click(await screen.findByRole('button', { name: 'Go on' }));
    await user.click(await screen.findByRole('button', { name: 'End it' }));
    expect(fake.inputs('recurring.end')).toEqual([]);
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'End it' }));
    await waitFor(() => expect(fake.inputs('recurring.end')).toHaveLength(1));
    expect([fake.inputs('recurring.pause').length, fake.inputs('recurring.resume').length]).toEqual([1, 1]);
  });

  test('a pause is taken back by Undo in its message, with everything as it was', async () => {
    const { fake, user } = openScreen(<RecurringOne id={RENT} />);
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    await user.click(within(await screen.findByRole('form', { name: 'Pause' })).getByRole('button', { name: 'Pause' }));
    await screen.findByRole('button', { name: 'Go on' });
    act(() => void undoLast());
    await waitFor(() => expect(fake.inputs('recurring.takeBack')).toHaveLength(1));
    expect(fake.inputs('recurring.takeBack')[0]).toMatchObject({ id: RENT, state: 'on', pauses: [] });
    expect(await screen.findByRole('button', { name: 'Pause' })).toBeTruthy();
  });
});

describe('the editor for a template', () => {
  test('takes the draft over instead of issuing it', async () => {
    const { fake, user } = openScreen(<Editor draftId={uuid(6, 1)} recurring="new" />);
    await screen.findByRole('heading', { name: 'New recurring invoice' });
    expect(screen.queryByRole('button', { name: /^Issue/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: /Next: how often/ }));
    await waitFor(() => expect(fake.inputs('recurring.adopt')).toEqual([{ id: null, draftId: uuid(6, 1), version: 1 }]));
    expect(fake.inputs('invoices.issue')).toEqual([]);
    await waitFor(() => expect(whereTo().screen).toBe('recurringOne'));
  });

  test('goes to what is missing first', async () => {
    const { fake, user } = openScreen(<Editor recurring="new" />);
    await user.click(await screen.findByRole('button', { name: /Next: how often/ }));
    await waitFor(() => expect(document.activeElement?.getAttribute('data-field')).toBe('customer'));
    expect(fake.inputs('recurring.adopt')).toEqual([]);
  });
});
