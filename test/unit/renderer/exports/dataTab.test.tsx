// Settings, Data: the complete export asks where, then who, shows how far it is, and says what was written.
import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { DataTab } from '../../../../renderer/exports/DataTab.tsx';
import { Refusal } from '../../../fixtures/fakeBillfold.ts';
import { axeProblems } from '../../../fixtures/mount.tsx';
import { openScreen } from '../open.tsx';

describe('the complete export', () => {
  it('says that the file is not encrypted before anything is chosen', async () => {
    openScreen(<DataTab />);
    expect(await screen.findByText(/not encrypted/)).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
  });

  it('is written to the place that was chosen, and says what was written', async () => {
    const { fake, user } = openScreen(<DataTab />);
    await user.click(await screen.findByRole('button', { name: 'Choose where…' }));
    await user.click(await screen.findByRole('button', { name: 'Write the export' }));
    expect(await screen.findByText(/147 documents/)).toBeTruthy();
    expect(Object.keys(fake.inputs('exports.business')[0] ?? {}).sort()).toEqual(['job', 'token']);
    await user.click(screen.getByRole('button', { name: 'Show in folder' }));
    expect(fake.inputs('exports.show')).toHaveLength(1);
  });

  it('shows how far it is, cancels by keyboard, and says what to do when the stick was pulled out', async () => {
    let refuse: (error: Refusal) => void = () => undefined;
    const { fake, user } = openScreen(<DataTab />, ({ answer }) => {
      answer('exports.business', () => new Promise((_resolve, reject) => { refuse = reject; }));
    });
    await user.click(await screen.findByRole('button', { name: 'Choose where…' }));
    await user.click(await screen.findByRole('button', { name: 'Write the export' }));
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

describe('bringing in a complete export', () => {
  it('is offered in empty books only, shows what is in the file, and says what came in', async () => {
    const { fake, user } = openScreen(<DataTab />, undefined, { filled: false });
    await user.click(await screen.findByRole('button', { name: 'Choose the file…' }));
    expect(await screen.findByText('Old Mill')).toBeTruthy();
    expect(screen.getByText('812', { selector: 'dl > div:first-child dd' })).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Bring it in' }));
    expect(await screen.findByText(/Old Mill is here, with 812 documents/)).toBeTruthy();
    expect(fake.inputs('exports.bringIn')).toHaveLength(1);
  });

  it('says in books with something in them why nothing can come in, and has no button', async () => {
    openScreen(<DataTab />);
    expect(await screen.findByText(/only goes into new books/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Choose the file…' })).toBeNull();
  });

  it('names the damaged part of a file, and nothing is brought in', async () => {
    const { user } = openScreen(<DataTab />, ({ answer }) => answer('exports.bringIn', () => { throw new Refusal('EXPORT_DAMAGED', { params: { what: 'data/documents.jsonl' } }); }), { filled: false });
    await user.click(await screen.findByRole('button', { name: 'Choose the file…' }));
    await user.click(await screen.findByRole('button', { name: 'Bring it in' }));
    expect(await screen.findByText(/data\/documents.jsonl is not as its list says/)).toBeTruthy();
  });
});
