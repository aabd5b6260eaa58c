// Alerts on screen: what happened, why and what to do; seen to by keyboard, one or many; settings; and nothing for those who may not look.
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { AlertRowWire } from '../../../contract/alerts.ts';
import { ALERT_RULES } from '../../../domain/alertRules.ts';
import { AlertsTab } from '../../../renderer/alerts/AlertsTab.tsx';
import { placeOfAlert, sentenceOf } from '../../../renderer/alerts/alertText.ts';
import Alerts from '../../../renderer/alerts/Alerts.tsx';
import { wordsOf } from '../../../renderer/i18n/index.ts';
import { uuid } from '../../fixtures/fakeData.ts';
import { openScreen, whereTo } from './open.tsx';

const row = (more: Partial<AlertRowWire>): AlertRowWire => ({ id: uuid(8, 9), rule: 'discount', serious: false, at: '2026-11-20T12:00:00.000Z', who: 'Nora', facts: [], target: null, record: 7, again: 0, lastAt: '2026-11-20T12:00:00.000Z', acknowledged: null, ...more });

describe('the list', () => {
  test('opens an alert with what happened, why it matters and what to do, and leads to its document', async () => {
    const { user } = openScreen(<Alerts />);
    await user.click(await screen.findByText('A discount beyond the usual'));
    const panel = await screen.findByRole('region', { name: 'A discount beyond the usual' });
    within(panel).getByText('Maeve Corcoran issued an invoice 60 % below its prices.');
    within(panel).getByText('A large discount can be a favour, or a slip of the hand.');
    within(panel).getByText('Open the invoice and ask for the reason.');
    await user.click(within(panel).getByRole('button', { name: 'Open HL-2026-0101' }));
    expect(whereTo()).toEqual({ screen: 'invoice', id: uuid(5, 1) });
  });

  test('two are chosen with the space bar and seen to with one note', async () => {
    const { fake, user } = openScreen(<Alerts />);
    const grid = await screen.findByRole('grid', { name: 'Open' });
    await screen.findByText(/bank details/);
    grid.focus();
    await user.keyboard(' {ArrowDown} ');
    await user.type(await screen.findByLabelText('What you found out'), 'It was me');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(fake.inputs('alerts.acknowledge')).toEqual([{ ids: [uuid(8, 1), uuid(8, 2)], note: 'It was me' }]));
    await waitFor(() => expect(screen.queryByText(/bank details/)).toBeNull());
  });

  test('keeps what was seen to, with who and why, and says when it was the person it is about', async () => {
    const { user } = openScreen(<Alerts />);
    await user.click(await screen.findByRole('tab', { name: 'Seen to' }));
    await user.click(await screen.findByRole('gridcell', { name: /A lot of data/ }));
    await screen.findByText('For the tax office');
    screen.getByText('by the person it is about');
    expect(screen.queryByRole('button', { name: 'Acknowledge' })).toBeNull();
  });

  test('is calm when there is nothing', async () => {
    openScreen(<Alerts />, (fake) => fake.answer('alerts.list', () => ({ rows: [], next: null })));
    await screen.findByText('Nothing needs a look');
  });
});

describe('what is watched', () => {
  test('a figure out of its range stops saving, and watching less closely says that it is told', async () => {
    const { fake, user } = openScreen(<AlertsTab />);
    const field = await screen.findByRole('textbox', { name: 'Wrong tries before a login' });
    await user.clear(field);
    await user.type(field, '0');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(fake.inputs('alerts.saveSettings')).toEqual([]);
    await user.clear(field);
    await user.type(field, '9');
    await screen.findByText('Watching less closely is itself told as an alert.');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(fake.inputs('alerts.saveSettings')[0]?.thresholds.failedLogins).toBe(9));
  });

  test('rules that are always on have no switch to turn', async () => {
    openScreen(<AlertsTab />);
    const fixed = await screen.findByRole('switch', { name: /The computer’s clock was set back/ });
    expect(fixed).toHaveProperty('disabled', true);
  });
});

describe('words', () => {
  test.each(['en', 'de', 'fr', 'es'])('in %s every rule says what happened, why it matters and what to do', async (language) => {
    const words = (await wordsOf(language))['alerts'];
    if (typeof words !== 'object') throw new Error('no words');
    for (const area of ['name', 'says', 'because', 'todo']) for (const rule of ALERT_RULES) expect(words[area], area).toHaveProperty(rule);
  });

  test('a complete export has a sentence of its own, days are written as people write them, and nobody is somebody', () => {
    openScreen(<p />);
    expect(sentenceOf(row({ rule: 'bulkExport', facts: [{ name: 'what', value: 'complete' }] }))).toBe('Nora made a complete export of the business.');
    expect(sentenceOf(row({ rule: 'manyVoids', facts: [{ name: 'count', value: 12 }, { name: 'day', value: '2026-11-20' }] }))).toBe('Payments that Nora voided on 20 Nov 2026: 12.');
    expect(sentenceOf(row({ rule: 'newKeys', facts: [{ name: 'what', value: 'kit' }] }))).toMatch(/^Nora made a new Recovery Kit/);
    expect(sentenceOf(row({ rule: 'newKeys', facts: [{ name: 'what', value: 'key' }] }))).toMatch(/^Nora put the books under a new key/);
    expect(sentenceOf(row({ rule: 'bankDetails', who: null }))).toBe('Somebody changed the account that invoices ask to be paid to.');
  });

  test('every rule that has a place leads there', () => {
    expect(placeOfAlert(row({ rule: 'bankDetails' }))?.route).toEqual({ screen: 'settings', tab: 'bank' });
    expect(placeOfAlert(row({ rule: 'numberGap' }))?.route).toEqual({ screen: 'settings', tab: 'numbers' });
    expect(placeOfAlert(row({ rule: 'roleRaised' }))?.route).toEqual({ screen: 'settings', tab: 'people' });
    expect(placeOfAlert(row({ rule: 'backupOverdue' }))?.route).toEqual({ screen: 'backups' });
    expect(placeOfAlert(row({ rule: 'chainBroken' }))?.route).toEqual({ screen: 'security' });
    expect(placeOfAlert(row({ rule: 'manyVoids', target: { kind: 'payment', id: uuid(4, 1), label: '12' } }))?.route).toEqual({ screen: 'payments' });
    expect(placeOfAlert(row({ rule: 'newcomerDecides' }))?.route).toEqual({ screen: 'approvals' });
    expect(placeOfAlert(row({ rule: 'newKeys' }))?.route).toEqual({ screen: 'security' });
    expect(placeOfAlert(row({ rule: 'cardNumbers' }))).toBeNull();
  });
});
