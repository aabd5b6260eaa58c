// The CSV import: choose, map, look, bring in, cancel, undo.
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { ImportPick, ImportPreview } from '../../../../contract/imports.ts';
import { assign, missingFields } from '../../../../renderer/imports/fields.ts';
import Import from '../../../../renderer/imports/Import.tsx';
import { type Fake, Refusal } from '../../../fixtures/fakeBillfold.ts';
import { uuid } from '../../../fixtures/fakeData.ts';
import { openScreen, whereTo } from '../open.tsx';

const FILE: ImportPick = {
  token: uuid(7, 5), file: 'customers.csv', size: 900, rows: 93, encoding: 'utf-8', delimiter: ',', headers: ['companyName', 'city', ''], sample: [['Alfreds Futterkiste', 'Berlin', 'x']],
  mapping: { columns: ['name', 'city', null], numbers: 'point' }, remembered: true, program: null,
};
const GOOD: ImportPreview = { rows: 93, good: 89, bad: 0, duplicates: 4, sameCode: 0, problems: [], problemCount: 0, sample: [[{ field: 'name', value: 'Alfreds Futterkiste' }]] };

function prepare(preview: ImportPreview = GOOD) {
  return (fake: Fake) => {
    fake.answer('imports.pick', () => FILE);
    fake.answer('imports.preview', () => preview);
    fake.answer('imports.commit', () => ({ importId: uuid(7, 9), added: 89, skipped: 4 }));
    fake.answer('imports.undo', () => ({ removed: 89 }));
  };
}
async function choose(fake: (f: Fake) => void) {
  const opened = openScreen(<Import kind="customers" />, fake);
  await opened.user.click(screen.getByRole('button', { name: 'Choose a file' }));
  return opened;
}

describe('what columns become', () => {
  test('a field belongs to one column only', () => {
    expect(assign(['name', 'city', null], 2, 'name')).toEqual([null, 'city', 'name']);
    expect(assign(['name', 'city', null], 1, null)).toEqual(['name', null, null]);
  });
  test('names and prices are needed', () => {
    expect(missingFields('items', ['name', null])).toEqual(['price']);
    expect(missingFields('customers', ['name'])).toEqual([]);
  });
});

test('a file is chosen, looked through, brought in without those already there, and taken back as a whole', async () => {
  const { fake, user } = await choose(prepare());
  await screen.findByText('The columns are set as last time, for a file with the same headings.');
  expect(screen.getByText('Column 3')).toBeTruthy();
  await user.click(await screen.findByRole('button', { name: /^Import 89 customers/ }));
  await screen.findByText('89 customers are in your books');
  expect(fake.inputs('imports.commit')[0]).toMatchObject({ skipDuplicates: true, mapping: FILE.mapping });
  await user.click(screen.getByRole('button', { name: 'Undo this import' }));
  await screen.findByText('89 customers were taken out again');
  await user.click(screen.getByRole('button', { name: 'Show customers' }));
  expect(whereTo()).toEqual({ screen: 'customers' });
});

test('those already there can be added once more', async () => {
  const { fake, user } = await choose(prepare());
  await user.click(await screen.findByLabelText('Add them once more'));
  await user.click(screen.getByRole('button', { name: /^Import 93 customers/ }));
  await waitFor(() => expect(fake.inputs('imports.commit')[0]?.skipDuplicates).toBe(false));
});

test('those with a code that is there already can only be left as they are', async () => {
  const { fake, user } = await choose(prepare({ ...GOOD, sameCode: 3 }));
  const again = await screen.findByLabelText('Add them once more');
  expect(again).toHaveProperty('disabled', true);
  expect(screen.getByText(/3 have the same code as one of yours/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: /^Import 89 customers/ }));
  await waitFor(() => expect(fake.inputs('imports.commit')[0]?.skipDuplicates).toBe(true));
});

test('when most rows are there already the rest can still be brought in', async () => {
  await choose(prepare({ ...GOOD, good: 3, duplicates: 90 }));
  expect((await screen.findByRole('button', { name: /^Import 3 customers/ })).getAttribute('aria-disabled')).toBeNull();
});

test('rows that cannot come in are named by line, in words, and nothing can be brought in', async () => {
  const { fake, user } = await choose(prepare({ ...GOOD, good: 87, bad: 2, problemCount: 2, sample: [], problems: [{ row: 14, column: 'country', code: 'COUNTRY_UNKNOWN', value: 'Atlantis' }, { row: 58, column: 'price', code: 'CARD_NUMBER', value: '' }] }));
  const list = await screen.findByRole('list', { name: '2 things to mend in the file' });
  expect(within(list).getAllByRole('listitem').map((li) => li.textContent)).toEqual([
    'Line 14, country: This is not a country Billfold knows.Atlantis', 'Line 58, price: This looks like a card number. Billfold never keeps those; leave it out.',
  ]);
  await user.click(screen.getByRole('button', { name: /^Import/ }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(fake.inputs('imports.commit')).toHaveLength(0);
});

test('another way of writing numbers looks through the file anew', async () => {
  const { fake, user } = await choose(prepare());
  await user.click(await screen.findByText('1.234,50'));
  await waitFor(() => expect(fake.inputs('imports.preview').at(-1)?.mapping.numbers).toBe('comma'));
});

test('several columns set one after the other are looked at once, and a look that nobody waits for any more says nothing', async () => {
  const asked: { job: string; answer: (preview: ImportPreview) => void }[] = [];
  const { fake, user } = await choose((f) => {
    prepare()(f);
    f.answer('imports.preview', ({ job }) => new Promise<ImportPreview>((answer) => asked.push({ job, answer })));
  });
  await user.click(await screen.findByText('1.234,50'));
  await user.click(screen.getByText('1,234.50'));
  await user.click(screen.getByText('1.234,50'));
  await waitFor(() => expect(asked).toHaveLength(2)); // the first look at the file, and one for all three changes
  act(() => asked[0]?.answer({ ...GOOD, good: 11 }));
  act(() => fake.emit({ type: 'progress', job: asked[1]?.job ?? '', stage: 'checking', done: 40, total: 93 }));
  await screen.findByText('40 of 93');
  expect(screen.queryByRole('button', { name: /^Import 11 / })).toBeNull();
  act(() => asked[1]?.answer(GOOD));
  await screen.findByRole('button', { name: /^Import 89 / });
});

test('the look through the file can be stopped, and begun again', async () => {
  let looks = 0;
  const { fake, user } = await choose((f) => {
    prepare()(f);
    f.answer('imports.preview', () => ((looks += 1) === 1 ? new Promise<ImportPreview>(() => {}) : GOOD));
  });
  await user.click(await screen.findByRole('button', { name: 'Stop' }));
  expect(fake.inputs('imports.cancel')[0]?.job).toBe(fake.inputs('imports.preview')[0]?.job);
  await user.click(await screen.findByRole('button', { name: 'Look again' }));
  await screen.findByRole('button', { name: /^Import 89 / });
});

test('while rows come in there is progress and Cancel; a cancelled import keeps the file chosen and says that nothing changed', async () => {
  let stop: (error: Refusal) => void = () => {};
  const { fake, user } = await choose((f) => {
    prepare()(f);
    f.answer('imports.commit', () => new Promise((_, reject) => { stop = reject; }));
    f.answer('imports.cancel', () => { stop(new Refusal('CANCELLED')); return { cancelled: true }; });
  });
  await user.click(await screen.findByRole('button', { name: /^Import 89/ }));
  const job = fake.inputs('imports.commit')[0]?.job ?? '';
  act(() => fake.emit({ type: 'progress', job, stage: 'saving', done: 31, total: 93 }));
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('33');
  act(() => fake.emit({ type: 'progress', job: uuid(7, 77), stage: 'saving', done: 93, total: 93 }));
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('33');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await screen.findByText('Stopped. Nothing was changed.');
  expect(screen.getByText('customers.csv')).toBeTruthy();
});

describe('old documents', () => {
  const INVOICES: ImportPick = {
    ...FILE, file: 'old.csv', rows: 9, headers: ['No', 'Date', 'Client', 'Price'], sample: [['1', '2024-05-01', 'Ann', '5']], remembered: false,
    mapping: { columns: ['number', 'date', 'customerName', 'unitPrice'], numbers: 'point', documents: { dates: 'ymd', tax: null, pricesIncludeTax: false } },
  };
  const SEEN: ImportPreview = {
    rows: 9, good: 4, bad: 2, duplicates: 0, sameCode: 0, problemCount: 3, sample: [[{ field: 'number', value: '1001' }, { field: 'lines', value: '2' }]],
    problems: [{ row: 8, column: 'Client', code: 'BUYER_MISSING', value: '' }, { row: 9, column: 'Client', code: 'BUYER_MISSING', value: '' }, { row: 10, column: 'Price', code: 'PRICE_NEGATIVE', value: '-11.50' }],
    documents: { fitLines: 6, refusedLines: 3, creditNotes: 1, newCustomers: 2, sums: [{ currency: 'EUR', file: 4974, fit: 2953, refused: 2021, there: 0 }] },
  };
  async function open() {
    const opened = openScreen(<Import kind="documents" />, (fake) => {
      fake.answer('imports.pick', () => INVOICES);
      fake.answer('imports.preview', () => SEEN);
      fake.answer('imports.commit', () => ({ importId: uuid(7, 9), added: 4, skipped: 0, refused: 3 }));
      fake.answer('imports.refused', () => ({ rows: [{ row: 8, number: '1005', column: 'Client', code: 'BUYER_MISSING', value: '', currency: 'EUR', amount: 1275 }], total: 3, next: null }));
    });
    await opened.user.click(screen.getByRole('button', { name: 'Choose a file' }));
    await screen.findByText('All lines of the file');
    return opened;
  }

  test('the sums of the file are shown with where they go, and nothing comes in while some cannot and nobody said to leave them out', async () => {
    const { user, fake } = await open();
    expect(screen.getByLabelText('Sums in EUR').textContent).toMatch(/49\.74.*29\.53.*20\.21/);
    const button = screen.getByRole('button', { name: /^Import 4 documents/ });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await user.click(screen.getByLabelText('Leave out the 2 that cannot come in'));
    await user.click(button);
    await screen.findByText('4 documents are in your books');
    expect(fake.inputs('imports.commit')[0]).toMatchObject({ kind: 'documents', leaveOut: true });
  });

  test('what was left out is listed with line and reason afterwards, and can be saved as a file', async () => {
    const { user, fake } = await open();
    await user.click(screen.getByLabelText('Leave out the 2 that cannot come in'));
    await user.click(screen.getByRole('button', { name: /^Import 4 documents/ }));
    const list = within(await screen.findByRole('region', { name: '3 lines were left out' }));
    expect(list.getByText('Line 8, 1005:').closest('li')?.textContent).toContain('No customer is named.');
    await user.click(list.getByRole('button', { name: 'Save the list' }));
    expect(fake.inputs('imports.saveRefused')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Show invoices' }));
    expect(whereTo()).toEqual({ screen: 'invoices' });
  });

  test('another way of writing dates looks through the file anew', async () => {
    const { user, fake } = await open();
    await user.click(screen.getByText('12/31/2024'));
    await waitFor(() => expect(fake.inputs('imports.preview').at(-1)?.mapping.documents).toEqual({ dates: 'mdy', tax: null, pricesIncludeTax: false }));
  });
});

test.each([
  ['CSV_EMPTY', /nothing in this file/], ['CSV_NUL', /not a text file/], ['FILE_ENCODING', /letters in this file/], ['FILE_TOO_LARGE', /too large/], ['FILE_TYPE', /kind of file/], ['CSV_TOO_MANY_ROWS', /too many rows/],
] as const)('a file that cannot be read (%s) gets its own sentence, and one can choose again', async (code, words) => {
  await choose((fake) => fake.answer('imports.pick', () => { throw new Refusal(code); }));
  await screen.findByText(words);
  expect(screen.getByRole('button', { name: 'Choose a file' }).getAttribute('aria-disabled')).toBeNull();
});

test('closing the dialog changes nothing', async () => {
  await choose((fake) => fake.answer('imports.pick', () => null));
  await waitFor(() => expect(screen.getByRole('button', { name: 'Choose a file' }).getAttribute('aria-busy')).toBeNull());
});
