// The real app on a copy of a made company: its vault in place, its secrets in the run's private keyring, the owner signed in through the login form.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { keytarStore } from '../../main/vault/keychain.ts';
import { totpCode } from '../../main/vault/totp.ts';
import { made, PIN } from '../data/make.ts';
import { launch, type Running } from './launch.ts';


/** Puts a company into `userData`, as a computer would hold it on which it was set up. */
export async function prepare(userData: string, invoices: number, say: (text: string) => void): Promise<{ totpSecret: Buffer }> {
  const company = await made(invoices, say);
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  cpSync(join(company.folder, 'vault'), join(userData, 'vault'), { recursive: true });
  const keyring = keytarStore();
  for (const [account, value] of Object.entries(company.keyring)) await keyring.set(account, value);
  return company;
}

/** Waits in the page until `ready` is truthy, then for the frame after the next one: what was waited for is on the screen. Answers the absolute moment. */
export function painted(ready: string): string {
  return `new Promise((resolve, reject) => {
    const late = performance.now() + 20000;
    const look = () => {
      if (${ready}) requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())));
      else if (performance.now() > late) reject(new Error('never seen: ' + ${JSON.stringify(ready)} + ' in ' + document.body.innerText.slice(0, 300)));
      else requestAnimationFrame(look);
    };
    look();
  })`;
}

export const FORM_FIELDS = "document.querySelectorAll('main form input').length >= 2";
export const HOME = "document.querySelector('main form') === null && document.querySelector('nav') !== null";
export const ROWS = "document.querySelectorAll('[role=grid] [role=row][aria-rowindex]').length > 12";

/** Types PIN and code into the form and sends it; answers when home is painted. */
export async function signIn(app: Running, totpSecret: Buffer): Promise<number> {
  await app.page(painted(FORM_FIELDS));
  const code = totpCode(totpSecret, Date.now());
  await app.page(`(() => {
    const write = (field, text) => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const [pin, code] = document.querySelectorAll('main form input');
    write(pin, ${JSON.stringify(PIN)});
    write(code, ${JSON.stringify(code)});
  })()`);
  // The form's own state follows a moment after the fields.
  await app.page(`new Promise((resolve) => requestAnimationFrame(() => { document.querySelector('main form').requestSubmit(); resolve(); }))`);
  return app.page<number>(painted(HOME));
}

/** Opens the list of invoices as a click does; answers the moment of the click and the moment the rows were on the screen. */
export async function openList(app: Running): Promise<{ clicked: number; shown: number }> {
  return app.page(`(async () => {
    const link = [...document.querySelectorAll('nav a, nav button')].find((one) => /Invoices/.test(one.textContent));
    const clicked = performance.timeOrigin + performance.now();
    link.click();
    return { clicked, shown: await ${painted(ROWS)} };
  })()`);
}

export async function open(userData: string, invoices: number, say: (text: string) => void, env: Record<string, string> = {}): Promise<Running> {
  const { totpSecret } = await prepare(userData, invoices, say);
  const app = launch({ app: 'app', userData, env });
  await app.when('ready');
  await signIn(app, totpSecret);
  return app;
}
