// The way out of the program: what it waits for, and what it does not wait for.
import { expect, it } from 'vitest';
import { type Leave, leave } from '../../../main/app/leave.ts';
import { guardKeychain } from '../../../main/vault/keychain.ts';

interface Way extends Leave {
  /** What happened, in order. */
  done: string[];
  /** Lets the call of the keychain that is under way end. */
  answer(): void;
}

/** Books that are open or not, with a call of the keychain under way since before. */
function wayOut(open: boolean): Way {
  const done: string[] = [];
  const waiting: (() => void)[] = [];
  const store = {
    get: () => new Promise<string | null>((resolve) => { waiting.push(() => { done.push('keychain answered'); resolve(null); }); }),
    set: () => Promise.resolve(),
    delete: () => Promise.resolve(true),
  };
  const keychain = guardKeychain(store, { random: (n) => Buffer.alloc(n) });
  void keychain.get('anchor');
  const house = {
    session: (open ? {} : null) as never, window: null, log: { failure: () => undefined } as never,
    backups: { leave: () => { done.push('backup'); return Promise.resolve(); }, skip: () => { done.push('skip'); return true; } } as never,
  };
  const way = leave(house, { lock: () => { done.push('locked'); return Promise.resolve(); } } as never, keychain);
  return { ...way, done, answer: () => { for (const one of waiting.splice(0)) one(); } };
}
const settled = () => new Promise((resolve) => { setImmediate(resolve); });

it.each([true, false])('the program ends only when the keychain has answered, which would abort it; books open: %s', async (open) => {
  const way = wayOut(open);
  await settled();
  expect(way.program(() => way.done.push('quit'))).toBe(true);
  await settled();
  expect(way.done).not.toContain('quit');
  way.answer();
  await settled();
  expect(way.done).toEqual([...(open ? ['backup', 'locked'] : []), 'keychain answered', 'quit']);
  expect(way.program(() => undefined)).toBe(false); // it may end now
});

it('a second wish to end only hurries the backup', async () => {
  const way = wayOut(true);
  await settled();
  way.program(() => way.done.push('quit'));
  expect(way.program(() => way.done.push('twice'))).toBe(true);
  way.answer();
  await settled();
  expect(way.done.filter((one) => ['skip', 'quit', 'twice'].includes(one))).toEqual(['skip', 'quit']);
});
