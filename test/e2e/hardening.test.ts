// The hardening list of the window, tried from inside the real page and the real main process (SECURITY b, the lines marked E). Needs no books.
import type { Page } from '@playwright/test';
import { METHOD_NAMES } from '../../contract/names.ts';
import { WEB_PREFERENCES } from '../../main/app/webPreferences.ts';
import type { Desk } from '../../tools/demo/desk.ts';
import { expect, test } from '../fixtures/app.ts';

const HOME = 'app://billfold/index.html';
const windows = (desk: Desk) => desk.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);
const settle = (page: Page) => page.waitForTimeout(300);

test('H01 the window has exactly the preferences of the one frozen constant', async ({ empty }) => {
  const { live, spelling } = await empty.electron.evaluate(({ BrowserWindow }) => {
    const contents: Electron.WebContents & { getLastWebPreferences?(): Record<string, unknown> } = BrowserWindow.getAllWindows()[0]!.webContents;
    return { live: contents.getLastWebPreferences?.() ?? {}, spelling: contents.session.isSpellCheckerEnabled() };
  });
  // Electron leaves out a few that are off.
  for (const [name, wanted] of Object.entries(WEB_PREFERENCES)) expect(live[name] ?? false, name).toBe(wanted);
  expect(live['sandbox'] === true && live['contextIsolation'] === true && live['webSecurity'] === true).toBe(true);
  expect(spelling).toBe(false);
});

test('H03 the page finds nothing of Node, and only the methods of the contract', async ({ empty }) => {
  const page = await empty.window();
  const node = ['require', 'process', 'Buffer', 'module', 'global', '__dirname', 'ipcRenderer', 'electron'];
  expect(await page.evaluate((names) => names.filter((name) => name in window), node)).toEqual([]);
  const wall = await page.evaluate(() =>
    Object.entries(window.billfold).flatMap(([area, verbs]) => (typeof verbs === 'function' ? [area] : Object.keys(verbs).map((verb) => `${area}.${verb}`))),
  );
  expect(wall.sort()).toEqual([...METHOD_NAMES, 'onEvent'].sort());
});

test('H04 the page cannot change, replace or extend what it was given', async ({ empty }) => {
  const page = await empty.window();
  const changed = await page.evaluate(() => {
    const tries: Record<string, () => unknown> = {
      replace: () => Reflect.set(window, 'billfold', {}),
      remove: () => Reflect.deleteProperty(window, 'billfold'),
      redefine: () => Reflect.defineProperty(window, 'billfold', { value: {} }),
      add: () => Reflect.set(window.billfold, 'evil', () => 1),
      addVerb: () => Reflect.set(window.billfold.system, 'evil', () => 1),
      redefineVerb: () => Reflect.defineProperty(window.billfold.system, 'info', { value: () => 1 }),
    };
    const before = window.billfold;
    const said = Object.entries(tries).flatMap(([name, act]) => (act() === true ? [name] : []));
    return { said, same: window.billfold === before && !('evil' in window.billfold) && !('evil' in window.billfold.system) };
  });
  expect(changed).toEqual({ said: [], same: true });
});

test('H04 what is not plain data, too large or too much is refused, and pollutes nothing', async ({ empty }) => {
  const page = await empty.window();
  const answers = await page.evaluate(async () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const inputs: Record<string, unknown> = {
      function: { theme: () => 'dark' }, bare: () => 1, node: document.body, proxy: new Proxy({}, { get: () => 'dark' }), symbol: { theme: Symbol('x') }, bigint: { theme: 1n }, cycle,
      large: { theme: 'x'.repeat(1_200_000) }, extra: { theme: 'dark', evil: 1 }, list: ['dark'], text: 'dark', number: Number.NaN, polluting: JSON.parse('{"theme":"dark","__proto__":{"x":1},"constructor":1}'),
    };
    const call: unknown = window.billfold.system.setTheme;
    const out: Record<string, unknown> = {};
    for (const [name, input] of Object.entries(inputs)) {
      out[name] = await Promise.resolve().then(() => (call as (given: unknown) => Promise<{ ok: boolean }>)(input)).then((answer) => answer.ok, () => 'rejected');
    }
    return { ...out, polluted: 'x' in {} };
  });
  expect(Object.entries(answers).filter(([, ok]) => ok === true)).toEqual([]);
});

test('H06 no second window opens, whatever is clicked or submitted', async ({ empty }) => {
  const page = await empty.window();
  const before = await windows(empty);
  const opened = await page.evaluate(() => [window.open('https://example.invalid/'), window.open('about:blank'), window.open('app://billfold/index.html')].map((one) => one === null));
  expect(opened).toEqual([true, true, true]);
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'https://example.invalid/', target: '_blank', textContent: 'out', id: 'out' });
    const form = Object.assign(document.createElement('form'), { action: 'https://example.invalid/', target: '_blank' });
    document.body.prepend(link, form);
    form.submit();
  });
  for (const how of [{}, { button: 'middle' }, { modifiers: ['Shift'] }, { modifiers: ['Control'] }] as const) await page.locator('#out').click({ force: true, ...how, modifiers: 'modifiers' in how ? [...how.modifiers] : [] });
  await settle(page);
  expect(await windows(empty)).toBe(before);
  expect(page.url()).toBe(HOME);
});

test('H07 H22 the window goes nowhere: no other origin, file, data, blob or browser page is ever shown', async ({ empty }) => {
  const page = await empty.window();
  const places = [
    'https://example.invalid/', 'http://127.0.0.1:1/', 'http://example.invalid/?next=app://billfold', 'https://example.invalid/?next=localhost:5173', 'https://app:billfold@example.invalid/',
    'file:///etc/passwd', 'file://localhost/etc/hosts', 'ftp://example.invalid/', 'ws://example.invalid/', 'data:text/html,<h1>x</h1>', 'view-source:app://billfold/index.html', 'chrome://version/',
    'filesystem:app://billfold/temporary/x', 'app://evil/index.html', 'app://billfold.example.invalid/', 'javascript:document.title="owned"', 'devtools://devtools/bundled/inspector.html',
  ];
  for (const place of places) {
    await page.evaluate((to) => {
      try {
        location.assign(to);
      } catch {
        // refused by the engine itself: as good
      }
    }, place);
    await page.waitForTimeout(60);
    expect(page.url(), place).toBe(HOME);
    expect(await page.evaluate(() => document.querySelector('h1') !== null), place).toBe(true);
  }
  await page.evaluate(() => location.assign(URL.createObjectURL(new Blob(['<h1>x</h1>'], { type: 'text/html' }))));
  await settle(page);
  expect(page.url()).toBe(HOME);
  expect(await page.evaluate(() => document.querySelector('h1') !== null && document.title !== 'owned')).toBe(true);
});

test('H07 a page that blanks itself has no wall there and is brought back', async ({ empty }) => {
  const page = await empty.window();
  await page.evaluate(() => {
    Reflect.set(window, 'before', true);
    location.assign('about:blank');
  });
  await expect.poll(() => page.evaluate(() => location.href === 'app://billfold/index.html' && !('before' in window)).catch(() => false)).toBe(true);
  await expect(page.locator('h1').first()).toBeVisible();
});

test('H08 H31 frames and webviews stay empty and have no wall of their own', async ({ empty }) => {
  const page = await empty.window();
  const seen = await page.evaluate(async () => {
    const inside = async (src: string) => {
      const frame = document.createElement('iframe');
      if (src !== '') frame.src = src;
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 200));
      try {
        return frame.contentWindow !== null && 'billfold' in frame.contentWindow;
      } catch {
        return false; // another origin: closed to us, and we to it
      }
    };
    const all = await Promise.all(['', 'about:blank', 'https://example.invalid/', 'app://billfold/index.html', 'data:text/html,<script>parent.owned=1</script>', 'javascript:parent.owned=1'].map(inside));
    document.body.append(Object.assign(document.createElement('webview'), { src: 'https://example.invalid/' }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { all, owned: 'owned' in window };
  });
  expect(seen).toEqual({ all: [false, false, false, false, false, false], owned: false });
  const shown = page.frames().map((frame) => frame.url()).filter((url) => !['', 'about:blank', ':'].includes(url) && !url.startsWith('chrome-error:'));
  expect(shown).toEqual([HOME]);
  expect(await empty.electron.evaluate(({ webContents }) => webContents.getAllWebContents().filter((one) => one.getType() === 'webview').length)).toBe(0);
});

test('H10 no device, place, notification or clipboard is granted', async ({ empty }) => {
  const page = await empty.window();
  const answers = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi', 'persistent-storage'];
    const state = (name: string) => navigator.permissions.query({ name: name as PermissionName }).then((one) => one.state, () => 'unknown');
    const has: Record<string, { [verb: string]: ((options?: object) => Promise<unknown>) | undefined } | undefined> = Object.fromEntries(
      ['mediaDevices', 'clipboard', 'usb', 'serial', 'hid', 'bluetooth'].map((name) => [name, Reflect.get(navigator, name)]),
    );
    const ask = (part: string, verb: string, options: object) =>
      Promise.resolve().then(() => has[part]?.[verb]?.(options)).then((value) => (value === undefined || (Array.isArray(value) && value.length === 0) ? 'nothing' : 'granted'), () => 'refused');
    return {
      states: await Promise.all(names.map(state)),
      notification: await Notification.requestPermission(),
      asked: await Promise.all([
        ask('mediaDevices', 'getUserMedia', { audio: true, video: true }), ask('mediaDevices', 'getDisplayMedia', { video: true }), ask('clipboard', 'readText', {}),
        ask('usb', 'requestDevice', { filters: [] }), ask('serial', 'requestPort', {}), ask('hid', 'requestDevice', { filters: [] }), ask('bluetooth', 'requestDevice', { acceptAllDevices: true }),
        new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), () => resolve('refused'), { timeout: 2000 })),
      ]),
    };
  });
  expect(answers.states.filter((state) => state === 'granted' || state === 'prompt')).toEqual([]);
  expect(answers.notification).toBe('denied');
  expect(answers.asked.filter((answer) => answer === 'granted')).toEqual([]);
});

test('H17 a file that is dropped on the window is not taken', async ({ empty }) => {
  const page = await empty.window();
  const prevented = await page.evaluate(() =>
    (['dragover', 'drop'] as const).map((type) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['<h1>x</h1>'], 'x.html', { type: 'text/html' }));
      const event = new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true });
      document.querySelector('h1')?.dispatchEvent(event);
      return event.defaultPrevented;
    }),
  );
  expect(prevented).toEqual([true, true]);
  expect(page.url()).toBe(HOME);
});

test('H23 no inline, evaluated or foreign code runs, and every try is reported as a violation', async ({ empty }) => {
  const page = await empty.window();
  const seen = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
    const ran: string[] = [];
    Reflect.set(window, 'ran', (name: string) => ran.push(name));
    const refused: string[] = [];
    const attempt = (name: string, act: () => unknown) => {
      try {
        act();
      } catch {
        refused.push(name);
      }
    };
    const add = (tag: string, about: object) => attempt(`add ${tag}`, () => document.body.append(Object.assign(document.createElement(tag), about)));
    // Code that a debugger evaluates may itself use eval: what is tried has to start from a task of the page.
    await new Promise((resolve) => setTimeout(resolve, 0));
    attempt('eval', () => (0, eval)('ran("eval")'));
    attempt('Function', () => new Function('ran("Function")')());
    attempt('timeout', () => setTimeout('ran("timeout")', 0));
    attempt('innerHTML', () => Object.assign(document.createElement('div'), { innerHTML: '<img src=x onerror=ran("innerHTML")>' }));
    attempt('write', () => document.write('<script>ran("write")</script>'));
    attempt('inline', () => document.body.append(Object.assign(document.createElement('script'), { textContent: 'ran("inline")' })));
    attempt('src', () => document.body.append(Object.assign(document.createElement('script'), { src: 'data:text/javascript,ran("src")' })));
    attempt('onclick', () => {
      const button = document.createElement('button');
      button.setAttribute('onclick', 'ran("onclick")');
      button.click();
    });
    attempt('href', () => {
      const link = Object.assign(document.createElement('a'), { href: 'javascript:ran("href")' });
      document.body.append(link);
      link.click();
    });
    add('style', { textContent: 'body { --evil: 1 }' });
    add('object', { data: 'https://example.invalid/x' });
    add('base', { href: 'https://example.invalid/' });
    add('img', { src: 'https://example.invalid/x.png' });
    add('form', { action: 'https://example.invalid/' });
    attempt('submit', () => document.querySelector<HTMLFormElement>('body > form')?.submit());
    attempt('worker', () => new Worker('/worker.js'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { ran, refused, violations: [...new Set(violations)], evil: getComputedStyle(document.body).getPropertyValue('--evil'), base: document.baseURI };
  });
  expect(seen.ran).toEqual([]);
  expect(seen.refused).toEqual(expect.arrayContaining(['eval', 'Function', 'innerHTML', 'write']));
  expect([seen.evil, seen.base]).toEqual(['', HOME]);
  expect(seen.violations).toEqual(expect.arrayContaining(['script-src-elem', 'style-src-elem', 'require-trusted-types-for', 'base-uri', 'img-src', 'form-action']));
});

test('H23 H24 the policy comes as a header and has no unsafe word in it', async ({ empty }) => {
  const headers = await empty.electron.evaluate(async ({ BrowserWindow }) => {
    const answer = await BrowserWindow.getAllWindows()[0]!.webContents.session.fetch('app://billfold/index.html');
    return Object.fromEntries(answer.headers);
  });
  const policy = headers['content-security-policy'] ?? '';
  for (const part of ["default-src 'none'", "script-src 'self'", "connect-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"]) expect(policy).toContain(part);
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cross-origin-opener-policy': 'same-origin', 'referrer-policy': 'no-referrer' });
});

test('H30 there is one handler and no listener behind the wall', async ({ empty }) => {
  const doors = await empty.electron.evaluate(({ ipcMain, BrowserWindow }) => {
    const { ipc } = BrowserWindow.getAllWindows()[0]!.webContents;
    const handlers = [ipcMain, ipc].map((one) => [...(Reflect.get(one, '_invokeHandlers') as Map<string, unknown>).keys()]);
    return { handlers, listeners: [...ipcMain.eventNames(), ...ipc.eventNames()].filter((name) => name !== 'error') };
  });
  expect(doors).toEqual({ handlers: [['billfold'], []], listeners: [] });
});

test('H36 nothing about the books is answered before login', async ({ empty }) => {
  const page = await empty.window();
  const answers = await page.evaluate(async () => {
    const { billfold } = window;
    const asked = [billfold.customers.list({ q: '', after: null, limit: 1, archived: false }), billfold.business.get(), billfold.home.summary({ today: '2026-01-01' }), billfold.security.status(), billfold.imports.list()];
    return (await Promise.all(asked)).map((one) => (one.ok ? 'ok' : one.error.code));
  });
  expect(answers).toEqual(['LOCKED', 'LOCKED', 'LOCKED', 'LOCKED', 'LOCKED']);
});

test('H40 a page that calls too often is slowed down, and alive afterwards', async ({ empty }) => {
  const page = await empty.window();
  const codes = await page.evaluate(async () => {
    const answers = await Promise.all(Array.from({ length: 2000 }, () => window.billfold.system.info()));
    return answers.map((one) => (one.ok ? 'ok' : one.error.code));
  });
  expect([...new Set(codes)].sort()).toEqual(['RATE_LIMITED', 'ok']);
  expect(codes.filter((code) => code === 'ok').length).toBeLessThan(400);
  await expect.poll(() => page.evaluate(async () => (await window.billfold.system.info()).ok)).toBe(true);
});

test('H62 the page leaves nothing on the disk', async ({ empty }) => {
  const kept = await empty.electron.evaluate(({ BrowserWindow }) => {
    const { session } = BrowserWindow.getAllWindows()[0]!.webContents;
    return { persistent: session.isPersistent(), path: session.storagePath };
  });
  expect(kept).toEqual({ persistent: false, path: null });
});
