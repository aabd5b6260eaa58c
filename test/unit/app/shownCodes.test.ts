// The copy button beside the recovery codes works wherever they are shown, and for nobody after.
import { expect, it } from 'vitest';
import { shownCodes } from '../../../main/app/shownCodes.ts';
import type { Session } from '../../../main/vault/session.ts';

const session = (): Session => ({}) as Session;

it('the codes can be copied by the session that was shown them, and by no other', () => {
  const codes = shownCodes();
  const [mine, other] = [session(), session()];
  expect(codes.show(mine, ['A', 'B'])).toEqual({ recoveryCodes: ['A', 'B'] });
  expect(codes.of(mine)).toEqual(['A', 'B']);
  expect(() => codes.of(other)).toThrow('NOT_FOUND');
});

it('after the lock nobody can', () => {
  const codes = shownCodes();
  const mine = session();
  codes.show(mine, ['A']);
  codes.forget();
  expect(() => codes.of(mine)).toThrow('NOT_FOUND');
});
