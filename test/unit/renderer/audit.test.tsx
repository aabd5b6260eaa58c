// The log on screen: what was done in plain words, narrowed, with what changed, and the proof on demand.
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { AUDIT_ACTIONS } from '../../../contract/auditActions.ts';
import { LANGS } from '../../../domain/lang.ts';
import { auditWordsOf } from '../../../paper/auditWords.ts';
import Log from '../../../renderer/audit/Log.tsx';
import { actionsOfGroup, fieldText, GROUPS } from '../../../renderer/audit/words.ts';
import { CUSTOMER, PROOF } from '../../fixtures/fakeAudit.ts';
import { openScreen, whereTo } from './open.tsx';

describe('words', () => {
  test.each(LANGS)('every action has its plain name in %s', (lang) => {
    const { actions } = auditWordsOf(lang);
    expect(AUDIT_ACTIONS.filter((action) => (actions[action] ?? action) === action)).toEqual([]);
    expect(Object.keys(auditWordsOf(lang).fields)).toEqual(Object.keys(auditWordsOf('en').fields));
  });

  test('every action is found under exactly one group of the filter', () => {
    expect(GROUPS.flatMap(actionsOfGroup).toSorted()).toEqual([...AUDIT_ACTIONS]);
  });

  test('fields are named as in the forms, places of a list counted from one, unknown ones by themselves', () => {
    openScreen(<p>nothing</p>);
    expect([fieldText('bank.iban'), fieldText('versions.1.rate'), fieldText('somethingNew')]).toEqual(['IBAN', 'Rate (2)', 'somethingNew']);
  });
});

describe('the log', () => {
  test('shows what was done by whom, and of the row one stands on what changed and its seal', async () => {
    const { user } = openScreen(<Log />);
    await user.click(await screen.findByRole('gridcell', { name: 'Customer changed' }));
    const panel = await screen.findByRole('complementary', { name: 'Record 4' });
    await within(panel).findByText('Wien');
    expect(within(panel).getByText('Graz')).toBeTruthy();
    expect(within(panel).getByText('not shown')).toBeTruthy();
    expect(within(panel).getByText('Fits this record and the one before')).toBeTruthy();
    await user.click(within(panel).getByRole('button', { name: 'Everything about it' }));
    await waitFor(() => expect(screen.queryByRole('gridcell', { name: 'Invoice issued' })).toBeNull());
    await user.click(screen.getByRole('button', { name: 'Only Atelier Bru' }));
    await screen.findByRole('gridcell', { name: 'Invoice issued' });
  });

  test('leads from a record to its document', async () => {
    const { user } = openScreen(<Log />);
    const panel = await screen.findByRole('complementary', { name: 'Record 5' });
    await user.click(await within(panel).findByRole('button', { name: 'Open' }));
    expect(whereTo()).toMatchObject({ screen: 'invoice' });
  });

  test('opened from a document shows only what is about it', async () => {
    const { fake } = openScreen(<Log entityId={CUSTOMER} about="Atelier Bru" />);
    await screen.findByRole('gridcell', { name: 'Customer added' });
    expect(fake.inputs('audit.list')[0]?.filters.entityId).toBe(CUSTOMER);
  });

  test('says when nothing fits, and shows everything again', async () => {
    const { user } = openScreen(<Log />);
    await user.keyboard('/');
    await user.keyboard('INV-404');
    await screen.findByText('Nothing on record fits');
    await user.click(screen.getByRole('button', { name: 'Show everything' }));
    await screen.findByRole('gridcell', { name: 'Invoice issued' });
  });

  test('has words for books nothing was done in yet', async () => {
    openScreen(<Log />, undefined, { filled: false });
    await screen.findByText('Nothing on record yet');
  });
});

describe('the proof', () => {
  test('says that all is whole, with the newest seal', async () => {
    const { user } = openScreen(<Log />);
    await user.click(await screen.findByRole('button', { name: 'Prove it now' }));
    await screen.findByText('Proved: nothing was changed, removed or put in from outside');
    expect(screen.getByText(/newest seal AB12 CD34 EF56 7890/)).toBeTruthy();
  });

  test('names everything that is wrong and what to do', async () => {
    const { user } = openScreen(<Log />, (fake) => fake.answer('audit.prove', () => ({
      ...PROOF, whole: false, head: null, fault: { seq: 500, fault: 'edited' }, anchor: 'rolled-back', touched: [{ id: CUSTOMER, number: 'INV-7' }], touchedCount: 3, missing: 1, gaps: [{ series: 'Invoices', period: '2026', first: 4, last: 5 }], gapCount: 1,
    })));
    await user.click(await screen.findByRole('button', { name: 'Prove it now' }));
    await screen.findByText('Record 500 was changed from outside.');
    for (const words of [/shorter than what was kept/, /INV-7 does not say/, /2 documents more/, /1 document is on record/, /Invoices 2026: numbers 4 to 5/, /Do not issue anything/]) expect(screen.getByText(words)).toBeTruthy();
  });
});

describe('handing the log out', () => {
  test('a signed file says which key proves it; a table takes the filters along', async () => {
    const { fake, user } = openScreen(<Log entityId={CUSTOMER} about="Atelier Bru" />);
    await user.click(await screen.findByRole('button', { name: 'Hand out' }));
    await user.click(screen.getByRole('button', { name: 'Signed file, for an auditor' }));
    await screen.findByText(/Signed with the key AB12 CD34 EF56 7890/);
    await user.click(screen.getByRole('button', { name: 'Table (CSV), as filtered' }));
    await waitFor(() => expect(fake.inputs('audit.export').map(({ format, filters }) => [format, filters.entityId])).toEqual([['signed', CUSTOMER], ['csv', CUSTOMER]]));
  });

  test('the page of the day’s end is printed and tells its seal', async () => {
    const { fake, user } = openScreen(<Log />);
    await user.click(await screen.findByRole('button', { name: 'End of the day' }));
    await user.click(screen.getByRole('button', { name: 'Print' }));
    await screen.findByText('The page carries the seal AB12 CD34 EF56 7890');
    expect(fake.inputs('audit.dayClose')[0]).toMatchObject({ to: 'printer', language: 'en' });
  });

  test('a printed seal is found again however it is typed, and it is said when it is not there', async () => {
    const { fake, user } = openScreen(<Log />);
    await user.click(await screen.findByRole('button', { name: 'Check a printed seal' }));
    const field = screen.getByRole('textbox', { name: /The 16 letters of the page/ });
    await user.type(field, 'ab12 CD34-ef56 7890{Enter}');
    await screen.findByText(/It is record 5 of/);
    await user.clear(field);
    await user.type(field, '0000 1111 2222 3333{Enter}');
    await screen.findByText(/No record has this seal/);
    await user.clear(field);
    await user.type(field, 'xyz{Enter}');
    await screen.findByText(/These are not 16 digits/);
    expect(fake.inputs('audit.findSeal')).toEqual([{ seal: 'ab12cd34ef567890' }, { seal: '0000111122223333' }]);
  });
});
