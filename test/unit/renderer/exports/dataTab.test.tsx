// Settings, Data: the complete export asks where, then who, shows how far it is, and says what was written.
import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { DataTab } from '../../../../renderer/exports/DataTab.tsx';
import { CODE, PIN, Refusal } from '../../../fixtures/fakeBillfold.ts';
import { axeProblems } from '../../../fixtures/mount.tsx';
import { openScreen } from '../open.tsx';

describe('the complete export', () => {
  it('says that the file is not encrypted before anything is chosen', async () => {
    openScreen(<DataTab />);
    expect(await screen.findByText(/not encrypted/)).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
  });

  it('asks for PIN and code after the place, and then says what was written', async () => {
    const { fake, user } = openScreen(<DataTab />);
    await user.click(await screen.findByRole('button', { name: 'Choose where…' }));
    await user.type(await screen.findByLabelText('Your PIN now'), PIN);
    await user.type(screen.getByLabelText('Code from your phone'), CODE);
    await user.click(screen.getByRole('button', { name: 'Write the export' }));
    expect(await screen.findByText(/147 documents/)).toBeTruthy();
    expect(fake.inputs('exports.business')[0]).toMatchObject({ pin: PIN, code: CODE });
    await user.click(screen.getByRole('button', { name: 'Show in folder' }));
    expect(fake.inputs('exports.show')).toHaveLength(1);
  });

  it('shows how far it is, cancels by keyboard, and says what to do when the stick was pulled out', async () => {
    let refuse: (error: Refusal) => void = () => undefined;
    const { fake, user } = openScreen(<DataTab />, ({ answer }) => {
      answer('exports.business', () => new Promise((_resolve, reject) => { refuse = reject; }));
    });
    await user.click(await screen.findByRole('button', { name: 'Choose where…' }));
    await user.type(await screen.findByLabelText('Your PIN now'), PIN);
    await user.type(screen.getByLabelText('Code from your phone'), CODE);
    await user.click(screen.getByRole('button', { name: 'Write the export' }));
    const job = fake.inputs('exports.business')[0]?.job ?? '';
    act(() => fake.emit({ type: 'progress', job, stage: 'writing', done: 50, total: 200 }));
    expect((await screen.findByRole('progressbar')).getAttribute('aria-valuenow')).toBe('25');
    expect(await axeProblems()).toEqual([]);
    await user.keyboard('{Enter}'); // Cancel has the focus
    expect(fake.inputs('exports.cancel')).toEqual([{ job }]);
    await act(async () => refuse(new Refusal('PLACE_GONE')));
    expect(await screen.findByText(/Plug it in again/)).toBeTruthy();
  });

  it('a file that is there already is refused in words', async () => {
    const { user } = openScreen(<DataTab />, ({ answer }) => answer('exports.place', () => { throw new Refusal('FILE_EXISTS'); }));
    await user.click(await screen.findByRole('button', { name: 'Choose where…' }));
    expect(await screen.findByText(/never replaces one/)).toBeTruthy();
  });
});
