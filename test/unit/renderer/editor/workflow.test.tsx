// The workflow bar: four commands and two typed stubs from the unlocked app to an issued invoice.
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Frame } from '../../../../renderer/app/App.tsx';
import { go, useRoute } from '../../../../renderer/app/navigate.ts';
import { resetAll } from '../../../../renderer/app/stores.ts';
import Editor from '../../../../renderer/editor/Editor.tsx';
import { startWords } from '../../../../renderer/i18n/index.ts';
import { fakeBillfold, Refusal } from '../../../fixtures/fakeBillfold.ts';
import { profile } from '../../../fixtures/fakeData.ts';
import { axeProblems } from '../../../fixtures/mount.tsx';
import { cell, openEditor } from './open.tsx';

afterEach(() => vi.useRealTimers());

describe('writing an invoice by keyboard', () => {
  test('the editor opens with the focus in Customer, and two stubs, two Enters and Ctrl+Enter issue the invoice', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    const { fake, user } = await openEditor({}, undefined, (ms) => vi.advanceTimersByTime(ms));
    expect(document.activeElement).toBe(screen.getByLabelText('Customer'));
    let commands = 1; // Ctrl+N opened the editor
    const command = async (keys: string) => {
      commands += 1;
      await user.keyboard(keys);
    };
    await user.keyboard('co');
    await command('{Enter}');
    expect(document.activeElement).toBe(cell('Item', 1));
    await user.keyboard('oa');
    await command('{Enter}');
    await command('{Control>}{Enter}{/Control}');
    await screen.findByRole('alertdialog');
    expect(fake.inputs('invoices.issue')).toHaveLength(0);
    expect(fake.inputs('drafts.save')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(5000);
    await waitFor(() => expect(useRoute.getState().route.screen).toBe('invoice'));
    expect(commands).toBe(4);
    expect(fake.inputs('invoices.issue')).toHaveLength(1);
    const saved = fake.inputs('drafts.save').at(-1);
    expect(saved?.body.lines).toMatchObject([{ description: 'Oak shelf, 90 cm', quantity: '1', unitPrice: '112.5', unit: 'piece' }]);
    expect(saved?.body.customerId).not.toBeNull();
  });

  test('Escape within five seconds takes no number and leaves the draft as it was', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    const { fake, user } = await openEditor({}, undefined, (ms) => vi.advanceTimersByTime(ms));
    await user.keyboard('co{Enter}oa{Enter}{Control>}{Enter}{/Control}');
    await screen.findByRole('alertdialog');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await vi.advanceTimersByTimeAsync(6000);
    expect(fake.inputs('invoices.issue')).toHaveLength(0);
    expect(cell('Item', 1).value).toBe('Oak shelf, 90 cm');
  });

  test('Enter while it counts issues at once, and pressing it again does not issue twice', async () => {
    const { fake, user } = await openEditor();
    await user.keyboard('co{Enter}oa{Enter}{Control>}{Enter}{/Control}');
    await screen.findByRole('alertdialog');
    await user.keyboard('{Enter}{Enter}{Control>}{Enter}{/Control}');
    await waitFor(() => expect(useRoute.getState().route.screen).toBe('invoice'));
    expect(fake.inputs('invoices.issue')).toHaveLength(1);
  });

  test('a letter typed while the count is being prepared is on the invoice that is issued', async () => {
    const { fake, user } = await openEditor();
    await user.keyboard('co{Enter}oa{Enter}');
    let answer = (): void => undefined;
    fake.answer('series.peek', () => new Promise((resolve) => { answer = () => resolve({ number: 'INV-2026-0148', lastIssued: null, closedThrough: null }); }));
    const versions: number[] = [];
    fake.answer('drafts.save', () => ({ id: '00000000-0000-4000-8000-000000000001', version: versions.push(0), savedAt: '2026-11-22T12:00:00.000Z' }));
    fake.answer('invoices.issue', () => ({ id: '00000000-0000-4000-8000-000000000001', number: 'INV-2026-0148' }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(versions).toHaveLength(1));
    await user.type(cell('Item', 1), ' oiled');
    answer();
    await screen.findByRole('alertdialog');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(fake.inputs('invoices.issue')).toHaveLength(1));
    expect(fake.inputs('drafts.save').at(-1)?.body.lines[0]?.description).toBe('Oak shelf, 90 cm oiled');
    expect(fake.inputs('invoices.issue')[0]?.version).toBe(versions.length);
  });

  test('Issue with something missing jumps to the first thing and issues nothing', async () => {
    const { fake, user } = await openEditor();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText(/2 things to fix/);
    expect(document.activeElement).toBe(screen.getByLabelText('Customer'));
    expect(screen.getByText('Choose a customer: type two letters of the name.')).toBeTruthy();
    expect(fake.inputs('invoices.issue')).toHaveLength(0);
  });

  test('a problem that main found while issuing is shown at its field and counted', async () => {
    const { Refusal } = await import('../../../fixtures/fakeBillfold.ts');
    const { user } = await openEditor({}, (fake) => fake.answer('invoices.issue', () => {
      throw new Refusal('MISSING_GLYPHS', { fields: [{ path: 'lines.0.description', code: 'MISSING_GLYPHS', params: { signs: '𓀀' } }] });
    }));
    await user.keyboard('co{Enter}oa{Enter}{Control>}{Enter}{/Control}');
    await screen.findByRole('alertdialog');
    await user.keyboard('{Enter}');
    await screen.findByText(/The fonts on paper lack 𓀀/);
    expect(screen.getByText(/1 thing to fix/)).toBeTruthy();
    expect(document.activeElement).toBe(cell('Item', 1));
  });

  test('a warning is shown and accepted before the number is taken, and Escape takes nothing', async () => {
    const { fake, user } = await openEditor({}, (books) => books.answer('business.get', () => ({ ...profile(), vatId: '' })));
    await user.keyboard('co{Enter}oa{Enter}{Control>}{Enter}{/Control}');
    const asked = await screen.findByRole('alertdialog', { name: 'Before you issue: one thing to know' });
    expect(asked.textContent).toContain('VAT');
    expect(await axeProblems()).toEqual([]);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(fake.inputs('invoices.issue')).toHaveLength(0);
    fake.answer('invoices.issue', ({ draftId, acceptWarnings }) => {
      if (!acceptWarnings) throw new Refusal('DOCUMENT_INVALID', { fields: [{ path: 'seller.vatId', code: 'SELLER_TAX_ID_MISSING', severity: 'warning' }] });
      return { id: draftId, number: 'INV-2026-0148' };
    });
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByRole('alertdialog', { name: /Before you issue/ });
    await user.keyboard('{Enter}');
    await screen.findByRole('alertdialog', { name: 'Issuing' });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(useRoute.getState().route.screen).toBe('invoice'));
  });

  test('what main warns of and nobody has seen is never accepted unseen', async () => {
    const { fake, user } = await openEditor();
    const sent: boolean[] = [];
    fake.answer('invoices.issue', ({ draftId, acceptWarnings }) => {
      sent.push(acceptWarnings);
      if (!acceptWarnings) throw new Refusal('DOCUMENT_INVALID', { fields: [{ path: 'issueDate', code: 'BACKDATED', params: { lastIssuedDate: '2026-12-01' }, severity: 'warning' }] });
      return { id: draftId, number: 'INV-2026-0148' };
    });
    await user.keyboard('co{Enter}oa{Enter}{Control>}{Enter}{/Control}');
    await screen.findByRole('alertdialog', { name: 'Issuing' });
    await user.keyboard('{Enter}');
    const asked = await screen.findByRole('alertdialog', { name: /Before you issue/ });
    expect(asked.textContent).toContain('1 Dec 2026');
    expect(sent).toEqual([false]);
    expect(useRoute.getState().route.screen).toBe('editor');
    await user.keyboard('{Enter}');
    await screen.findByRole('alertdialog', { name: 'Issuing' });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(useRoute.getState().route.screen).toBe('invoice'));
    expect(sent).toEqual([false, false, true]);
  });

  test('keys pressed before the editor has its data are kept and given to it in order', async () => {
    const fake = fakeBillfold({ vatId: 'IE6388047V' });
    let answer = (): void => undefined;
    const taxes = fake.api.taxes.list;
    Object.assign(window, { billfold: { ...fake.api, taxes: { ...fake.api.taxes, list: () => new Promise<void>((resolve) => { answer = resolve; }).then(() => taxes({ archived: true })) } } });
    resetAll();
    startWords();
    useRoute.setState({ route: { screen: 'home' }, past: [] });
    go({ screen: 'editor' });
    const user = userEvent.setup();
    render(<Frame env="test"><Editor /></Frame>);
    expect(screen.queryByLabelText('Customer')).toBeNull();
    await user.keyboard('cox{Backspace}{Enter}oa{Enter}2');
    answer();
    await screen.findByLabelText('Customer');
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Customer').value).toBe('Corrib Bakery'));
    await waitFor(() => expect(cell('Item', 1).value).toBe('Oak shelf, 90 cm'));
    expect(cell('Qty', 1).value).toBe('2');
    await user.keyboard('4');
    expect(cell('Qty', 1).value).toBe('24');
  });
});
