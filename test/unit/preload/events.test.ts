// What the preload gives the page, with electron's two objects stood in for.
import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { CALL_CHANNEL, EVENT_CHANNEL, METHOD_NAMES } from '../../../contract/names.ts';

const { ipc, exposed, invoked } = vi.hoisted(() => ({ ipc: { current: null as EventEmitter | null }, exposed: new Map<string, unknown>(), invoked: [] as unknown[][] }));
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  const emitter = new Emitter();
  ipc.current = emitter;
  return {
    ipcRenderer: Object.assign(emitter, { invoke: (...call: unknown[]) => { invoked.push(call); return Promise.resolve({ ok: true, value: {} }); } }),
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
  };
});

type Wall = { onEvent: (listener: (event: unknown) => void) => () => void; invoices: Record<string, (input: unknown) => Promise<unknown>> };

async function wall(): Promise<Wall> {
  await import('../../../preload/index.ts');
  return exposed.get('billfold') as Wall;
}

test('H41 an unsubscribed listener hears nothing more, the others still do, and nothing is left behind', async () => {
  const { onEvent } = await wall();
  const heard: string[] = [];
  const stopFirst = onEvent(() => heard.push('first'));
  const stopSecond = onEvent(() => heard.push('second'));
  ipc.current?.emit(EVENT_CHANNEL, {}, { type: 'changed', what: 'invoices' });
  stopFirst();
  ipc.current?.emit(EVENT_CHANNEL, {}, { type: 'changed', what: 'invoices' });
  expect(heard).toEqual(['first', 'second', 'second']);
  stopFirst(); // twice does no harm to the other
  stopSecond();
  ipc.current?.emit(EVENT_CHANNEL, {}, { type: 'changed', what: 'invoices' });
  expect(heard).toHaveLength(3);
  expect(ipc.current?.listenerCount(EVENT_CHANNEL)).toBe(0);
});

test('H41 the page gets what main sent and never the event of electron, which has the sender on it', async () => {
  const { onEvent } = await wall();
  const got: unknown[][] = [];
  const stop = onEvent((...all: unknown[]) => got.push(all));
  ipc.current?.emit(EVENT_CHANNEL, { sender: 'ipc' }, { type: 'locking', within: 500 }, 'more');
  stop();
  expect(got).toEqual([[{ type: 'locking', within: 500 }]]);
});

test('H05 every call goes over the one channel with the name of its method, and the whole is frozen', async () => {
  const api = await wall();
  await api.invoices['get']?.({ id: 'x' });
  expect(invoked).toEqual([[CALL_CHANNEL, 'invoices.get', { id: 'x' }]]);
  expect([api, ...Object.values(api)].every((part) => typeof part === 'function' || Object.isFrozen(part))).toBe(true);
  expect(Object.entries(api).flatMap(([area, verbs]) => (typeof verbs === 'function' ? [] : Object.keys(verbs).map((verb) => `${area}.${verb}`))).sort()).toEqual([...METHOD_NAMES].sort());
});
