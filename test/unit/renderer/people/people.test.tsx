// People, roles and the first login, over an in-memory Billfold: what is offered, what is asked for, what is said.
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PERMISSIONS } from '../../../../domain/roles.ts';
import { mayOpen } from '../../../../renderer/app/reach.ts';
import { useSession } from '../../../../renderer/app/session.ts';
import { releaseStage } from '../../../../renderer/app/stage.ts';
import { Login } from '../../../../renderer/login/Login.tsx';
import { limitsFrom, startLimits } from '../../../../renderer/roles/limitsDraft.ts';
import { GIVABLE, OWNERS } from '../../../../renderer/roles/permissionGroups.ts';
import { EVERYBODY } from '../../../../domain/roles.ts';
import { RolesTab } from '../../../../renderer/roles/RolesTab.tsx';
import Settings from '../../../../renderer/settings/Settings.tsx';
import { allCommands } from '../../../../renderer/palette/commands.ts';
import { setLanguage, startWords, t } from '../../../../renderer/i18n/index.ts';
import { PeopleTab } from '../../../../renderer/users/PeopleTab.tsx';
import { ProfileTab } from '../../../../renderer/users/ProfileTab.tsx';
import { CODE, Refusal } from '../../../fixtures/fakeBillfold.ts';
import { ONE_TIME } from '../../../fixtures/fakePeople.ts';
import { axeProblems } from '../../../fixtures/mount.tsx';
import { personIn } from '../../../fixtures/person.ts';
import { openScreen } from '../open.tsx';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 20, 10) }));
afterEach(() => {
  vi.useRealTimers();
  releaseStage(); // the last page of a first login keeps the stage until it is left
});

describe('people', () => {
  it('lists who gets in, how they stand and since when, without those who left', async () => {
    const { user } = openScreen(<PeopleTab />);
    expect(await screen.findByText('Tom Hession')).toBeTruthy();
    expect(screen.getByText(/Code waits until 21 Nov 2026/)).toBeTruthy();
    expect(screen.queryByText('Pat Nolan')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show 1 removed person' }));
    expect(screen.getByText('Pat Nolan')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Change: Maeve Corcoran' }));
    expect(screen.getByLabelText('Name')).toBeTruthy();
    for (const name of ['New code', 'Suspend', 'Remove']) expect(screen.queryByRole('button', { name }), 'nobody changes their own way in here').toBeNull();
    expect(await axeProblems()).toEqual([]);
  });

  it('invites with name and role, and shows the code once', async () => {
    const { fake, user } = openScreen(<PeopleTab />);
    await user.click(await screen.findByRole('button', { name: 'Invite somebody' }));
    await user.type(screen.getByLabelText('Name'), 'Ida Berg');
    expect(screen.getByText('Sells and takes money. No reports, no credit notes.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Make the one-time code' }));
    expect(await screen.findByText(ONE_TIME)).toBeTruthy();
    expect(fake.inputs('users.invite')).toEqual([{ name: 'Ida Berg', role: 'cashier' }]);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('One-time code for Ida Berg'));
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(fake.inputs('session.copyRecoveryCodes')).toHaveLength(1);
    expect(await axeProblems()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'I have handed it over' }));
    expect(screen.queryByText(ONE_TIME)).toBeNull();
  });

  it('says under the name that it is taken, and keeps what was typed', async () => {
    const { user } = openScreen(<PeopleTab />, (fake) => fake.answer('users.invite', () => { throw new Refusal('DUPLICATE', { fields: [{ path: 'name', code: 'DUPLICATE' }] }); }));
    await user.click(await screen.findByRole('button', { name: 'Invite somebody' }));
    await user.type(screen.getByLabelText('Name'), 'tom hession{Enter}');
    await waitFor(() => expect(screen.getByLabelText('Name').getAttribute('aria-invalid')).toBe('true'));
    expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe('tom hession');
  });

  it('asks before it keeps out or removes, says what stays, and does nothing on the safe side', async () => {
    const { fake, user } = openScreen(<PeopleTab />);
    await user.click(await screen.findByRole('button', { name: 'Change: Tom Hession' }));
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    const ask = screen.getByRole('alertdialog', { name: 'Remove Tom Hession for good?' });
    expect(document.activeElement?.textContent).toBe('Leave it');
    expect(await axeProblems()).toEqual([]);
    await user.keyboard('{Enter}');
    expect(fake.inputs('users.remove')).toEqual([]);
    expect(ask.isConnected).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Suspend' }));
    await user.click(screen.getByRole('button', { name: 'Suspend Tom Hession' }));
    expect(await screen.findByText('Suspended')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Change: Tom Hession' }));
    await user.click(screen.getByRole('button', { name: 'Let in again' }));
    await waitFor(() => expect(screen.queryByText('Suspended')).toBeNull());
  });

  it('are renamed in their own line, oneself too; the code just made goes to the printer', async () => {
    const { fake, user } = openScreen(<PeopleTab />);
    await user.click(await screen.findByRole('button', { name: 'Change: Tom Hession' }));
    expect(screen.queryByRole('button', { name: 'Rename' })).toBeNull();
    const name = screen.getByLabelText('Name');
    await user.clear(name);
    await user.type(name, 'Tom Byrne');
    await user.click(screen.getByRole('button', { name: 'Rename' }));
    expect(await screen.findByText('Tom Hession is now: Tom Byrne')).toBeTruthy();
    expect(fake.inputs('users.rename')).toEqual([{ id: expect.any(String), name: 'Tom Byrne' }]);
    await user.click(await screen.findByRole('button', { name: 'Change: Tom Byrne' }));
    await user.click(screen.getByRole('button', { name: 'New code' }));
    await user.click(screen.getByRole('button', { name: 'Make a new code' }));
    await user.click(await screen.findByRole('button', { name: 'Print' }));
    await waitFor(() => expect(fake.inputs('users.printCode')).toHaveLength(1));
  });

  it('a closed question for PIN and code is no error', async () => {
    const { user } = openScreen(<PeopleTab />, (fake) => fake.answer('users.suspend', () => { throw new Refusal('CANCELLED'); }));
    await user.click(await screen.findByRole('button', { name: 'Change: Tom Hession' }));
    await user.click(screen.getByRole('button', { name: 'Suspend' }));
    await user.click(screen.getByRole('button', { name: 'Suspend Tom Hession' }));
    expect(await screen.findByRole('button', { name: 'Suspend' })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByText('Suspended')).toBeNull();
  });
});

describe('roles', () => {
  it('show what each may do, compare on one page, and make one of one’s own', async () => {
    const { fake, user } = openScreen(<RolesTab currency="EUR" />);
    expect(await screen.findByText('discount up to 10 %')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Compare all roles' }));
    const row = screen.getByText('Replace the vault key').closest('tr');
    expect(row === null ? [] : within(row).getAllByText('May')).toHaveLength(1);
    expect(await axeProblems()).toEqual([]);
    await user.click(screen.getByText('Hide the comparison')); // two hundred cells less to walk through
    await user.click(screen.getByText('New role'));
    await user.type(screen.getByLabelText('Name of the role'), 'Weekend');
    await user.click(screen.getByLabelText('See reports and turnover'));
    await user.type(screen.getByLabelText('Discount up to'), '7.5');
    await user.click(screen.getByLabelText(/Only own documents/));
    await user.click(screen.getByText('Save the role'));
    await waitFor(() => expect(fake.inputs('roles.save')).toHaveLength(1));
    const [saved] = fake.inputs('roles.save');
    expect(saved).toMatchObject({ name: 'Weekend', limits: { discountPercent: '7.5', ownDocumentsOnly: true } });
    expect(saved?.permissions).toContain('report.read');
  });

  it('of a role of the program only the limits can be set, and the owner has none', async () => {
    const { fake, user } = openScreen(<RolesTab currency="EUR" />);
    await user.click(await screen.findByRole('button', { name: 'See and set limits: Billing clerk' }));
    expect((screen.getByLabelText('See reports and turnover').closest('fieldset') as HTMLFieldSetElement).disabled).toBe(true);
    await user.type(screen.getByLabelText('Credit notes up to'), '250');
    await user.click(screen.getByRole('button', { name: 'Save the role' }));
    await waitFor(() => expect(fake.inputs('roles.save')).toEqual([{ role: 'clerk', limits: { creditNoteMinor: 25_000 } }]));
    expect(screen.queryByRole('button', { name: /Owner/ })).toBeNull();
  });

  it('limits are read to the minor unit, and more than a hundred per cent is none', () => {
    expect(limitsFrom({ discount: '12.5', credit: '19.99', ownOnly: true }, 2)).toEqual({ discountPercent: '12.5', creditNoteMinor: 1999, ownDocumentsOnly: true });
    expect(limitsFrom({ discount: '100.01', credit: '', ownOnly: false }, 2)).toBeNull();
    expect(limitsFrom({ discount: '', credit: '', ownOnly: false }, 2)).toEqual({});
    for (const [minor, exponent] of [[5, 2], [1234, 0], [1234, 3]] as const) expect(limitsFrom(startLimits({ creditNoteMinor: minor }, exponent), exponent)).toEqual({ creditNoteMinor: minor });
  });

  it.each(['en', 'de', 'fr', 'es'])('every permission has plain words in %s, and a place among the groups', async (language) => {
    startWords();
    await setLanguage(language);
    for (const permission of [...GIVABLE, ...OWNERS]) expect(t(`people.may.${permission}`), permission).not.toContain('people.may');
    expect(PERMISSIONS.filter((one) => !GIVABLE.includes(one) && !OWNERS.includes(one) && !EVERYBODY.includes(one)), 'give it a group in renderer/roles/permissionGroups.ts').toEqual([]);
    await setLanguage('en');
  });
});

describe('what a person is offered', () => {
  it('a cashier has no reports, bank, log, people or business settings, in rail, palette and settings alike', async () => {
    openScreen(<Settings />, undefined, { state: { user: personIn('1', 'Tom', 'cashier') } });
    expect(await screen.findByText('Your role')).toBeTruthy();
    for (const tab of ['Business', 'People', 'Roles', 'Data', 'Imports', 'Closed periods']) expect(screen.queryByRole('button', { name: tab }), tab).toBeNull();
    expect(screen.getByRole('button', { name: 'Appearance' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Save/ })).toBeNull();
    const offered = allCommands().map(({ id }) => id);
    for (const id of ['reports', 'bankLines', 'log', 'people', 'roles', 'importCustomers', 'completeExport', 'closing']) expect(offered, id).not.toContain(id);
    for (const id of ['newInvoice', 'customers', 'payments', 'profile', 'switchPerson']) expect(offered, id).toContain(id);
  });

  it('an auditor is not offered to write, and who sees only their own gets no list of everybody’s', () => {
    const auditor = personIn('1', 'Ida', 'auditor');
    expect(mayOpen({ screen: 'editor' }, auditor.permissions, {})).toBe(false);
    expect(mayOpen({ screen: 'log' }, auditor.permissions, {})).toBe(true);
    const { permissions } = personIn('2', 'Tom', 'cashier');
    for (const screenName of ['payments', 'recurring', 'reminders'] as const) {
      expect(mayOpen({ screen: screenName }, permissions, {})).toBe(true);
      expect(mayOpen({ screen: screenName }, permissions, { ownDocumentsOnly: true })).toBe(false);
    }
  });

  it('the profile says role, limits and what one may do', async () => {
    openScreen(<ProfileTab />, undefined, { state: { user: personIn('1', 'Tom Hession', 'cashier', { discountPercent: '10', ownDocumentsOnly: true }) } });
    expect(await screen.findByText('Cashier')).toBeTruthy();
    expect(screen.getByText('discount up to 10 %, own documents only')).toBeTruthy();
    expect(screen.getByText('Record payments')).toBeTruthy();
    expect(screen.queryByText('See reports and turnover')).toBeNull();
    expect(await axeProblems()).toEqual([]);
  });
});

describe('the first login', () => {
  const atTheDoor = (state: Partial<Parameters<typeof openScreen>[2] extends { state?: infer S } | undefined ? NonNullable<S> : never> = {}) => openScreen(<Login />, undefined, { state: { vault: 'locked', codeWaiting: true, ...state } });

  it('leads from name and code over PIN and phone to the recovery codes', async () => {
    const { fake, user } = atTheDoor();
    await user.click(screen.getByRole('button', { name: 'I have a one-time code' }));
    await user.type(screen.getByLabelText('Your name'), 'Ana Ruiz');
    await user.type(screen.getByLabelText('One-time code'), 'aaaa-bbbb-cccc{Enter}');
    expect(await screen.findByText('Name and code do not match. Ask the owner to read both out again.')).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    await user.clear(screen.getByLabelText('One-time code'));
    await user.type(screen.getByLabelText('One-time code'), `${ONE_TIME.toLowerCase()}{Enter}`);
    expect(await screen.findByRole('heading', { name: 'Choose your own PIN, Ana Ruiz' })).toBeTruthy();
    await user.type(screen.getByLabelText('New PIN'), '730518');
    await user.type(screen.getByLabelText('The same PIN once more'), '730518{Enter}');
    expect(await screen.findByRole('heading', { name: 'Pair your phone' })).toBeTruthy();
    await user.keyboard(CODE);
    expect(await screen.findByRole('heading', { name: 'Keep your recovery codes' })).toBeTruthy();
    expect(fake.inputs('session.firstFinish')).toEqual([{ pin: '730518', code: CODE }]);
    expect(await axeProblems()).toEqual([]);
  });

  it('is offered only while a code waits', () => {
    atTheDoor({ codeWaiting: false });
    expect(screen.queryByRole('button', { name: 'I have a one-time code' })).toBeNull();
  });

  it('with several people the name of whoever was in last stands there, and can be typed over', async () => {
    const { fake, user } = atTheDoor({ needsName: true, lastName: 'Maeve Corcoran', codeWaiting: false });
    const name = screen.getByLabelText('Your name') as HTMLInputElement;
    expect(name.value).toBe('Maeve Corcoran');
    await user.clear(name);
    await user.type(name, 'Tom Hession');
    await user.type(screen.getByLabelText('Your PIN'), '482915');
    await user.click(screen.getAllByLabelText(/Code from your phone/)[0] ?? name);
    await user.keyboard(CODE);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(fake.inputs('session.login')[0]).toMatchObject({ userName: 'Tom Hession' }));
    expect(useSession.getState().state).not.toBeNull();
  });
});
