// Settings: closed periods. Closing asks once and says what it means; opening again wants a reason.
import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClosingTab } from '../../../../renderer/closing/ClosingTab.tsx';
import { monthEnds } from '../../../../renderer/closing/monthEnds.ts';
import { undoLast } from '../../../../renderer/ui/toast.ts';
import { useSession } from '../../../../renderer/app/session.ts';
import { axeProblems } from '../../../fixtures/mount.tsx';
import { openScreen } from '../open.tsx';
import { personIn } from '../../../fixtures/person.ts';

// Only the calendar stands still: what waits goes on waiting.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 20, 10) }));
afterEach(() => void vi.useRealTimers());

const as = (role: string) => {
  const opened = openScreen(<ClosingTab />);
  useSession.setState({ state: { ...opened.fake.state, user: personIn('1', 'Maeve', role) } });
  return opened;
};

describe('closing', () => {
  it('offers the months that are over, says what is not finished, asks, and then stands closed with its history', async () => {
    const { fake, user } = as('owner');
    expect(await screen.findByText('Nothing is closed yet')).toBeTruthy();
    expect(await screen.findByText(/2 drafts have a date in these days/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Close up to 31 Oct 2026' }));
    expect(document.activeElement?.textContent).toBe('Keep them open');
    await user.click(screen.getByRole('button', { name: 'Close these days' }));
    await waitFor(() => expect(fake.inputs('closing.close')).toEqual([{ through: '2026-10-31' }]));
    expect(await screen.findByText('There is no month to close: the last one that is over is closed already.')).toBeTruthy();
    expect(screen.getAllByText('Closed up to 31 Oct 2026').length).toBeGreaterThan(1);
    expect(await axeProblems()).toEqual([]);
  });

  it('is opened again by the owner with a reason, not without', async () => {
    const { fake, user } = as('owner');
    await user.click(await screen.findByRole('button', { name: 'Close up to 31 Oct 2026' }));
    await user.click(screen.getByRole('button', { name: 'Close these days' }));
    await user.click(await screen.findByRole('button', { name: 'Open again' }));
    await user.click(screen.getByRole('button', { name: 'Open these days again' }));
    expect(fake.inputs('closing.reopen')).toEqual([]);
    expect(await axeProblems()).toEqual([]);
    await user.type(screen.getByLabelText(/^Why/), 'Return corrected');
    await user.click(screen.getByRole('button', { name: 'Open these days again' }));
    await waitFor(() => expect(fake.inputs('closing.reopen')).toEqual([{ through: '2026-09-30', reason: 'Return corrected' }]));
    expect(await screen.findByText('Return corrected')).toBeTruthy();
  });

  it('closed a moment ago it is open again with Undo, as it was and with a reason in the log', async () => {
    const { fake, user } = as('owner');
    await user.click(await screen.findByRole('button', { name: 'Close up to 31 Oct 2026' }));
    await user.click(screen.getByRole('button', { name: 'Close these days' }));
    await screen.findByText('There is no month to close: the last one that is over is closed already.');
    act(() => void undoLast());
    await waitFor(() => expect(fake.inputs('closing.reopen')).toEqual([{ through: null, reason: 'Closed by mistake, taken back at once' }]));
    expect(await screen.findByText('Nothing is closed yet')).toBeTruthy();
  });

  it('a manager closes but does not open; others only look', async () => {
    const { user } = as('manager');
    await user.click(await screen.findByRole('button', { name: 'Close up to 31 Oct 2026' }));
    await user.click(screen.getByRole('button', { name: 'Close these days' }));
    expect((await screen.findAllByText('Closed up to 31 Oct 2026')).length).toBeGreaterThan(0);
    expect(screen.queryByRole('button', { name: 'Open again' })).toBeNull();
    expect(undoLast()).toBe(false);
  });

  it('T70: months end where months end, the current one is never offered', () => {
    expect(monthEnds(null, '2026-01-10', '2026-03-01')).toEqual(['2026-02-28', '2026-01-31']);
    expect(monthEnds('2027-12-31', '2026-01-10', '2028-03-31')).toEqual(['2028-02-29', '2028-01-31']);
    expect(monthEnds('2026-02-28', '2026-01-10', '2026-03-31')).toEqual([]);
  });
});
