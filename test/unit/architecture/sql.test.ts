// Holds how SQL is written where it is quick.
import { expect, it } from 'vitest';
import { sources } from '../../fixtures/sources.ts';

it('a bound limit is never bare: SQLite would plan the statement anew at each call', () => {
  const bare = sources('main').flatMap(({ path, code }) => [...code.matchAll(/LIMIT (?:@\w+\b|\?)(?! \+ 0)/g)].map(([found]) => `${path}: ${found}`));
  expect(bare).toEqual([]);
});
