// The router lets through only known methods, admitted people, and inputs and outputs that fit; it answers codes and never texts.
import { describe, expect, it, vi } from 'vitest';
import { METHODS, type MethodName } from '../../../contract/index.ts';
import { METHOD_NAMES } from '../../../contract/names.ts';
import { AppError } from '../../../contract/errors.ts';
import { can } from '../../../domain/roles.ts';
import { type Handlers, type RouterDeps, router } from '../../../main/ipc/router.ts';
import { writeGate } from '../../../main/ipc/writeGate.ts';

function setUp(over: Partial<RouterDeps<string>> = {}, handler: (name: string, input: unknown) => unknown = () => ({})) {
  const called: string[] = [];
  const handlers = Object.fromEntries(
    METHOD_NAMES.map((name) => [
      name,
      (input: unknown) => {
        called.push(name);
        return handler(name, input);
      },
    ]),
  ) as unknown as Handlers;
  const deps: RouterDeps<string> = {
    handlers,
    isOwnPage: (event) => event === 'own',
    rights: () => ({ can: (permission) => can('owner', permission), steppedUp: () => true }),
    secondPerson: () => undefined,
    gate: writeGate(),
    bucket: { take: () => true },
    translate: (error) => error,
    failure: () => 'incident-1',
    refused: () => undefined,
    cardNumber: () => undefined,
    ...over,
  };
  return { call: router(deps), called };
}
/** What SECURITY H38 lists, as far as it is a method of its own (bank details are a part of business.save and asked for there). */
const WANT_STEP_UP = ['exports.business', 'closing.close', 'closing.reopen', 'approvals.approve', 'approvals.saveSettings', 'security.rotate'] as const satisfies readonly MethodName[];
const codeOf = async (answer: Promise<{ ok: boolean; error?: { code: string } }>): Promise<string | undefined> => (await answer).error?.code;

describe('router', () => {
  it('has exactly the methods the preload may name', () => {
    expect([...METHOD_NAMES].sort()).toEqual(Object.keys(METHODS).sort());
  });

  it('refuses any page that is not ours, and notes it', async () => {
    const refused = vi.fn<(method: string) => void>();
    const { call, called } = setUp({ refused });
    expect(await codeOf(call('frame', 'home.summary', { today: '2026-11-22' }))).toBe('FORBIDDEN');
    expect(refused).toHaveBeenCalledWith('home.summary');
    expect(called).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'customers', 'customers.', '', 'CUSTOMERS.LIST'])('knows no method "%s"', async (name) => {
    expect(await codeOf(setUp().call('own', name, {}))).toBe('NO_SUCH_METHOD');
  });
  it.each([Symbol('x'), 7, null, undefined, {}, ['home.summary']])('knows no method that is not a name (%#)', async (name) => {
    expect(await codeOf(setUp().call('own', name, {}))).toBe('NO_SUCH_METHOD');
  });

  it('answers LOCKED for every session method while nobody is in, and runs none', async () => {
    const { call, called } = setUp({ rights: () => null });
    for (const name of METHOD_NAMES) {
      if (METHODS[name].access === 'session') expect(await codeOf(call('own', name, {})), name).toBe('LOCKED');
    }
    expect(called).toEqual([]);
  });

  it('answers FORBIDDEN for every method whose permission the person lacks, and runs none', async () => {
    const { call, called } = setUp({ rights: () => ({ can: () => false, steppedUp: () => true }) });
    for (const name of METHOD_NAMES) {
      if (METHODS[name].permission !== null) expect(await codeOf(call('own', name, {})), name).toBe('FORBIDDEN');
    }
    expect(called).toEqual([]);
  });

  it('H38 answers STEP_UP for every method that wants PIN and code again, to whoever has not given them, and runs none', async () => {
    const { call, called } = setUp({ rights: () => ({ can: () => true, steppedUp: () => false }) });
    for (const name of METHOD_NAMES) {
      const { access, stepUp } = METHODS[name];
      if (access === 'session') expect((await codeOf(call('own', name, {}))) === 'STEP_UP', name).toBe(stepUp === true);
    }
    expect(called.filter((name) => METHODS[name as MethodName].stepUp)).toEqual([]);
  });

  it('H38 tells nobody that a step-up would help whose role does not allow the act at all', async () => {
    const { call } = setUp({ rights: () => ({ can: () => false, steppedUp: () => false }) });
    for (const name of METHOD_NAMES) if (METHODS[name].stepUp) expect(await codeOf(call('own', name, {})), name).toBe('FORBIDDEN');
  });

  it.each(WANT_STEP_UP)('H38 wants PIN and code again for %s', (name) => {
    expect(METHODS[name].stepUp).toBe(true);
    expect(METHODS[name].access).toBe('session');
  });

  it('refuses login and set-up methods while somebody is in', async () => {
    const { call } = setUp();
    for (const name of METHOD_NAMES) {
      if (METHODS[name].access === 'closed') expect(await codeOf(call('own', name, {})), name).toBe('FORBIDDEN');
    }
  });

  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  it.each<[string, unknown]>([
    ['an extra property', { id: '0190a0a0-0000-7000-8000-000000000000', sql: '1' }],
    ['a cyclic object', cyclic],
    ['a BigInt', { id: 1n }],
    ['NaN', { id: Number.NaN }],
    ['a prototype-polluting object', JSON.parse('{"__proto__":{"admin":true},"id":"x"}')],
    ['a list', []],
    ['a string', 'x'],
  ])('refuses %s as input', async (_what, input) => {
    const { call, called } = setUp();
    expect(await codeOf(call('own', 'customers.get', input))).toBe('INVALID_INPUT');
    expect(called).toEqual([]);
  });

  it('refuses an input over 256 KiB before looking at it', async () => {
    expect(await codeOf(setUp().call('own', 'customers.get', { id: 'x'.repeat(300_000) }))).toBe('TOO_LARGE');
  });

  it('names the field and the rule that an input breaks', async () => {
    const answer = await setUp().call('own', 'customers.suggest', { q: 'a\u0000b\ud800' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', fields: [{ path: 'q' }] } });
  });

  it('slows a caller down that has used up its calls', async () => {
    const answer = await setUp({ bucket: { take: () => false } }).call('own', 'system.info', {});
    expect(answer).toEqual({ ok: false, error: { code: 'RATE_LIMITED', retryAfter: 1 } });
  });

  it('makes writes wait while an import holds the lock, and refuses them when the books were locked meanwhile', async () => {
    const gate = writeGate();
    let open = true;
    const { call, called } = setUp({ gate, rights: () => (open ? { can: () => true, steppedUp: () => true } : null) });
    let finish = (): void => undefined;
    const held = gate.hold(() => new Promise<void>((resolve) => { finish = resolve; }));
    const write = call('own', 'drafts.discard', { id: '0190a0a0-0000-7000-8000-000000000000' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(called).toEqual([]);
    open = false;
    finish();
    await held;
    expect(await codeOf(write)).toBe('LOCKED');
    expect(called).toEqual([]);
  });

  it('never lets a text, path, stack or SQL of an unknown error across', async () => {
    const secret = 'SELECT * FROM user /home/maeve/vault x\'ff\'';
    for (const thrown of [new Error(secret), new TypeError(secret), secret, { message: secret }, null]) {
      const { call } = setUp({}, () => {
        throw thrown;
      });
      const answer = await call('own', 'system.info', {});
      expect(answer).toEqual({ ok: false, error: { code: 'INTERNAL', params: { incident: 'incident-1' } } });
    }
  });

  it('hands an AppError on with its code and fields', async () => {
    const { call } = setUp({}, () => {
      throw new AppError('CONFLICT', { fields: [{ path: 'name', code: 'TAKEN' }], retryAfter: 3 });
    });
    expect(await call('own', 'system.quit', {})).toEqual({ ok: false, error: { code: 'CONFLICT', fields: [{ path: 'name', code: 'TAKEN' }], retryAfter: 3 } });
  });

  it('refuses an output with a column that is not in the schema', async () => {
    const { call } = setUp({}, () => ({ totp_secret: 'CANARY' }));
    const answer = await call('own', 'system.quit', {});
    expect(JSON.stringify(answer)).not.toContain('CANARY');
    expect(answer).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
  });

  it('has a permission for every method that needs a session, or says why not', () => {
    const free = ['session.lock'];
    for (const name of METHOD_NAMES as readonly MethodName[]) {
      const { access, permission } = METHODS[name];
      if (access === 'session' && !free.includes(name)) expect(permission, name).not.toBeNull();
    }
  });
});

describe('an answer of null', () => {
  it('stays null where the contract allows it (a dialog that was closed), and is refused elsewhere', async () => {
    const failure = vi.fn<() => string>(() => 'incident-1');
    const { call } = setUp({ failure }, () => null);
    expect(await call('own', 'imports.pick', { kind: 'items' })).toEqual({ ok: true, value: null });
    expect(await call('own', 'business.pickLogo', {})).toEqual({ ok: true, value: null });
    expect(failure).not.toHaveBeenCalled();
    expect(await codeOf(call('own', 'home.summary', { today: '2026-11-22' }))).toBe('INTERNAL');
  });
});
