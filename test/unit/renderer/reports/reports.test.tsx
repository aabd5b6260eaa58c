// The list of reports, one report with its period, its ways out and the documents behind a row.
import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import Report from '../../../../renderer/reports/Report.tsx';
import Reports from '../../../../renderer/reports/Reports.tsx';
import { loadBooks } from '../../../../renderer/editor/books.ts';
import { CATALOGUE } from '../../../../renderer/reports/catalogue.ts';
import { Refusal } from '../../../fixtures/fakeBillfold.ts';
import { axeProblems } from '../../../fixtures/mount.tsx';
import { openScreen, whereTo } from '../open.tsx';

// Only the calendar stands still: what waits goes on waiting.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 20, 10) }));
afterEach(() => void vi.useRealTimers());

describe('the list of reports', () => {
  it('has every report once, opens it, and is walked with the arrows', async () => {
    const { user } = openScreen(<Reports />);
    const entries = await screen.findAllByRole('button', { name: /./ });
    const inList = within(screen.getByRole('navigation', { name: 'All reports' })).getAllByRole('button');
    expect(inList).toHaveLength(CATALOGUE.length);
    expect(entries.length).toBeGreaterThanOrEqual(inList.length);
    inList[0]?.focus();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(whereTo()).toEqual({ screen: 'report', report: CATALOGUE[1]?.report });
    expect(await axeProblems()).toEqual([]);
  });
});

describe('a report', () => {
  const open = async (prepare?: Parameters<typeof openScreen>[1]) => {
    const opened = openScreen(<Report report="tax" />, prepare);
    await loadBooks();
    await screen.findByRole('table');
    return opened;
  };

  it('T18: shows the kinds of tax with their sums, and asks for the quarter that is over', async () => {
    const { fake } = await open();
    expect(fake.inputs('reports.run')[0]?.ask).toMatchObject({ report: 'tax', from: '2026-07-01', to: '2026-09-30', basis: 'due' });
    expect(screen.getByRole('row', { name: /Reverse charge Reverse charge 0 1/ })).toBeTruthy();
    expect(screen.getByRole('rowheader', { name: 'Total' }).closest('tr')?.textContent).toContain('475.00');
    expect(await axeProblems()).toEqual([]);
  });

  it('every row leads to its documents by the keyboard', async () => {
    const { user } = await open();
    screen.getByRole('button', { name: 'VAT 23 %' }).focus();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(whereTo()).toMatchObject({ screen: 'report', report: 'tax', behind: { drill: 'VEFZ', name: 'Reverse charge' } });
  });

  it('goes to a file or to the printer, once at a time, and says so', async () => {
    const { fake, user } = await open();
    await user.click(screen.getByRole('button', { name: 'XLSX' }));
    await waitFor(() => expect(fake.inputs('reports.export')[0]).toMatchObject({ format: 'xlsx', language: 'en' }));
    expect(await screen.findByText('Tax report saved as XLSX')).toBeTruthy();
    await user.keyboard('{Control>}p{/Control}');
    await waitFor(() => expect(fake.inputs('reports.print')).toHaveLength(1));
  });

  it('says in a sentence what main refused', async () => {
    const { user } = await open((fake) => fake.answer('reports.export', () => { throw new Refusal('REPORT_TOO_LONG', { params: { rows: 9000, most: 5000 } }); }));
    await user.click(screen.getByRole('button', { name: 'PDF' }));
    expect(await screen.findByText(/9000 rows, and 5000 is the most/)).toBeTruthy();
  });

  it('one that takes long on its way out says how far it is and can be given up; nothing is said while main asks where to', async () => {
    let fail: (error: unknown) => void = () => undefined;
    const { user, fake } = await open((prepared) => {
      prepared.answer('reports.export', () => new Promise((_, reject) => { fail = reject; }));
      prepared.answer('reports.cancel', () => { fail(new Refusal('CANCELLED')); return { cancelled: true }; });
    });
    await user.click(screen.getByRole('button', { name: 'PDF' }));
    await waitFor(() => expect(fake.inputs('reports.export')).toHaveLength(1));
    expect(screen.queryByText('Writing the file…')).toBeNull();
    const job = fake.inputs('reports.export')[0]?.job ?? '';
    act(() => fake.emit({ type: 'progress', job, stage: 'drawing', done: 30, total: 100 }));
    expect((await screen.findByRole('progressbar', { name: 'Writing the file…' })).getAttribute('aria-valuenow')).toBe('30');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByText('Writing the file…')).toBeNull());
    expect(fake.inputs('reports.cancel')).toEqual([{ job }]);
  });

  it('a long one can be given up and begun again', async () => {
    let fail: (error: unknown) => void = () => undefined;
    const { user, fake } = openScreen(<Report report="salesItem" />, (prepared) => {
      prepared.answer('reports.run', () => new Promise((_, reject) => { fail = reject; }));
      prepared.answer('reports.cancel', () => { fail(new Refusal('CANCELLED')); return { cancelled: true }; });
    });
    await loadBooks();
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText(/Given up/)).toBeTruthy();
    expect(fake.inputs('reports.cancel')[0]?.job).toBe(fake.inputs('reports.run')[0]?.job);
  });
});

describe('the documents behind a row', () => {
  it('are listed with what they add to the figure, credit notes marked, and open with Enter', async () => {
    const ask = { report: 'tax', from: '2026-01-01', to: '2026-12-31', basis: 'issue', by: 'month', customerId: null } as const;
    const { user } = openScreen(<Report report="tax" ask={ask} behind={{ drill: 'VEFY', name: 'VAT 23 %' }} />);
    await loadBooks();
    expect(await screen.findByText('INV-2026-0107')).toBeTruthy();
    expect(screen.getByText('Credit note')).toBeTruthy();
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('grid'));
    await user.keyboard('{Enter}');
    expect(whereTo()).toMatchObject({ screen: 'invoice' });
    expect(await axeProblems()).toEqual([]);
  });
});

describe('reports on money', () => {
  it('ageing is asked for one day', async () => {
    const { fake } = openScreen(<Report report="ageing" />);
    await loadBooks();
    await screen.findByRole('table');
    expect(fake.inputs('reports.run')[0]?.ask).toMatchObject({ report: 'ageing', from: '2026-11-20', to: '2026-11-20' });
    expect(screen.getByRole('textbox', { name: 'At the end of this day' })).toBeTruthy();
    expect(screen.queryByRole('combobox', { name: 'Period' })).toBeNull();
  });

  it('a statement asks whose before anything is added up', async () => {
    const { fake, user } = openScreen(<Report report="statement" />);
    await loadBooks();
    expect(await screen.findByText('Whose statement?')).toBeTruthy();
    expect(fake.inputs('reports.run')).toEqual([]);
    expect(await axeProblems()).toEqual([]);
    const field = screen.getByRole('combobox', { name: 'Customer' });
    await user.click(field);
    const [first] = await screen.findAllByRole('option');
    if (first) await user.click(first);
    await waitFor(() => expect(whereTo()).toMatchObject({ screen: 'report', report: 'statement', ask: { customerId: expect.any(String) } }));
  });
});
