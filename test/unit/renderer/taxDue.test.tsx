// Settings: when tax is due. What holds now, changing it from a month on, and the months it can begin with.
import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useSession } from '../../../renderer/app/session.ts';
import { TaxDuePart, type TaxDueBusiness } from '../../../renderer/settings/TaxDuePart.tsx';
import { beginnings, usualBeginning } from '../../../renderer/settings/taxDueMonths.ts';
import { Refusal } from '../../fixtures/fakeBillfold.ts';
import { axeProblems } from '../../fixtures/mount.tsx';
import { personIn } from '../../fixtures/person.ts';
import { openScreen } from './open.tsx';

// Only the calendar stands still: what waits goes on waiting.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 20, 10) }));
afterEach(() => void vi.useRealTimers());

const BUSINESS: TaxDueBusiness = { fyStartMonth: 1, country: 'IE', language: 'en', noteDefault: 'Thank you', footer: '' };
const as = (role: string, business: Partial<TaxDueBusiness> = {}) => {
  const opened = openScreen(<TaxDuePart business={{ ...BUSINESS, ...business }} />);
  useSession.setState({ state: { ...opened.fake.state, user: personIn('1', 'Maeve', role) } });
  return opened;
};

describe('when tax is due', () => {
  it('says what holds, proposes the other way from the next year on, and then says what is planned', async () => {
    const { fake, user } = as('owner');
    expect(await screen.findByText('The tax of an invoice belongs to the month of its date.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Change' }));
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'When paid' }).checked).toBe(true);
    expect(await axeProblems()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Use from 1 Jan 2027' }));
    await waitFor(() => expect(fake.inputs('taxDue.set')).toEqual([{ validFrom: '2027-01-01', due: 'paid' }]));
    expect((await screen.findAllByText('From 1 Jan 2027: When paid')).length).toBeGreaterThan(0);
  });

  it('shows the words that invoices then carry, and says where the owner typed them too', async () => {
    const { user } = as('owner', { country: 'DE', language: 'de', noteDefault: 'Versteuerung nach vereinnahmten Entgelten.' });
    await user.click(await screen.findByRole('button', { name: 'Change' }));
    expect(screen.getByText(/say “Versteuerung nach vereinnahmten Entgelten” by themselves/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Use from 1 Jan 2027' }));
    expect(await screen.findByText('“Words under every invoice” says so too: take it out there, or it stands on invoices twice.')).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
  });

  it('shows no words where the country asks for none', async () => {
    const { user } = as('owner', { country: 'GB', footer: 'Cash accounting' });
    await user.click(await screen.findByRole('button', { name: 'Change' }));
    await user.click(screen.getByRole('button', { name: 'Use from 1 Jan 2027' }));
    expect((await screen.findAllByText('From 1 Jan 2027: When paid')).length).toBeGreaterThan(0);
    expect(screen.queryByText(/by themselves|says so too/)).toBeNull();
  });

  it('says in words why a month cannot be taken', async () => {
    const { fake, user } = as('owner');
    fake.answer('taxDue.set', () => {
      throw new Refusal('INVALID_INPUT', { fields: [{ path: 'validFrom', code: 'TAX_DUE_ISSUED', params: { lastIssued: '2027-01-04' } }] });
    });
    await user.click(await screen.findByRole('button', { name: 'Change' }));
    await user.click(screen.getByRole('button', { name: 'Use from 1 Jan 2027' }));
    expect(await screen.findByText(/already issued up to 4 Jan 2027/)).toBeTruthy();
  });

  it('offers months after the newest invoice, and the start of a year first', () => {
    const months = beginnings('2026-12-01', '2026-11-20', 1);
    expect([months[0], months.at(-1), usualBeginning(months, '2026-11-20', 1)]).toEqual(['2026-12-01', '2028-01-01', '2027-01-01']);
    expect(usualBeginning(beginnings(null, '2026-11-20', 4), '2026-11-20', 4)).toBe('2026-04-01');
    expect(beginnings('2029-05-01', '2026-11-20', 1)).toEqual(['2029-05-01']);
  });
});
