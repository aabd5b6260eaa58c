// The Backups screen: what it claims, what it says when something fails, and how it is worked by keyboard.
import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BackupState, FAULTS } from '../../../../contract/backup.ts';
import Backups, { heroOf } from '../../../../renderer/backup/Backups.tsx';
import { BackupBanner } from '../../../../renderer/backup/BackupBanner.tsx';
import { useBackupsLive } from '../../../../renderer/backup/backupStore.ts';
import { shownFigures } from '../../../../renderer/backup/DrillCard.tsx';
import { durationText } from '../../../../renderer/backup/durationText.ts';
import { faultDo, faultShort, faultWhat } from '../../../../renderer/backup/faultText.ts';
import { Leaving } from '../../../../renderer/backup/Leaving.tsx';
import { percentOf } from '../../../../renderer/backup/RunCard.tsx';
import { nearlyTooLarge } from '../../../../renderer/backup/TargetCard.tsx';
import Home from '../../../../renderer/home/Home.tsx';
import { startWords } from '../../../../renderer/i18n/index.ts';
import { backupRun, backupState, backupTarget, CLOUD, noBackups, STICK } from '../../../fixtures/fakeBackups.ts';
import { Refusal } from '../../../fixtures/fakeBillfold.ts';
import { personIn } from '../../../fixtures/person.ts';
import { openScreen, whereTo } from '../open.tsx';

beforeAll(() => startWords());

/** What the shell does, without the shell. */
function Live() {
  useBackupsLive();
  return null;
}
const open = (state: BackupState, page = <Backups />) => openScreen(<><Live />{page}</>, (fake) => fake.answer('backup.state', () => state));
const running = { what: 'backup' as const, cause: 'person' as const, targets: [STICK], stage: 'copy' as const, target: STICK, done: 62_000_000, total: 240_000_000, since: '2026-11-20T12:39:00.000Z', past: [{ stage: 'snapshot' as const, target: null, ms: 400 }] };

describe('the headline', () => {
  test('claims nothing that is not true: safe only with a good backup and no change since, with its moment and the number of places', () => {
    expect(heroOf(backupState())).toMatchObject({ kind: 'good', params: { count: 2 } });
    expect(heroOf(backupState({ since: 1 }))).toMatchObject({ kind: 'warn', title: 'backup.hero.some' });
    expect(heroOf(backupState({ since: 1000 }))).toMatchObject({ kind: 'warn', title: 'backup.hero.many' });
    expect(heroOf(backupState({ inPlaces: 0 }))).toMatchObject({ kind: 'stop', title: 'backup.hero.unsure' });
    expect(heroOf(noBackups())).toMatchObject({ kind: 'warn', title: 'backup.hero.all' });
    expect(heroOf(backupState({ lastGoodAt: null }))).toMatchObject({ kind: 'stop' });
  });
});

describe('words', () => {
  test.each(FAULTS)('%s says in short what happened and what to do, without a code', (code) => {
    for (const words of [faultShort(code), faultWhat(code), faultDo(code)]) {
      expect(words).not.toContain('backup.fault');
      expect(words).not.toMatch(/[A-Z]{3,}_|\bE[A-Z]{3,}\b/);
      expect(words.length).toBeGreaterThan(3);
    }
  });
  test('time is said as people say it', () => {
    expect([durationText(0), durationText(449), durationText(12_300), durationText(112_000)]).toEqual(['0.0 s', '0.4 s', '12 s', '1 min 52 s']);
  });
});

describe('progress', () => {
  test('never goes back and ends at 100', () => {
    const order = ['preflight', 'snapshot', 'rekey', 'verify', 'copy', 'readBack', 'publish'] as const;
    const seen = order.flatMap((stage, i) => [0, 5, 10].map((done) => percentOf({ what: 'backup', targets: [STICK], stage, done, total: 10, past: order.slice(0, i).map((one) => ({ stage: one, target: null, ms: 1 })) })));
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(100);
  });
  test('shows the stage with its bytes, and Stop stops it', async () => {
    const { fake, user } = open(backupState({ running }));
    expect(await screen.findByRole('progressbar')).toBeTruthy();
    expect(screen.getByText('62 MB of 240 MB')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(fake.calls.some(({ method }) => method === 'backup.cancel')).toBe(true);
  });
  test('says when a stick may be removed, and when not', async () => {
    open(backupState());
    expect(await screen.findByText('Safe to remove')).toBeTruthy();
  });
  test('a stick that is being written must not be removed', async () => {
    open(backupState({ running }));
    expect(await screen.findByText('Do not remove it yet')).toBeTruthy();
  });
});

test('warns before a stick’s format runs out of room for one file', () => {
  const big = backupRun(1, { bytes: 3_600_000_000 });
  expect([nearlyTooLarge({ fileSystem: 'vfat', lastGood: big }), nearlyTooLarge({ fileSystem: 'exfat', lastGood: big }), nearlyTooLarge({ fileSystem: 'vfat', lastGood: backupRun(1) })]).toEqual([true, false, false]);
});

describe('by keyboard', () => {
  test('B backs up, D begins a drill', async () => {
    const { fake, user } = open(backupState());
    await screen.findByText('If this laptop died now, you would lose nothing');
    await user.keyboard('b');
    await user.keyboard('d');
    await waitFor(() => expect(fake.calls.map(({ method }) => method)).toEqual(expect.arrayContaining(['backup.run', 'backup.drill'])));
  });
});

describe('what failed', () => {
  test('of a person’s own backup is said at once, place by place, with what to do; the good one is counted', async () => {
    let state = backupState();
    const { fake } = openScreen(<><Live /><Backups /></>, (one) => one.answer('backup.state', () => state));
    await screen.findByText('History');
    const at = '2026-11-20T13:00:00.000Z';
    state = backupState({ targets: [backupTarget({ last: backupRun(7, { ok: false, code: 'TARGET_FULL', at }) }), backupTarget({ id: CLOUD, label: 'Nextcloud', last: backupRun(8, { at }) })] });
    act(() => fake.emit({ type: 'backup', running: { ...running, targets: [STICK, CLOUD] } }));
    act(() => fake.emit({ type: 'backup', running: null }));
    const alerts = await screen.findAllByRole('alert');
    expect(alerts.map(({ textContent }) => textContent).join(' ')).toContain('The place is full. Your older backups on it are safe.');
    expect(alerts.map(({ textContent }) => textContent).join(' ')).toContain('Backed up to 1 place, opened and read back');
  });
  test('a stick in a drawer is no problem while it is plugged in again', async () => {
    open(backupState({ targets: [backupTarget({ last: backupRun(7, { ok: false, code: 'TARGET_GONE' }) })] }));
    await screen.findByText('History');
    expect(screen.queryByText(/The place is not there/)).toBeNull();
  });
});

describe('the banner', () => {
  test('comes when the last good backup is too old, and leads on', async () => {
    const { user } = open(backupState({ tooOld: true, since: 5 }), <BackupBanner />);
    expect(await screen.findByText(/If this laptop died now, everything since would be gone/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'See backups' }));
    expect(whereTo()).toEqual({ screen: 'backups' });
  });
  test('says which place fails, and what to do', async () => {
    open(backupState({ failing: 1, targets: [backupTarget({ fails: 2, last: backupRun(3, { ok: false, code: 'TARGET_READ_ONLY' }) })] }), <BackupBanner />);
    expect((await screen.findByRole('status')).textContent).toContain('Backups to Red USB stick fail.');
  });
  test('stays away while all is well, and from people who can do nothing about it', async () => {
    const { fake } = openScreen(<><Live /><BackupBanner /></>, (one) => one.answer('backup.state', () => backupState({ tooOld: true })), { state: { user: personIn(STICK, 'Cash', 'cashier') } });
    await act(() => Promise.resolve());
    expect(fake.calls.filter(({ method }) => method === 'backup.state')).toEqual([]);
    expect(screen.queryByRole('status')).toBeNull();
  });
});

describe('home', () => {
  test('offers a place after set-up, once', async () => {
    const { fake, user } = open(noBackups({ offer: true }), <Home />);
    await user.click(await screen.findByRole('button', { name: 'Later' }));
    expect(fake.calls.some(({ method }) => method === 'backup.later')).toBe(true);
  });
  test('shows each place with its evidence, and the drill', async () => {
    open(backupState(), <Home />);
    expect(await screen.findByText('Red USB stick')).toBeTruthy();
    expect(screen.getByText('Restore drill')).toBeTruthy();
    expect(screen.getByText(/^passed/)).toBeTruthy();
  });
});

describe('a place', () => {
  test('is chosen from what is plugged in, named, and backed up to at once', async () => {
    const { fake, user } = open(noBackups());
    await user.click(await screen.findByRole('button', { name: /RED/ }));
    const name = await screen.findByLabelText('What do you call it?');
    await user.clear(name);
    await user.type(name, 'Red stick{Enter}');
    await waitFor(() => expect(fake.inputs('backup.run')).toEqual([{ targets: [STICK] }]));
    expect(fake.inputs('backup.add')[0]).toMatchObject({ label: 'Red stick' });
    expect(JSON.stringify(fake.calls.map(({ input }) => input))).not.toContain('/media'); // no path goes back to main
  });
  test('that belongs to other books is refused in words', async () => {
    const { user, fake } = open(noBackups());
    fake.answer('backup.pick', () => { throw new Refusal('TARGET_TAKEN'); });
    await user.click(await screen.findByRole('button', { name: 'Choose a folder…' }));
    expect((await screen.findByRole('alert')).textContent).toContain('backups of other books');
  });
  test('is taken out only after a question that says what stays', async () => {
    const { fake, user } = open(backupState());
    await user.click(await screen.findByRole('button', { name: 'What to do with Red USB stick' }));
    await user.click(await screen.findByRole('button', { name: 'Take this place out' }));
    const question = await screen.findByRole('alertdialog');
    expect(question.textContent).toContain('The backups that are there stay, and stay good');
    await user.click(within(question).getByRole('button', { name: 'Take it out' }));
    await waitFor(() => expect(fake.inputs('backup.remove')).toEqual([{ id: STICK }]));
  });
});

describe('what is kept', () => {
  test('nothing is removed before the list was seen and agreed to', async () => {
    const { fake, user } = open(backupState());
    await user.click(await screen.findByRole('button', { name: 'What to do with Nextcloud' }));
    await user.click(await screen.findByRole('button', { name: 'What is kept here' }));
    expect(await screen.findByText('1 backup of 2 would be removed now.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Keep by this rule from now on' }));
    await waitFor(() => expect(fake.inputs('backup.keepAgree')).toEqual([{ id: CLOUD }]));
  });
});

describe('the drill', () => {
  test('shows every figure that differs, first', () => {
    const figures = shownFigures([{ what: 'documents', currency: null, live: 3, copy: 3 }, { what: 'items', currency: null, live: 2, copy: 1 }, { what: 'sum', currency: 'EUR', live: 0, copy: 0 }]);
    expect(figures.map(({ what }) => what)).toEqual(['items', 'documents']);
  });
});

describe('leaving', () => {
  test('shows the last backup over everything, and can be cut short', async () => {
    const { fake, user } = open(backupState(), <Leaving />);
    await act(() => Promise.resolve());
    act(() => fake.emit({ type: 'leaving' }));
    await user.click(await screen.findByRole('button', { name: 'Close without it' }));
    expect(fake.calls.some(({ method }) => method === 'backup.skip')).toBe(true);
  });
});
