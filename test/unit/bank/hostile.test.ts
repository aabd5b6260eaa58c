// Files nobody should send: cut, shaken, endless. A reader answers or refuses with a code of its own, quickly, and never hangs or throws anything else (SECURITY e 47).
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BankMapping } from '../../../contract/bank.ts';
import { isAppError } from '../../../contract/errors.ts';
import { type BankStatement, maskCards } from '../../../domain/bankStatement.ts';
import { isCurrency } from '../../../domain/currency.ts';
import { isDate } from '../../../domain/date.ts';
import { readBank } from '../../../main/import/bank/readBank.ts';

const FILES = ['november.camt.xml', 'october.camt02.xml', 'two.mt940.sta', 'november.ofx', 'card.v2.qfx', 'german.csv', 'english.csv'];
const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../../fixtures/bank', name));
const mapping: BankMapping = { columns: ['date', 'text', 'amount', 'currency'], numbers: 'comma', dates: 'dmy', account: 'A', currency: 'EUR', headings: 1 };

function sound({ account, reference, lines, currency, opening, closing }: BankStatement): boolean {
  const amounts = [opening ?? 0, closing ?? 0, ...lines.flatMap(({ amount, charges }) => [amount, charges])];
  const texts = [account, reference, ...lines.flatMap((line) => [line.text, line.name, line.iban, line.bankRef, line.endToEnd, line.structuredRef, line.code])];
  return (
    (lines.length === 0 || isCurrency(currency)) && amounts.every((amount) => Number.isSafeInteger(amount) && !Object.is(amount, -0)) &&
    lines.every((line) => isDate(line.bookingDate) && (line.valueDate === null || isDate(line.valueDate))) &&
    texts.every((text) => text.length <= 1000 && !/[\p{Cc}\p{Surrogate}]/u.test(text) && maskCards(text) === text)
  );
}

/** Read, or refused with a code of ours; anything else fails the test. */
function answer(bytes: Buffer): string {
  try {
    const { statements } = readBank(bytes, mapping);
    expect(statements.every(sound)).toBe(true);
    return 'read';
  } catch (error) {
    if (isAppError(error) && error.code !== 'INTERNAL') return error.code;
    throw error;
  }
}

describe('a hostile bank file', () => {
  it.each(FILES)('%s, cut anywhere, is read or refused', (name) => {
    const whole = fixture(name);
    const step = Math.max(1, Math.floor(whole.length / 250));
    for (let to = 0; to < whole.length; to += step) answer(whole.subarray(0, to));
  });

  it.each(FILES)('%s with bytes changed, doubled or taken out is read or refused', (name) => {
    const whole = fixture(name);
    const change = fc.record({ at: fc.nat(whole.length - 1), take: fc.nat(40), put: fc.uint8Array({ maxLength: 6 }), twice: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        let bytes = whole;
        for (const { at, take, put, twice } of changes) bytes = Buffer.concat([bytes.subarray(0, at), put, twice ? bytes.subarray(at, at + take) : Buffer.alloc(0), bytes.subarray(at + (twice ? 0 : take))]);
        answer(bytes);
      }),
      { numRuns: 150 },
    );
  });

  it('of random bytes, or random words of the formats, is read or refused', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => void answer(Buffer.from(bytes))), { numRuns: 300 });
    const words = fc.constantFrom(
      '<Document>', '<BkToCstmrStmt>', '<Stmt>', '</Stmt>', '<Ntry>', '</Ntry>', '<Amt Ccy="EUR">', '1.00', '</Amt>', ':20:', ':61:', '2611201120CR1,00NTRFX', ':86:', '166?20', '\n', ':60F:C261119EUR1,',
      '<OFX>', '<STMTTRN>', '</STMTTRN>', '<STMTRS>', '<CURDEF>EUR', '{4:', '-}', '&', '<', '>', '20261120', '"', ';', ',', '\u0000', '𝟙', '\ud800',
    );
    fc.assert(fc.property(fc.array(words, { maxLength: 60 }), (parts) => void answer(Buffer.from(parts.join('')))), { numRuns: 2000 });
  });

  const MB = 1024 * 1024;
  const big = (piece: string, head = '', tail = '') => Buffer.from(head + piece.repeat(Math.ceil((50 * MB) / piece.length)) + tail);
  it.each([
    ['one endless tag', () => big('a', '<Document ')],
    ['elements in each other', () => big('<a>', '<Document>')],
    ['millions of elements beside each other', () => big('<a/>', '<Document><BkToCstmrStmt>')],
    ['one endless text', () => big('x', '<Document><BkToCstmrStmt><Stmt><Ntry><AddtlNtryInf>')],
    ['one endless comment', () => big('-', '<Document><!--')],
    ['millions of attributes', () => big(' a="1"', '<Document')],
    ['signs that open nothing', () => big('<', 'OFXHEADER:100\n<OFX>')],
    ['values without a line end', () => big('<TRNAMT>1', '<OFX><STMTTRN>')],
    ['tags that never close', () => big('<A>', '<OFX>')],
    ['one endless line of MT940', () => big('x', ':20:1\n:86:')],
    ['endless lines below one tag', () => big('xxxxxxxxxxxxxxx\n', ':20:1\n:86:')],
    ['millions of movements', () => big(':61:2611201120CR1,00NTRFX\n', ':20:1\n:25:A\n:60F:C261119EUR1,\n')],
    ['millions of statements', () => big(':20:1\n')],
    ['digits without end', () => big('4', ':20:1\n:60F:C261119EUR1,\n:61:2611201120CR')],
    ['one endless row of CSV', () => big('1;')],
    ['zeros', () => Buffer.alloc(50 * MB)],
  ])('of 50 MB with %s is refused within seconds', (_what, make) => {
    const bytes = make();
    const began = performance.now();
    expect(answer(bytes)).not.toBe('read');
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it('of 50 MB that is honest is read whole', { timeout: 60_000 }, () => {
    const [head = '', entry = ''] = /^([\s\S]*?)(\n {6}<Ntry>[\s\S]*?<\/Ntry>)/.exec(fixture('november.camt.xml').toString().replace(/<Bal>.*<\/Bal>/g, ''))?.slice(1) ?? [];
    const bytes = big(entry, head, '</Stmt></BkToCstmrStmt></Document>');
    const { statements, problemCount } = readBank(bytes, null);
    expect([statements.length, problemCount]).toEqual([1, 0]);
    expect(statements[0]?.lines.length).toBe(Math.ceil((50 * MB) / entry.length));
  });
});
