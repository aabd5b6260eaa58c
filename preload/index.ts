// Turns the list of method names into one frozen object on `window`. It sees names only: no schemas, no data, no rules. Sandboxed; imports electron and the names.
import { contextBridge, ipcRenderer } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL, METHOD_NAMES } from '../contract/names.ts';

type Call = (input?: unknown) => Promise<unknown>;

const areas: Record<string, Record<string, Call> | ((listener: (event: unknown) => void) => () => void)> = {};
for (const name of METHOD_NAMES) {
  const [area = '', verb = ''] = name.split('.');
  const calls = (areas[area] ??= {});
  if (typeof calls !== 'function') calls[verb] = (input) => ipcRenderer.invoke(CALL_CHANNEL, name, input);
}

/** Subscribes to main's events; answers the function that ends it. The electron event itself never reaches the page. */
areas['onEvent'] = (listener) => {
  const hear = (_event: unknown, payload: unknown): void => listener(payload);
  ipcRenderer.on(EVENT_CHANNEL, hear);
  return () => {
    ipcRenderer.removeListener(EVENT_CHANNEL, hear);
  };
};

for (const calls of Object.values(areas)) Object.freeze(calls);
contextBridge.exposeInMainWorld('billfold', Object.freeze(areas));
