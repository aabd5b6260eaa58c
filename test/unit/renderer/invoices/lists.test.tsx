// The lists of invoices and drafts: keys, choosing, sums, filters, empty states, status.
import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { toggle, sumsOf } from '../../../../renderer/invoices/choose.ts';
import Invoices from '../../../../renderer/invoices/Invoices.tsx';
import { spanOf } from '../../../../renderer/invoices/periods.ts';
import { statusOf } from '../../../../renderer/invoices/status.ts';
import { uuid } from '../../../fixtures/fakeData.ts';
import { openScreen, whereTo } from '../open.tsx';

async function openList(...args: Parameters<typeof openScreen> extends [unknown, ...infer R] ? R : never) {
  const opened = openScreen(<Invoices />, ...args);
  await screen.findByText('HL-2026-0147');
  const grid = screen.getByRole('grid', { name: 'Invoices' });
  act(() => grid.focus());
  return { ...opened, grid };
}

describe('status', () => {
  test('goes by calendar dates: late from the day after the pay-by day', () => {
    expect(statusOf('2026-03-29', '2026-03-28')).toEqual({ kind: 'open', days: 0 });
    expect(statusOf('2026-03-29', '2026-03-29')).toEqual({ kind: 'due', days: 0 });
    expect(statusOf('2026-03-29', '2026-03-30')).toEqual({ kind: 'late', days: 1 });
    expect(statusOf(null, '2026-03-30')).toEqual({ kind: 'open', days: 0 });
  });
});

describe('dates of the filter', () => {
  test('months, quarters and years have both ends', () => {
    expect(spanOf('thisMonth', '2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(spanOf('lastMonth', '2026-01-31')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
    expect(spanOf('thisQuarter', '2026-11-20')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
    expect(spanOf('lastQuarter', '2026-02-01')).toEqual({ from: '2025-10-01', to: '2025-12-31' });
    expect(spanOf('lastYear', '2026-11-20')).toEqual({ from: '2025-01-01', to: '2025-12-31' });
  });
});

describe('choosing', () => {
  test('sums are one per currency and never across them', () => {
    const rows = [{ id: '1', currency: 'EUR', total: 10 }, { id: '2', currency: 'JPY', total: 500 }, { id: '3', currency: 'EUR', total: 5 }, { id: '4', currency: 'EUR', total: null }];
    const chosen = rows.reduce((map, row) => toggle(map, row), new Map() as ReadonlyMap<string, (typeof rows)[number]>);
    expect(sumsOf(chosen.values())).toEqual([{ currency: 'EUR', amount: 15 }, { currency: 'JPY', amount: 500 }]);
    expect(toggle(chosen, rows[0]!).size).toBe(3);
  });
});

describe('the list by keyboard', () => {
  test('arrows move, Enter opens the row one is on', async () => {
    const { user } = await openList();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Enter}');
    expect(whereTo()).toEqual({ screen: 'invoice', id: uuid(5, 146) });
  });

  test('Space chooses rows, and a bar says how many and how much in each currency', async () => {
    const { user } = await openList();
    await user.keyboard(' {ArrowDown} ');
    const bar = await screen.findByRole('toolbar', { name: '2 chosen' });
    expect(bar.textContent?.replace(/\u00a0/g, ' ')).toContain('EUR 3,940.00');
    expect(bar.textContent?.replace(/\u00a0/g, ' ')).toContain('JPY 392,663');
    await user.keyboard('{ArrowUp} ');
    await screen.findByRole('toolbar', { name: '1 chosen' });
  });

  test('Ctrl+D makes a draft of the row one is on and opens it', async () => {
    const { fake, user } = await openList();
    await user.keyboard('{ArrowDown}{Control>}d{/Control}');
    await waitFor(() => expect(whereTo().screen).toBe('editor'));
    expect(fake.inputs('invoices.duplicate')[0]?.id).toBe(uuid(5, 146));
  });

  test('"/" goes to the filter; typing asks main; Escape empties it and stays', async () => {
    const { fake, user } = await openList();
    await user.keyboard('/');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    await user.keyboard('maison');
    await waitFor(() => expect(fake.inputs('invoices.list').at(-1)?.q).toBe('maison'));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(fake.inputs('invoices.list').at(-1)?.q).toBe(''));
    expect(whereTo().screen).toBe('home');
  });

  test('a filter nothing answers to says so and offers the way back', async () => {
    const { user } = await openList();
    await user.keyboard('/zzzz');
    await screen.findByText('Nothing fits');
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    await screen.findByText('HL-2026-0147');
  });
});

describe('tabs', () => {
  test('show counts, arrow keys change them, and "pay-by passed" asks for what was due before today', async () => {
    const { fake, user } = await openList();
    expect(screen.getByRole('tab', { name: 'All 147' })).toBeTruthy();
    act(() => screen.getByRole('tab', { name: /All/ }).focus());
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(fake.inputs('invoices.list').at(-1)?.filters.overdueOn).toMatch(/^\d{4}-/));
  });

  test('a draft can be opened, discarded and brought back', async () => {
    const { fake, user } = openScreen(<Invoices tab="drafts" />);
    await screen.findByText('Loft ladder');
    act(() => screen.getByRole('grid', { name: 'Drafts' }).focus());
    await user.keyboard('{ArrowDown}{Delete}');
    await waitFor(() => expect(fake.inputs('drafts.discard')).toHaveLength(1));
    await user.click(await screen.findByRole('button', { name: /Undo/ }));
    await waitFor(() => expect(fake.inputs('drafts.restore')).toEqual(fake.inputs('drafts.discard')));
  });

  test('an empty business is told how the first invoice is made', async () => {
    openScreen(<Invoices />, undefined, { filled: false });
    await screen.findByText('Your first invoice');
  });
});
