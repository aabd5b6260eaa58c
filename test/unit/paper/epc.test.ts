// The text of the payment code.
import { describe, expect, it } from 'vitest';
import { minor } from '../../../domain/money.ts';
import { type CreditTransfer, epcText } from '../../../paper/epc.ts';

const transfer: CreditTransfer = { name: 'Harbour Lane Joinery', iban: 'IE29 AIBK 9311 5212 3456 78', bic: 'AIBKIE2D', amount: minor(241_391), reference: 'HL-2026-0148' };

describe('the payment code', () => {
  it('holds the eleven lines of EPC069-12 version 2, IBAN without spaces, euros with a point, no line end after the last', () => {
    expect(epcText(transfer)).toBe('BCD\n002\n1\nSCT\nAIBKIE2D\nHarbour Lane Joinery\nIE29AIBK93115212345678\nEUR2413.91\n\n\nHL-2026-0148');
  });

  it('leaves the line of the BIC empty when there is none', () => {
    expect(epcText({ ...transfer, bic: '' })?.split('\n')[4]).toBe('');
  });

  it('is there from one cent to 999 999 999.99 and not outside', () => {
    expect(epcText({ ...transfer, amount: minor(1) })).toContain('EUR0.01');
    expect(epcText({ ...transfer, amount: minor(99_999_999_999) })).toContain('EUR999999999.99');
    for (const amount of [0, -100, 100_000_000_000]) expect(epcText({ ...transfer, amount: minor(amount) })).toBeNull();
  });

  it('is not there for an account that is no IBAN, or without a name', () => {
    expect(epcText({ ...transfer, iban: 'IE29AIBK93115212345679' })).toBeNull();
    expect(epcText({ ...transfer, iban: '' })).toBeNull();
    expect(epcText({ ...transfer, name: ' ' })).toBeNull();
  });

  it('cuts a name at 70 characters and a reference at 140, and cannot be given more lines through them', () => {
    const lines = epcText({ ...transfer, name: `a\nb${'x'.repeat(100)}`, reference: `r\n${'y'.repeat(200)}` })?.split('\n') ?? [];
    expect(lines).toHaveLength(11);
    expect(lines[5]).toBe(`a b${'x'.repeat(67)}`);
    expect(lines[10]).toHaveLength(140);
  });

  it('is not there when it would be longer than the 331 bytes a bank must read', () => {
    expect(epcText({ ...transfer, name: '漢'.repeat(70), reference: '漢'.repeat(140) })).toBeNull();
  });
});
