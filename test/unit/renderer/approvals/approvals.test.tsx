// Approvals: what waits is shown with what would change, a yes and a no go out with the note, one's own can only be taken back, and the rule needs two people.
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import Approvals from '../../../../renderer/approvals/Approvals.tsx';
import Home from '../../../../renderer/home/Home.tsx';
import { Refusal } from '../../../fixtures/fakeBillfold.ts';
import { axeProblems } from '../../../fixtures/mount.tsx';
import { openScreen, whereTo } from '../open.tsx';

const waiting = async () => within(await screen.findByRole('region', { name: 'Waiting' }));

describe('approvals', () => {
  it('shows what would change, and hands the yes over with its note', async () => {
    const { fake, user } = openScreen(<Approvals />, undefined, { approvals: true });
    expect(await screen.findByText('IE64IRCE92050112345678', { exact: false, selector: 'li:first-child span.m' })).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    await user.type(screen.getByLabelText('Note'), 'Rang the bank');
    await user.click(screen.getByRole('button', { name: 'Approve and change' }));
    expect(fake.inputs('approvals.approve')).toEqual([{ id: expect.any(String), note: 'Rang the bank' }]);
    expect(await screen.findByText('Approved and done. The log names you both.')).toBeTruthy();
  });

  it('offers nothing but taking it back for what one asked for oneself', async () => {
    const { fake, user } = openScreen(<Approvals />, undefined, { approvals: true });
    const mine = within((await (await waiting()).findByText('Somebody else decides about this.')).closest('li') ?? document.body);
    expect(mine.queryByRole('button', { name: /Approve/ })).toBeNull();
    await user.click(mine.getByRole('button', { name: 'Take it back' }));
    expect(fake.inputs('approvals.withdraw')).toHaveLength(1);
  });

  it('says under the request why it was not done, and leaves it there', async () => {
    const { user } = openScreen(<Approvals />, ({ answer }) => answer('approvals.approve', () => { throw new Refusal('APPROVAL_STALE'); }), { approvals: true });
    await user.click(await screen.findByRole('button', { name: 'Approve and change' }));
    expect(await screen.findByText(/was changed since it was asked for/)).toBeTruthy();
  });

  it('cannot be switched on by somebody who is alone, and says why', async () => {
    openScreen(<Approvals />);
    expect(await screen.findByText(/At least two people/)).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('switch', { name: 'Ask a second person' }).disabled).toBe(true);
    expect(await axeProblems()).toEqual([]);
  });

  it('stands on home while something waits for the person who is in, and leads there', async () => {
    const { user } = openScreen(<Home />, undefined, { approvals: true });
    expect(await screen.findByText('1 request waits for your decision')).toBeTruthy();
    await user.click(within(screen.getByText('1 request waits for your decision').closest('li') ?? document.body).getByRole('button', { name: /Look/ }));
    expect(whereTo()).toEqual({ screen: 'approvals' });
  });
});
