import { describe, expect, test } from 'vitest';
import { normalisePin, pinProblem } from '../../../domain/pin.ts';

describe('PIN policy (SECURITY a.2)', () => {
  test('digits of any script give the same PIN (SECURITY e 11)', () => {
    expect(['١٩٣٧٥٢', '１９３７５２', '१९३७५२', '𝟏𝟗𝟑𝟕𝟓𝟐'].map(normalisePin)).toEqual(Array(4).fill('193752'));
    expect(normalisePin('ﬁ Ångström')).toBe('fi Ångström');
  });

  test.each([
    ['', 'SHORT'],
    ['19375', 'SHORT'],
    ['abcdefg', 'SHORT'],
    ['1937528406173', 'LONG'],
    ['x1'.repeat(65), 'LONG'],
    ['111111', 'REPEAT'],
    ['١١١١١١', 'REPEAT'],
    ['121212', 'REPEAT'],
    ['123123', 'REPEAT'],
    ['11111112', 'REPEAT'],
    ['aaaaaaaa', 'REPEAT'],
    ['abababab', 'REPEAT'],
    ['123456', 'RUN'],
    ['987654', 'RUN'],
    ['890123', 'RUN'],
    ['135791', 'RUN'],
    ['246802', 'RUN'],
    ['112233', 'RUN'],
    ['123321', 'RUN'],
    ['12345678', 'RUN'],
    ['abcdefgh', 'RUN'],
    ['199012', 'YEAR'],
    ['121990', 'YEAR'],
    ['31121990', 'YEAR'],
    ['19901231', 'YEAR'],
    ['19902020', 'YEAR'],
    ['199019', 'YEAR'],
    ['147258', 'KEYPAD'],
    ['852741', 'KEYPAD'],
    ['159753', 'KEYPAD'],
    ['258014', 'KEYPAD'],
    ['qwertyui', 'KEYPAD'],
    ['poiuytrewq', 'KEYPAD'],
    ['1q2w3e4r', 'KEYPAD'],
    ['102030', 'YEAR'],
    ['010203', 'COMMON'],
    ['696969', 'REPEAT'],
    ['520131', 'COMMON'],
    ['Password', 'COMMON'],
    ['pa55w0rd', 'COMMON'],
    ['pass word', 'COMMON'],
    ['I love you', 'COMMON'],
  ])('%j is refused: %s', (pin, problem) => {
    expect(pinProblem(pin)).toBe(problem);
  });

  test.each([
    '193752',
    '408316',
    '9072644',
    '594027183605',
    'teal bicycle 42',
    'Grüße an Oma',
    '合言葉は山と川です',
    'correct horse',
    '20 elks ran by',
  ])('%j is accepted', (pin) => {
    expect(pinProblem(pin)).toBeNull();
  });

  test('the rules leave nearly all PINs to choose from', () => {
    let refused = 0;
    for (let n = 0; n < 1_000_000; n += 7) if (pinProblem(String(n).padStart(6, '0'))) refused += 1;
    expect(refused / (1_000_000 / 7)).toBeLessThan(0.025);
  });
});
