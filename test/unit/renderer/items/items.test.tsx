// Items: the list and the panel beside it.
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { emptyItem, itemProblems } from '../../../../renderer/items/itemDraft.ts';
import Items from '../../../../renderer/items/Items.tsx';
import { TAX_STANDARD, uuid } from '../../../fixtures/fakeData.ts';
import { openScreen } from '../open.tsx';

test('a name and a price are needed', () => {
  expect(itemProblems(emptyItem([]))).toEqual({ name: 'REQUIRED', price: 'REQUIRED' });
});

describe('the panel', () => {
  test('opens with A, saves a new item with the usual tax, and stays at it', async () => {
    const { fake, user } = openScreen(<Items />);
    await screen.findByText('Window seat');
    await user.keyboard('a');
    const panel = await screen.findByRole('region', { name: 'New item' });
    await user.type(await within(panel).findByLabelText('Name'), 'Oak plug');
    await user.type(within(panel).getByLabelText('Price, EUR'), '0.0049');
    await user.click(within(panel).getByRole('button', { name: 'Save item' }));
    await waitFor(() => expect(fake.inputs('items.save')).toHaveLength(1));
    expect(fake.inputs('items.save')[0]).toMatchObject({ name: 'Oak plug', price: '0.0049', taxIds: [TAX_STANDARD] });
  });

  test('opens on the item asked for, hints when the price is under its cost, and Escape closes it unsaved', async () => {
    const { fake, user } = openScreen(<Items id={uuid(2, 6)} />);
    const panel = await screen.findByRole('region', { name: 'Brackets, pair' });
    await within(panel).findByText('The price is below what it costs you.');
    await user.type(within(panel).getByLabelText('Name'), 'x{Escape}');
    await waitFor(() => expect(screen.queryByRole('region', { name: /Brackets/ })).toBeNull());
    expect(fake.inputs('items.save')).toHaveLength(0);
  });

  test('putting an item away can be undone', async () => {
    const { fake, user } = openScreen(<Items id={uuid(2, 6)} />);
    const panel = await screen.findByRole('region', { name: 'Brackets, pair' });
    await user.click(await within(panel).findByRole('button', { name: 'Put away' }));
    await user.click(await screen.findByRole('button', { name: /Undo/ }));
    await waitFor(() => expect(fake.inputs('items.archive').map(({ archived }) => archived)).toEqual([true, false]));
  });
});
