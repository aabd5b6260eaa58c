// How much may be taken off: exactly the limit and not more, line by line and together, whatever the sign of the line.
import { expect, test } from 'vitest';
import { overDiscountLimit } from '../../../domain/discountLimit.ts';

const off = (amount: number) => ({ kind: 'allowance' as const, percent: null, amount });
const more = (amount: number) => ({ kind: 'charge' as const, percent: null, amount });
const line = (gross: number, ...adjustments: ReturnType<typeof off>[] | ReturnType<typeof more>[]) => ({ gross, adjustments });
const paths = (...of: Parameters<typeof overDiscountLimit>) => overDiscountLimit(...of).map(({ path }) => path);

test('the limit itself is allowed, a unit of rounding is forgiven, a second one is not', () => {
  expect(paths({ lines: [line(10_000, off(1000))], adjustments: [] }, '10')).toEqual([]);
  expect(paths({ lines: [line(10_000, off(1001))], adjustments: [] }, '10')).toEqual([]);
  expect(paths({ lines: [line(10_000, off(1002))], adjustments: [] }, '10')).toEqual(['lines.0.adjustments']);
  expect(paths({ lines: [line(10_000, off(751))], adjustments: [] }, '7.5')).toEqual([]);
  expect(paths({ lines: [line(10_000, off(752))], adjustments: [] }, '7.5')).toEqual(['lines.0.adjustments']);
  expect(paths({ lines: [line(10_000, off(50))], adjustments: [] }, '0')).toEqual(['lines.0.adjustments']);
});

test('a line that takes back counts like one that sells, and a charge is no discount', () => {
  expect(paths({ lines: [line(-10_000, off(-2000))], adjustments: [] }, '10')).toEqual(['lines.0.adjustments']);
  expect(paths({ lines: [line(10_000, more(5000))], adjustments: [] }, '10')).toEqual([]);
  expect(paths({ lines: [line(0, off(500))], adjustments: [] }, '10')).toEqual(['lines.0.adjustments']);
});

test('what is off the whole is added to what is off the lines, and the place in the draft is said', () => {
  const whole = (entered: number) => ({ ...off(entered), entered });
  expect(paths({ lines: [line(5000, off(300)), line(5000, off(300))], adjustments: [whole(400)] }, '10')).toEqual([]);
  expect(paths({ lines: [line(5000, off(300)), line(5000, off(300))], adjustments: [whole(500)] }, '10')).toEqual(['adjustments']);
  expect(paths({ lines: [line(5000), line(5000, off(900))], adjustments: [] }, '10', [0, 3])).toEqual(['lines.3.adjustments']);
});

test('a price below the list is a discount: alone, together with others, and with nothing asked at all', () => {
  const listed = (gross: number, list: number | null, ...adjustments: ReturnType<typeof off>[]) => ({ gross, adjustments, listed: list });
  const of = (...lines: ReturnType<typeof listed>[]) => paths({ lines, adjustments: [] }, '10');
  expect(of(listed(9000, 10_000))).toEqual([]);
  expect(of(listed(5000, 10_000))).toEqual(['lines.0.unitPrice']);
  expect(of(listed(0, 10_000))).toEqual(['lines.0.unitPrice']);
  expect(of(listed(9500, 10_000, off(500)))).toEqual([]);
  expect(of(listed(9500, 10_000, off(600)))).toEqual(['lines.0.unitPrice']);
  expect(of(listed(12_000, 10_000, off(1200)))).toEqual([]);
  expect(of(listed(12_000, 10_000, off(1300)))).toEqual(['lines.0.adjustments']);
  expect(of(listed(5000, null))).toEqual([]);
  const whole = { ...off(500), entered: 500 };
  expect(paths({ lines: [listed(9500, 10_000)], adjustments: [whole] }, '10')).toEqual([]);
  expect(paths({ lines: [listed(9400, 10_000)], adjustments: [whole] }, '10')).toEqual(['adjustments']);
});

test('a line that takes back is off what the document sells, however it is worded', () => {
  expect(paths({ lines: [line(10_000), line(-1000)], adjustments: [] }, '10')).toEqual([]);
  expect(paths({ lines: [line(10_000), line(-1002)], adjustments: [] }, '10')).toEqual(['lines.1.quantity']);
  expect(paths({ lines: [line(10_000, off(600)), line(-500)], adjustments: [] }, '10')).toEqual(['lines.1.quantity']);
  expect(paths({ lines: [line(-500)], adjustments: [] }, '10')).toEqual(['lines.0.quantity']);
});
