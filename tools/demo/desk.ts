// Starts the real app and holds what a person at it has: its window, its dialogs, a place for pictures. Used by the demo and, through test/fixtures/app.ts, by the end-to-end tests.
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ElectronApplication, type Page, _electron } from '@playwright/test';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const OWN_PAGE = 'app://billfold/';
const WINDOW_MS = 45_000;
const LAUNCH_MS = 30_000;

export interface Desk {
  readonly electron: ElectronApplication;
  readonly userData: string;
  /** The app's one window as it is now; locking makes a new one. */
  window(): Promise<Page>;
  /** A click on the window's close button, and waiting for the end of the program. */
  close(): Promise<void>;
  /** Ends it in whatever state it is, and waits until it has ended; also when it had ended already. */
  end(): Promise<void>;
}

export interface DeskOptions {
  userData: string;
  env?: Record<string, string>;
  /** Inner size of the window; the app's own choice without it. */
  size?: { width: number; height: number };
}

const isRoot = process.getuid?.() === 0;
/** What comes after the program's name on the command line. */
export const APP_ARGUMENTS = [...(process.platform === 'linux' && isRoot ? ['--no-sandbox'] : []), '.'];

/** The Electron that tools/run.mjs found. */
export function electronProgram(): string {
  const program = process.env['BILLFOLD_ELECTRON'];
  if (program === undefined) throw new Error('BILLFOLD_ELECTRON is not set: start this through tools/run.mjs.');
  return program;
}

/** The environment without what would turn Electron into plain Node. */
export function appEnvironment(userData: string, more: Record<string, string> = {}): Record<string, string> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE');
  return { ...Object.fromEntries(own), BILLFOLD_USER_DATA: userData, ...more };
}

/** Opens the app on its own data folder and waits for the first page. */
export async function openDesk({ userData, env = {}, size }: DeskOptions): Promise<Desk> {
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  // null: light and dark follow the app, not a setting of Playwright's own.
  const launch = (): Promise<ElectronApplication> => _electron.launch({ executablePath: electronProgram(), args: APP_ARGUMENTS, cwd: ROOT, env: appEnvironment(userData, env), colorScheme: null, timeout: LAUNCH_MS });
  // Seldom the connection to the program's inspector never comes about, though its window stands there: then the program was ended, and starts once more.
  const electron = await launch().catch(launch);
  const said: string[] = [];
  electron.process().stderr?.on('data', (text: Buffer) => said.push(text.toString()));
  // A program that falls is only seen as “Application exited”: its own words say why. SIGKILL is ours.
  electron.process().once('exit', (code, signal) => {
    if (signal === 'SIGKILL' || code === 0) return;
    process.stderr.write(`The program ended by itself: ${signal ?? `exit code ${String(code)}`}.\n${said.join('').slice(-2000)}\n${logOf(userData)}\n`);
  });
  // Playwright's own close is over when the connection is; the program may still be writing to the keychain, which all copies of a test company share.
  const gone = new Promise<void>((resolve) => { electron.process().once('exit', () => resolve()); });
  const desk: Desk = {
    electron,
    userData,
    window: () => currentWindow(electron),
    close: async () => {
      const ended = electron.waitForEvent('close', { timeout: WINDOW_MS });
      await electron.evaluate(({ app }) => app.quit()).catch(() => undefined); // the connection may be gone before the answer
      await ended;
      await gone;
    },
    end: async () => {
      await electron.close().catch(() => undefined);
      await gone;
    },
  };
  await desk.window().catch(async (error: Error) => {
    const drawn = await Promise.all(electron.windows().map(async (one) => `${one.url()}: ${await Promise.race([one.locator('body').innerText().catch(String), pause(1000)])}`));
    electron.process().kill('SIGKILL');
    throw new Error([error.message, ...drawn, 'The program said:', said.join('').slice(-2000), logOf(userData)].join('\n'), { cause: error });
  });
  if (size !== undefined) await resize(desk, size);
  return desk;
}

/** The end of the app's own log, for finding out why something did not start. */
function logOf(userData: string): string {
  const folder = join(userData, 'logs');
  if (!existsSync(folder)) return 'There is no log.';
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8').slice(-2000)).join('\n');
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The page itself says that it has drawn something: every face of the app has exactly one main heading. Asked directly, since a refused navigation makes locators wait. */
async function isDrawn(page: Page): Promise<boolean> {
  const asked = page.evaluate(() => document.querySelector('h1')?.checkVisibility() === true).catch(() => false); // it may just be going away
  return Promise.race([asked, pause(2000).then(() => false)]);
}

async function currentWindow(electron: ElectronApplication): Promise<Page> {
  const until = Date.now() + WINDOW_MS;
  while (Date.now() < until) {
    const page = electron.windows().find((one) => !one.isClosed() && one.url().startsWith(OWN_PAGE));
    if (page !== undefined && (await isDrawn(page))) return page;
    await pause(30);
  }
  throw new Error('The window did not come up.');
}

/** The inner size of the window, as if a person had dragged its corner. */
export async function resize(desk: Desk, { width, height }: { width: number; height: number }): Promise<void> {
  await desk.electron.evaluate(
    ({ BrowserWindow }, inner) => BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith(inner.page))?.setContentSize(inner.width, inner.height),
    { width, height, page: OWN_PAGE },
  );
}

/** The next "open file" dialogs of the operating system answer with this file; null closes them without a choice. */
export async function answerOpen(desk: Desk, file: string | null): Promise<void> {
  await desk.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: path === null, filePaths: path === null ? [] : [path] });
  }, file);
}

/** The same for "save as". */
export async function answerSave(desk: Desk, file: string | null): Promise<void> {
  await desk.electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: path === null, filePath: path ?? '' });
  }, file);
}

/** Light or dark, through the app's own setting. */
export async function setTheme(page: Page, theme: 'light' | 'dark' | 'system'): Promise<void> {
  const answer = await page.evaluate((chosen) => window.billfold.system.setTheme({ theme: chosen }), theme);
  if (!answer.ok) throw new Error(`system.setTheme answered ${answer.error.code}.`);
  if (theme !== 'system') await page.waitForFunction((chosen) => document.documentElement.dataset['mantineColorScheme'] === chosen, theme);
}

/** The value of an answer of the app; anything else is the end of the demo. */
export function valueOf<T>(what: string, answer: { ok: true; value: T } | { ok: false; error: object }): T {
  if (!answer.ok) throw new Error(`${what} answered ${JSON.stringify(answer.error)}.`);
  return answer.value;
}
