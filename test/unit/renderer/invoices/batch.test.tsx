// Acts over many documents from a list: progress, stopping, the report of what failed, and who is offered what.
import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { BatchReport } from '../../../../contract/batch.ts';
import Invoices from '../../../../renderer/invoices/Invoices.tsx';
import { axeProblems } from '../../../fixtures/mount.tsx';
import { Refusal } from '../../../fixtures/fakeBillfold.ts';
import { uuid } from '../../../fixtures/fakeData.ts';
import { openScreen, whereTo } from '../open.tsx';
import { personIn } from '../../../fixtures/person.ts';

async function chooseAll(user: ReturnType<typeof openScreen>['user']): Promise<void> {
  await screen.findAllByRole('row');
  await waitFor(() => expect(screen.getAllByRole('row').length).toBeGreaterThan(1));
  screen.getByRole('grid').focus();
  await user.keyboard('{Control>}a{/Control}');
}

test('a batch says how far it is, can be stopped, and reports what it could not do with the way there', async () => {
  let finish: (report: BatchReport) => void = () => undefined;
  const { fake, user } = openScreen(<Invoices tab="drafts" />, (books) => {
    books.answer('batch.issue', () => new Promise((resolve) => { finish = resolve; }));
  });
  await chooseAll(user);
  await user.click(screen.getByRole('button', { name: 'Issue 2' }));
  const [input] = fake.inputs('batch.issue');
  expect(input?.ids).toHaveLength(2);
  act(() => fake.emit({ type: 'progress', job: input?.job ?? '', stage: 'issuing', done: 1, total: 2 }));
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('50');
  act(() => fake.emit({ type: 'progress', job: uuid(99, 1), stage: 'issuing', done: 2, total: 2 }));
  expect(screen.getByText('1 of 2')).toBeTruthy(); // another job's progress is not this one's
  expect(await axeProblems()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  expect(fake.inputs('batch.cancel')).toEqual([{ job: input?.job }]);
  const failedId = input?.ids[1] ?? '';
  await act(async () => finish({ state: 'cancelled', done: 1, failed: [{ id: failedId, code: 'DOCUMENT_INVALID', fields: [{ path: 'issueDate', code: 'BACKDATED', params: [{ name: 'lastIssuedDate', value: '2026-12-01' }] }] }] }));
  const report = await screen.findByRole('region', { name: 'What was done' });
  expect(report.textContent).toContain('1 draft is issued. 1 was not: Stopped: the rest is as it was.');
  expect(report.textContent).toContain('1 Dec 2026');
  expect(await axeProblems()).toEqual([]);
  await user.click(within(report).getByRole('button', { name: 'Look at it' }));
  await waitFor(() => expect(whereTo()).toEqual({ screen: 'editor', draftId: failedId }));
});

test('a dialog that was closed leaves the rows chosen and says nothing; a failure says why', async () => {
  const { fake, user } = openScreen(<Invoices />, (books) => books.answer('batch.pdf', () => ({ state: 'closed', done: 0, failed: [] })));
  await chooseAll(user);
  await user.click(await screen.findByRole('button', { name: 'One PDF' }));
  expect(await screen.findByRole('toolbar', { name: /chosen/ })).toBeTruthy();
  fake.answer('batch.pdf', () => { throw new Refusal('DISK_FULL'); });
  await user.click(screen.getByRole('button', { name: 'One PDF' }));
  expect((await screen.findByRole('alert')).textContent).toMatch(/full/i);
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(await screen.findByRole('toolbar', { name: /chosen/ })).toBeTruthy();
});

test('who may not issue is not offered it', async () => {
  const { user } = openScreen(<Invoices tab="drafts" />, undefined, { state: { user: personIn(uuid(9, 3), 'Ina', 'auditor') } });
  await chooseAll(user);
  expect(await screen.findByRole('toolbar', { name: '2 chosen' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Issue/ })).toBeNull();
});

test('the list begins with the usual view, and a name that is taken is said under its field', async () => {
  const { fake, user } = openScreen(<Invoices />, (books) => {
    books.answer('views.list', () => ({ rows: [{ id: uuid(12, 1), version: 1, name: 'Late', usual: true, body: { q: '', standing: 'overdue', customerId: null, period: 'any', from: null, to: null, currency: null, amountFrom: null, amountTo: null, shown: ['number', 'open'] } }] }));
    books.answer('views.save', () => { throw new Refusal('DUPLICATE', { fields: [{ path: 'name', code: 'DUPLICATE' }] }); });
  });
  await waitFor(() => expect(screen.getByRole('tab', { name: 'Late' }).getAttribute('aria-selected')).toBe('true'));
  await waitFor(() => expect(fake.inputs('invoices.list').at(-1)?.filters.overdueOn).not.toBeNull());
  expect(screen.getAllByRole('columnheader').map((one) => one.textContent)).toEqual(['', 'Number', expect.stringMatching(/^(To pay|Still to pay)/)]);
  await user.click(screen.getByRole('button', { name: 'This view' }));
  await user.click(screen.getByRole('button', { name: 'Save view' }));
  expect(await screen.findByText('There is one like this already.')).toBeTruthy();
});
