// The editor's logic without a screen: what is stored, undone, pasted, read and matched.
import { describe, expect, test, vi } from 'vitest';
import type { DraftBody } from '../../../../contract/invoices.ts';
import { readAdjustments, showAdjustments, type Numbers } from '../../../../renderer/editor/adjustText.ts';
import { createAutosave } from '../../../../renderer/editor/autosave.ts';
import { fromBody, insertLines, isEmptyLine, moveLine, patchLine, removeLine, setDescription, toBody } from '../../../../renderer/editor/draftDoc.ts';
import { fieldOf } from '../../../../renderer/editor/fields.ts';
import { arrowFrom, enterFrom, type GridLine, tabFrom } from '../../../../renderer/editor/gridKeys.ts';
import { record, redo, startHistory, undo } from '../../../../renderer/editor/history.ts';
import { matchParts } from '../../../../renderer/editor/matchParts.ts';
import { isTable, linesFromTable, splitTable } from '../../../../renderer/editor/pasteRows.ts';
import { readPrice, showPrice } from '../../../../renderer/editor/priceText.ts';
import { draftBody } from '../../../fixtures/fakeData.ts';

const numbers: Numbers = {
  read: (text) => (/^-?\d+(\.\d+)?$/.test(text.trim()) ? text.trim() : null),
  show: (decimal, places = 0) => {
    const [whole = '', fraction = ''] = decimal.split('.');
    return [whole, fraction.padEnd(places, '0')].filter((s) => s !== '').join('.');
  },
};
const body = (count = 1): DraftBody => ({ ...draftBody(null), lines: Array.from({ length: count }, (_, i) => ({ ...draftBody(null).lines[0]!, description: `Line ${i + 1}` })) });
const keyAt = (doc: ReturnType<typeof fromBody>, i: number) => doc.lines[i]?.key ?? -1;

describe('the draft in the editor', () => {
  test('always ends with one empty line, which is never stored', () => {
    const doc = fromBody(body(2));
    expect(doc.lines).toHaveLength(3);
    expect(isEmptyLine(doc.lines[2]!)).toBe(true);
    expect(toBody(doc)).toEqual(body(2));
    const typed = setDescription(doc, keyAt(doc, 2), 'D', ['t1']);
    expect(typed.lines).toHaveLength(4);
    expect(typed.lines[2]).toMatchObject({ description: 'D', quantity: '1', taxIds: ['t1'] });
  });

  test('a line emptied again is empty, whatever was preset for it', () => {
    const doc = fromBody(body(0));
    const typed = setDescription(doc, keyAt(doc, 0), 'D', ['t1']);
    const emptied = setDescription(typed, keyAt(doc, 0), '', ['t1']);
    expect(toBody(emptied).lines).toEqual([]);
  });

  test('half-typed numbers are kept on screen and left out of what is stored', () => {
    const doc = fromBody(body(1));
    const half = patchLine(doc, keyAt(doc, 0), { quantity: '', typed: { quantity: '2,x' } });
    expect(toBody(half).lines[0]).toMatchObject({ quantity: '' });
    expect(toBody(half).lines[0]).not.toHaveProperty('typed');
  });

  test('moving a line never moves the empty one, and the ends stay the ends', () => {
    const doc = fromBody(body(3));
    const names = (d: typeof doc) => toBody(d).lines.map((line) => line.description);
    expect(names(moveLine(doc, keyAt(doc, 0), 1))).toEqual(['Line 2', 'Line 1', 'Line 3']);
    expect(moveLine(doc, keyAt(doc, 0), -1)).toBe(doc);
    expect(moveLine(doc, keyAt(doc, 2), 1)).toBe(doc);
    expect(moveLine(doc, keyAt(doc, 3), -1)).toBe(doc);
  });

  test('a problem is found at its line although empty lines stand between', () => {
    const doc = fromBody(body(2));
    const gap = insertLines(doc, keyAt(doc, 0), []);
    const holed = { ...gap, lines: [gap.lines[0]!, ...fromBody(body(0)).lines, gap.lines[1]!, gap.lines[2]!] };
    expect(fieldOf('lines.1.unitPrice', holed)).toBe(`line:${keyAt(holed, 2)}:unitPrice`);
    expect(fieldOf('body.dueDate', holed)).toBe('dueDate');
    expect(fieldOf('seller.vatId', holed)).toBe('issue');
  });
});

describe('undo and redo', () => {
  test('a burst of typing in one field is one step, a pause or another field begins the next', () => {
    let h = startHistory('');
    h = record(h, 'a', 'note', 0);
    h = record(h, 'ab', 'note', 200);
    h = record(h, 'abc', 'note', 2000);
    h = record(h, 'abcX', 'subject', 2100);
    expect(undo(h).now).toBe('abc');
    expect(undo(undo(h)).now).toBe('ab');
    expect(undo(undo(undo(h))).now).toBe('');
    expect(undo(undo(undo(undo(h)))).now).toBe('');
  });

  test('redo brings back what was undone until something new is typed', () => {
    const h = record(record(startHistory(1), 2, null, 0), 3, null, 0);
    expect(redo(undo(h)).now).toBe(3);
    expect(redo(record(undo(h), 9, null, 0)).now).toBe(9);
  });
});

describe('the keyboard in the line table', () => {
  const lines: GridLine[] = [
    { key: 1, empty: false, hasDetail: false, hasPrice: true },
    { key: 2, empty: false, hasDetail: true, hasPrice: false },
    { key: 3, empty: true, hasDetail: false, hasPrice: false },
  ];
  test('Tab walks every cell, skips none, and the last cell leads to the next line', () => {
    const walked: string[] = [];
    let at = { key: 1, cell: 'item' as const } as { key: number; cell: Parameters<typeof tabFrom>[2] };
    for (let i = 0; i < 20; i += 1) {
      walked.push(`${at.key}:${at.cell}`);
      const next = tabFrom(lines, at.key, at.cell, false);
      if (typeof next === 'string') {
        walked.push(next);
        break;
      }
      at = next;
    }
    expect(walked).toEqual(['1:item', '1:quantity', '1:unit', '1:unitPrice', '1:discount', '1:tax', '2:item', '2:detail', '2:quantity', '2:unit', '2:unitPrice', '2:discount', '2:tax', '3:item', 'note']);
  });
  test('Shift+Tab goes back the same way and out before the first cell', () => {
    expect(tabFrom(lines, 2, 'item', true)).toEqual({ key: 1, cell: 'tax' });
    expect(tabFrom(lines, 1, 'item', true)).toBe('before');
  });
  test('Enter goes on to what needs something: quantity, a missing price, the next line, and from an empty line to the note', () => {
    expect(enterFrom(lines, 1, 'item')).toEqual({ key: 1, cell: 'quantity' });
    expect(enterFrom(lines, 1, 'quantity')).toEqual({ key: 2, cell: 'item' });
    expect(enterFrom(lines, 2, 'quantity')).toEqual({ key: 2, cell: 'unitPrice' });
    expect(enterFrom(lines, 3, 'item')).toBe('note');
  });
  test('arrows keep the column', () => {
    expect(arrowFrom(lines, 1, 'unitPrice', 1)).toEqual({ key: 2, cell: 'unitPrice' });
    expect(arrowFrom(lines, 1, 'item', -1)).toBeNull();
  });
});

describe('rows from a spreadsheet', () => {
  const context = { currency: 'EUR', numbers, defaultTaxes: ['vat'], taxByText: (text: string) => (text === '13.5 %' ? ['low'] : null) };
  test('words for one cell are not taken for a table', () => {
    expect(isTable('Oak shelf, 90 cm')).toBe(false);
    expect(isTable('Oak shelf\n')).toBe(false);
    expect(isTable('Oak\t2')).toBe(true);
    expect(isTable('Oak\nAsh')).toBe(true);
  });
  test('cells in quotes may hold tabs, quotes and line breaks', () => {
    expect(splitTable('"a\tb"\t"say ""hi"""\r\n"two\nlines"\t3\r\n\r\n')).toEqual([['a\tb', 'say "hi"'], ['two\nlines', '3']]);
  });
  test('columns follow the table; three columns with two numbers are what, how many, price', () => {
    expect(linesFromTable('Oak\t2\tm\t148\t10 %\t13.5 %', 'item', context)[0]).toMatchObject({
      description: 'Oak', quantity: '2', unit: 'm', unitPrice: '148', taxIds: ['low'], adjustments: [{ kind: 'allowance', percent: '10', amount: null }],
    });
    expect(linesFromTable('Oak\t2\t148\nAsh\t1\t9.5', 'item', context)).toMatchObject([{ quantity: '2', unitPrice: '148' }, { quantity: '1', unitPrice: '9.5', taxIds: ['vat'] }]);
    expect(linesFromTable('Oak\nAsh', 'item', context)).toMatchObject([{ description: 'Oak', quantity: '1' }, { description: 'Ash', quantity: '1' }]);
    expect(linesFromTable('Two rows\nsecond', 'item', context)).toHaveLength(2);
  });
  test('what is no number stays to be seen instead of becoming zero', () => {
    expect(linesFromTable('Oak\ttwo\tm\t-5', 'item', context)[0]).toMatchObject({ quantity: '', unitPrice: '', typed: { quantity: 'two', unitPrice: '-5' } });
  });
});

describe('discounts and prices in words', () => {
  test('percent, amount, charge and several are read and shown the same way', () => {
    const list = readAdjustments('10 %; +5', 'EUR', numbers, []);
    expect(list).toEqual([{ kind: 'allowance', percent: '10', amount: null, reason: '' }, { kind: 'charge', percent: null, amount: 500, reason: '' }]);
    expect(showAdjustments(list ?? [], 'EUR', numbers)).toBe('10 %; +5.00');
    expect(readAdjustments('', 'EUR', numbers, [])).toEqual([]);
    expect(readAdjustments('abc', 'EUR', numbers, [])).toBeNull();
  });
  test('an amount finer than the currency is refused, not rounded', () => {
    expect(readAdjustments('1.005', 'EUR', numbers, [])).toBeNull();
    expect(readAdjustments('1.005', 'BHD', numbers, [])).toMatchObject([{ amount: 1005 }]);
    expect(readAdjustments('1.5', 'JPY', numbers, [])).toBeNull();
  });
  test('a price may be for several units, and is never below zero', () => {
    expect(readPrice('75 / 60', numbers)).toEqual({ unitPrice: '75', per: '60' });
    expect(showPrice({ unitPrice: '75', per: '60' }, 2, numbers)).toBe('75.00 / 60');
    expect(readPrice('-3', numbers)).toBeNull();
    expect(readPrice('3 / 0', numbers)).toBeNull();
  });
});

describe('what matches in a suggestion', () => {
  const hits = (name: string, typed: string) => matchParts(name, typed).filter((part) => part.hit).map((part) => part.text);
  test('starts of words come first, accents and case do not matter, letters are kept as they are', () => {
    expect(hits('Corrib Bakery', 'co')).toEqual(['Co']);
    expect(hits('Dr Fionn Conway', 'co')).toEqual(['Co']);
    expect(hits('Café Müller', 'mu')).toEqual(['Mü']);
    expect(matchParts('Café Müller', 'cafe mul').map((part) => part.text).join('')).toBe('Café Müller');
    expect(hits('Bakery', 'k')).toEqual(['k']);
    expect(hits('Bakery', 'zz')).toEqual([]);
  });
});

describe('autosave', () => {
  test('saves once, 400 ms after the last keystroke', async () => {
    vi.useFakeTimers();
    const save = vi.fn(async () => true);
    const autosave = createAutosave(save);
    autosave.touch();
    await vi.advanceTimersByTimeAsync(300);
    autosave.touch();
    await vi.advanceTimersByTimeAsync(399);
    expect(save).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(save).toHaveBeenCalledTimes(1);
    vi.useRealTimers();
  });
  test('never two at once: what is typed during a save is saved after it, and flush waits for both', async () => {
    let running = 0;
    let most = 0;
    const done: (() => void)[] = [];
    const autosave = createAutosave(() => {
      running += 1;
      most = Math.max(most, running);
      return new Promise((resolve) => done.push(() => { running -= 1; resolve(true); }));
    });
    autosave.touch();
    const first = autosave.flush();
    autosave.touch();
    const second = autosave.flush();
    done[0]?.();
    await first;
    await vi.waitFor(() => expect(done).toHaveLength(2));
    done[1]?.();
    expect(await second).toBe(true);
    expect(most).toBe(1);
  });
  test('a save that failed is tried again and says so', async () => {
    const answers = [false, true];
    const autosave = createAutosave(async () => answers.shift() ?? true);
    autosave.touch();
    expect(await autosave.flush()).toBe(false);
    expect(await autosave.flush()).toBe(true);
  });
});

test('removing the only line leaves the empty one', () => {
  const doc = fromBody(body(1));
  expect(removeLine(doc, keyAt(doc, 0)).lines).toHaveLength(1);
});
