// The pictures on the Reports screen: their geometry, their figures, and that each leads somewhere.
import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadBooks } from '../../../../renderer/editor/books.ts';
import { lastMonths, layOutMonths, shares, SIZE } from '../../../../renderer/reports/chart.ts';
import Reports from '../../../../renderer/reports/Reports.tsx';
import { axeProblems } from '../../../fixtures/mount.tsx';
import { openScreen, whereTo } from '../open.tsx';

// Only the calendar stands still: what waits goes on waiting.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 20, 10) }));
afterEach(() => void vi.useRealTimers());

describe('months', () => {
  it('are the last twelve, each beside the same month a year before; months without sales are there', () => {
    const months = lastMonths(new Map([['2026-11', 500], ['2025-11', 300], ['2025-12', 70], ['2024-12', 9]]), '2026-11-20');
    expect(months).toHaveLength(12);
    expect(months[0]).toEqual({ month: '2025-12', amount: 70, before: 9 });
    expect(months.at(-1)).toEqual({ month: '2026-11', amount: 500, before: 300 });
  });

  it('stand on the zero line, below it where more was given back than sold, and never leave the picture', () => {
    const chart = layOutMonths([{ month: '2026-01', amount: 300_00, before: 0 }, { month: '2026-02', amount: -100_00, before: 250_00 }, { month: '2026-03', amount: 0, before: 0 }], 'EUR');
    const [up, down, none] = chart.bars;
    expect((up?.y ?? 0) + (up?.height ?? 0)).toBeCloseTo(chart.zero);
    expect(down?.y).toBeCloseTo(chart.zero);
    expect(up?.height).toBeCloseTo((down?.height ?? 0) * 3);
    expect([none?.height, none?.markY]).toEqual([0, null]);
    for (const bar of chart.bars) expect(bar.y >= SIZE.top && bar.y + bar.height <= SIZE.base).toBe(true);
    expect(chart.lines.map(({ label }) => label)).toEqual(['\u2212100', '0', '100', '200', '300']);
  });

  it('of a business that sold nothing are an empty picture, not a broken one', () => {
    const chart = layOutMonths(lastMonths(new Map(), '2026-11-20'), 'JPY');
    expect(chart.bars.every((bar) => Number.isFinite(bar.y) && bar.height === 0)).toBe(true);
  });
});

it('shares are parts of the whole or of the largest, and nothing below zero is drawn', () => {
  expect(shares([50, 25, 25], 'whole')).toEqual([50, 25, 25]);
  expect(shares([50, 25, -10], 'largest')).toEqual([100, 50, 0]);
  expect(shares([0, 0], 'whole')).toEqual([0, 0]);
});

describe('the board', () => {
  const open = async () => {
    const opened = openScreen(<Reports />);
    await loadBooks();
    await screen.findByRole('region', { name: 'Headline figures' });
    return opened;
  };

  it('says month, year, debts, what of them is late, and tax; each leads to its report', async () => {
    const { user } = await open();
    const band = within(screen.getByRole('region', { name: 'Headline figures' }));
    expect(band.getAllByRole('button').map((figure) => figure.textContent)).toEqual(['Sales, Nov 2026€\u00a0500.00', 'Sales this year€\u00a01,300.00', 'Owed to you€\u00a0430.00', 'Of it late€\u00a0150.00', 'Tax this quarter€\u00a0475.00']);
    await user.click(band.getByRole('button', { name: /^Owed to you/ }));
    expect(whereTo()).toMatchObject({ screen: 'report', report: 'ageing', ask: { to: '2026-11-20' } });
    expect(await axeProblems()).toEqual([]);
  });

  it('the chart has a table beside it with the same figures, by keyboard', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'As a table' }));
    const row = screen.getByRole('row', { name: /^Nov 2026/ });
    expect(row.textContent).toContain('500.00');
    expect(row.textContent).toContain('200.00');
    within(row).getByRole('button').focus();
    await user.keyboard('{Enter}');
    expect(whereTo()).toMatchObject({ screen: 'report', report: 'salesPeriod', ask: { from: '2026-11-01', to: '2026-11-30', by: 'day' } });
  });

  it('the largest customers lead to their documents', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'Keane Interiors' }));
    expect(whereTo()).toMatchObject({ screen: 'report', report: 'salesCustomer', behind: { drill: 'Q1VT', name: 'Keane Interiors' } });
  });

  it('says what will stand there while nothing was issued', async () => {
    openScreen(<Reports />, (fake) => fake.answer('reports.run', ({ ask }) => ({ ask, business: 'New', baseCurrency: 'EUR', sections: [] })));
    await loadBooks();
    expect(await screen.findByText('Nothing issued yet')).toBeTruthy();
  });
});
