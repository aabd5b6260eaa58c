import { expect, it } from 'vitest';
import { id } from '../../../contract/wire.ts';
import { idMaker } from '../../../main/app/ids.ts';

it('ids made by the hundred thousand are UUIDs, all different, and sort in the order they were made, even when the clock goes back', () => {
  let now = Date.parse('2026-11-22T20:00:00Z');
  let made = 0;
  const newId = idMaker(() => ((made += 1) === 30_000 ? (now -= 5_000) : made % 7_000 === 0 ? (now += 1) : now));
  const ids = Array.from({ length: 50_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  for (const one of [ids[0], ids[4096], ids[49_999]]) expect(id.safeParse(one).success).toBe(true);
  expect(ids[0]?.charAt(14)).toBe('7');
});
