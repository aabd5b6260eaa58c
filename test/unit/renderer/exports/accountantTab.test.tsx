// Settings, Accountant: the batch of a period with what could not be booked, and the numbers and accounts it is written with.
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AccountantTab } from '../../../../renderer/exports/AccountantTab.tsx';
import { lastMonth } from '../../../../renderer/exports/datevDraft.ts';
import { DATEV_REASONS } from '../../../../domain/datev.ts';
import { startWords, t } from '../../../../renderer/i18n/index.ts';
import { Refusal } from '../../../fixtures/fakeBillfold.ts';
import { axeProblems } from '../../../fixtures/mount.tsx';
import { openScreen, whereTo } from '../open.tsx';

describe('the accountant’s tab', () => {
  it('writes last month’s batch, says what is in it, and lists what is not, each leading to its document', async () => {
    const { fake, user } = openScreen(<AccountantTab />);
    await screen.findByText('Numbers and accounts');
    await user.click(screen.getByRole('button', { name: 'Write the batch…' }));
    expect(await screen.findByText(/12 documents became 14 bookings/)).toBeTruthy();
    expect(screen.getByText(/tax of 3 bookings falls due when they are paid.*Payments are not in the batch/)).toBeTruthy();
    expect(fake.inputs('datev.export')[0]).toMatchObject({ from: expect.stringMatching(/-01$/) });
    expect(screen.getByText(/belongs to a deposit/)).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'INV-2026-0007' }));
    expect(whereTo()).toMatchObject({ screen: 'invoice' });
  });

  it('says what is missing when the numbers were never typed, and saves them', async () => {
    const { fake, user } = openScreen(<AccountantTab />, ({ answer }) => answer('datev.export', () => { throw new Refusal('DATEV_SETTINGS'); }));
    await user.click(await screen.findByRole('button', { name: 'Write the batch…' }));
    expect(await screen.findByText(/Type them below/)).toBeTruthy();
    await user.type(await screen.findByLabelText('Accountant’s number (Berater)'), '290x98');
    await user.type(screen.getByLabelText('Client number (Mandant)'), '55003');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(fake.inputs('datev.save')[0]).toMatchObject({ consultant: '29098', client: '55003', chart: '03' });
  });

  it('SKR04 and longer accounts change every account to the usual one', async () => {
    const { fake, user } = openScreen(<AccountantTab />);
    const rows = within(await screen.findByRole('table'));
    expect(rows.getAllByRole('row').length).toBeGreaterThan(2);
    await user.click(screen.getByLabelText('SKR04'));
    await user.click(screen.getByLabelText('5'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(fake.inputs('datev.save')[0]).toMatchObject({ chart: '04', accountLength: 5, debtor: '100000' });
  });

  it('writes an archive of a period for any accountant', async () => {
    const { fake, user } = openScreen(<AccountantTab />);
    await user.click(await screen.findByRole('button', { name: 'Write the archive…' }));
    expect(await screen.findByText(/12 documents with all that belongs to them/)).toBeTruthy();
    expect(fake.inputs('datev.archive')).toHaveLength(1);
  });

  it('a refused field is named where it stands', async () => {
    const { user } = openScreen(<AccountantTab />, ({ answer }) => answer('datev.save', () => { throw new Refusal('INVALID_INPUT', { fields: [{ path: 'debtor', code: 'DATEV_DEBTOR', params: { digits: 5 } }] }); }));
    await user.click(await screen.findByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/has 5 digits and begins with 1 to 6/)).toBeTruthy();
  });

  it('has words for every reason, and last month is a whole month', () => {
    startWords();
    for (const reason of DATEV_REASONS) expect(t(`exports.datev.reason.${reason}`), reason).not.toContain('exports.');
    expect(lastMonth('2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(lastMonth('2028-03-01')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(lastMonth('2026-01-15')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  });
});
