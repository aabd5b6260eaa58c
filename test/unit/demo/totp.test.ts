// The phone of the demo and the tests: codes as RFC 6238 gives them.
import { describe, expect, it } from 'vitest';
import { base32, codeOfStep, phone, stepAt } from '../../../tools/demo/totp.ts';

/** The secret of RFC 6238 appendix B, '12345678901234567890' in base32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('the phone', () => {
  it('shows the codes of the test vectors of RFC 6238', () => {
    const at = (seconds: number) => codeOfStep(SECRET, stepAt(seconds * 1000));
    expect([59, 1111111109, 1111111111, 1234567890, 2000000000, 20000000000].map(at)).toEqual(['287082', '081804', '050471', '005924', '279037', '353130']);
  });

  it('reads the secret however it is written on the screen', () => {
    expect(base32('gezd gnbv-GY3TQOJQ').toString()).toBe('1234567890');
    expect(() => base32('1')).toThrow('not base32');
  });

  it('never shows the same code twice in a row', async () => {
    const mine = phone(SECRET);
    const codes = [await mine.nextCode(), await mine.nextCode()];
    expect(new Set(codes).size).toBe(2);
  });
});
