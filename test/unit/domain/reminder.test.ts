// Reminders and interest (T59), by date (T68).
import { describe, expect, test } from 'vitest';
import { interestDays, interestFor, interestOver } from '../../../domain/interest.ts';
import { minor } from '../../../domain/money.ts';
import { type RemindedDocument, type ReminderRules, checkedLevels, reminderDue, reminderNow } from '../../../domain/reminder.ts';
import { money } from './build.ts';

describe('T59 late interest', () => {
  test('8 % on 1000.00 for 30 days is 6.58 by act/365 and 6.67 by 30/360', () => {
    expect([interestFor(money('1000'), '8', 30, 'act/365'), interestFor(money('1000'), '8', 30, '30/360')]).toEqual([658, 667]);
  });

  test('30/360 counts every month as 30 days', () => {
    expect([
      interestDays('2026-01-30', '2026-02-28', '30/360'),
      interestDays('2026-01-31', '2026-03-31', '30/360'),
      interestDays('2026-01-31', '2026-03-31', 'act/365'),
    ]).toEqual([28, 60, 59]);
  });

  test('30/360 takes a 31st for a 30th at either end', () => {
    expect([interestDays('2026-01-15', '2026-01-31', '30/360'), interestDays('2026-01-31', '2026-02-15', '30/360')]).toEqual([15, 15]);
  });

  test('part payments and changing rates are counted from their day, and rounded once', () => {
    const owed = [
      { from: '2026-01-01', amount: money('1000') },
      { from: '2026-01-16', amount: money('400') },
    ];
    const rates = [
      { from: '2025-07-01', rate: '8' },
      { from: '2026-01-26', rate: '9' },
    ];
    // 15 days of 1000 at 8, 10 days of 400 at 8, 5 days of 400 at 9
    expect(interestOver(owed, rates, '2026-01-01', '2026-01-31', 'act/365')).toBe(
      Math.round((100_000 * 8 * 15 + 40_000 * 8 * 10 + 40_000 * 9 * 5) / 36_500),
    );
    expect(
      interestOver(
        [{ from: '2026-01-01', amount: money('1000') }],
        [{ from: '2026-01-01', rate: '8' }],
        '2026-01-01',
        '2026-01-31',
        'act/365',
      ),
    ).toBe(658);
    expect(interestOver(owed, rates, '2026-01-31', '2026-01-31', 'act/365')).toBe(0);
  });

  test('cutting a stretch into pieces changes nothing', () => {
    const rate = [{ from: '2000-01-01', rate: '9.27' }];
    const whole = interestOver([{ from: '2026-01-01', amount: minor(123_457) }], rate, '2026-01-01', '2027-03-31', '30/360');
    const pieces = Array.from({ length: 9 }, (_, i) => ({ from: `2026-0${i + 1}-15`, amount: minor(123_457) }));
    expect(interestOver([{ from: '2026-01-01', amount: minor(123_457) }, ...pieces], rate, '2026-01-01', '2027-03-31', '30/360')).toBe(
      whole,
    );
  });

  test('negative days and rates are refused', () => {
    expect(() => interestFor(money('1'), '8', -1, 'act/365')).toThrow('INTEREST');
    expect(() => interestFor(money('1'), '-8', 1, 'act/365')).toThrow('INTEREST');
  });
});

describe('the reminder of today', () => {
  const rules: ReminderRules = {
    convention: 'act/365',
    levels: [
      { after: 3, fees: {}, interest: null },
      { after: 14, fees: { EUR: 500 }, interest: null },
      { after: 30, fees: { EUR: 1000 }, interest: '8' },
    ],
  };
  const late = (more: Partial<RemindedDocument> = {}): RemindedDocument => ({
    currency: 'EUR',
    balance: money('1000'),
    owed: [{ from: '2026-01-01', amount: money('1000') }],
    dueDate: '2026-03-01',
    sent: [],
    quietUntil: null,
    ...more,
  });

  test('T68 nothing before its day, the first on its day', () => {
    expect(reminderDue(rules, late(), '2026-03-03')).toBeNull();
    expect(reminderDue(rules, late(), '2026-03-04')).toEqual({
      level: 0,
      since: '2026-03-04',
      daysLate: 3,
      fee: 0,
      interest: 0,
      total: 100_000,
    });
  });

  test('after weeks off the first reminder comes first, and the next waits its time', () => {
    expect(reminderDue(rules, late(), '2026-05-01')?.level).toBe(0);
    const sent = [{ level: 0, date: '2026-05-01' }];
    expect(reminderDue(rules, late({ sent }), '2026-05-11')).toBeNull();
    expect(reminderDue(rules, late({ sent }), '2026-05-12')).toMatchObject({ level: 1, since: '2026-05-12', fee: 500, total: 100_500 });
  });

  test('T59 the level with interest: 30 days of 1000.00 at 8 % are 6.58, its fee beside it', () => {
    const sent = [
      { level: 0, date: '2026-03-04' },
      { level: 1, date: '2026-03-15' },
    ];
    expect(reminderDue(rules, late({ sent }), '2026-03-31')).toMatchObject({
      level: 2,
      daysLate: 30,
      interest: 658,
      fee: 1000,
      total: 101_658,
    });
  });

  test('none for what is paid, has no date, is kept quiet, or had them all; a currency without a fee has none', () => {
    const today = '2026-06-01';
    expect(reminderDue(rules, late({ balance: minor(0) }), today)).toBeNull();
    expect(reminderDue(rules, late({ dueDate: null }), today)).toBeNull();
    expect(reminderDue(rules, late({ quietUntil: today }), today)).toBeNull();
    expect(reminderDue(rules, late({ sent: [{ level: 2, date: '2026-04-01' }] }), today)).toBeNull();
    expect(reminderDue(rules, late({ currency: 'USD', sent: [{ level: 0, date: '2026-03-04' }] }), today)?.fee).toBe(0);
  });

  test('levels that do not rise, negative fees and rates are refused', () => {
    const level = { after: 3, fees: {}, interest: null };
    expect(() => checkedLevels([level, level])).toThrow('REMINDER_LEVELS');
    expect(() => checkedLevels([{ ...level, fees: { EUR: -1 } }])).toThrow('REMINDER_LEVELS');
    expect(() => checkedLevels([{ ...level, interest: '-1' }])).toThrow('REMINDER_LEVELS');
    expect(checkedLevels(rules.levels)).toBe(rules.levels);
  });
});

describe('a reminder somebody sends on their own', () => {
  const level = (after: number) => ({ after, fees: {}, interest: null });
  const rules = { levels: [level(7), level(21)], convention: 'act/365' as const };
  const document = (more: object = {}) => ({ currency: 'EUR', balance: minor(1000), owed: [], dueDate: '2026-03-01', sent: [], quietUntil: '9999-12-31', ...more });

  test('takes the next level at once, and the last one again', () => {
    expect(reminderNow(rules, document(), '2026-03-02')).toMatchObject({ level: 0, daysLate: 1, total: 1000 });
    expect(reminderNow(rules, document({ sent: [{ level: 0, date: '2026-03-02' }] }), '2026-03-02')?.level).toBe(1);
    expect(reminderNow(rules, document({ sent: [{ level: 1, date: '2026-03-02' }] }), '2026-03-02')?.level).toBe(1);
  });

  test('T68 there is none on the pay-by date itself, for what is paid, or without levels', () => {
    expect(reminderNow(rules, document(), '2026-03-01')).toBeNull();
    expect(reminderNow(rules, document({ balance: minor(0) }), '2026-04-01')).toBeNull();
    expect(reminderNow({ ...rules, levels: [] }, document(), '2026-04-01')).toBeNull();
  });
});
