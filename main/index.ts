// Where the program begins: harden, find the folder, open the window, and only then read the rest of main (run.ts), while the window's own process starts up beside it.
import { app, ipcMain, nativeTheme, session as sessions } from 'electron';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CALL_CHANNEL } from '../contract/names.ts';
import { listAssets } from './app/assets.ts';
import { guardContents, guardSession } from './app/guards.ts';
import { setMenu } from './app/menu.ts';
import { emptyCrashDumps, isWritable, pathsIn, preparePaths } from './app/paths.ts';
import { pageServed, registerScheme, serveApp } from './app/protocol.ts';
import { OWN_SWITCHES, forbiddenSwitch } from './app/switches.ts';
import { THEMES, readPreference } from './app/preference.ts';
import { userDataFolder } from './app/userData.ts';
import { createWindow } from './app/window.ts';
import type { Running } from './run.ts';

// Nothing this process writes may be read by another user (SECURITY a.5).
process.umask(0o077);
if (app.isPackaged && forbiddenSwitch(process.argv.slice(1))) process.exit(1);
// Always, but for a developer or a test running as root, where Chromium cannot sandbox at all; a packaged app refuses that switch above (H13, H16).
if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
for (const [name, value] of OWN_SWITCHES) app.commandLine.appendSwitch(name, value);
registerScheme();

// A folder of one's own can be asked for in development and tests only.
const wanted = app.isPackaged ? undefined : process.env['BILLFOLD_USER_DATA'];
app.setPath('userData', wanted ?? userDataFolder(process.platform, process.env, homedir()));
// What Chromium keeps for its default session, which no page of ours uses, stays in a corner of its own.
app.setPath('sessionData', join(app.getPath('userData'), 'chromium'));

// On a disk that cannot be written there is no lock to be had; books that are only read need none.
if (app.requestSingleInstanceLock() || !isWritable(app.getPath('userData'))) void app.whenReady().then(start).catch(giveUp);
else app.exit(0); // the first copy focuses its window

/** Nothing may end without a word. */
async function giveUp(error: unknown): Promise<void> {
  await (await import('./app/giveUp.ts')).giveUp(error);
}

/** The page has asked for its files long before; where it has not, the rest of main comes all the same. */
const PAGE_MS = 500;

/** What run.ts is made of, in pieces: between two of them the window may be shown. */
const PIECES = [() => import('../contract/index.ts'), () => import('./vault/vault.ts'), () => import('./ipc/handlers.ts')] as const;

async function start(): Promise<void> {
  const paths = pathsIn(app.getPath('userData'));
  preparePaths(paths);
  // Asking for the folder makes it; on a disk that cannot be written there is neither folder nor dump.
  if (isWritable(paths.userData)) emptyCrashDumps(app.getPath('crashDumps'));
  nativeTheme.themeSource = readPreference(paths.userData, 'theme', THEMES, 'system');
  setMenu(process.platform);

  const web = sessions.fromPartition('billfold', { cache: false }); // no 'persist:': nothing a page does reaches the disk (H62)
  guardSession(web);
  serveApp(web, listAssets(join(import.meta.dirname, '../renderer')));
  const served = pageServed(web);

  let ready: (running: Running) => void = () => undefined;
  const rest = new Promise<Running>((resolve) => {
    ready = resolve;
  });
  app.on('web-contents-created', (_event, contents) => guardContents(contents, app.isPackaged, () => void rest.then(({ devtoolsOpened }) => devtoolsOpened())));
  // The one door from the page into main (H30). It is there before the page can knock; the answers come once the rest is.
  ipcMain.handle(CALL_CHANNEL, async (event, method: unknown, input: unknown) => (await rest).answer(event, method, input));
  const window = createWindow(web, app.isPackaged, {});
  void globalThis.Response; // the runtime reads what it is made of at the first use: now, and not when the page waits for it
  await Promise.race([served, wait(PAGE_MS)]);
  for (const read of PIECES) {
    await read();
    await nextTurn();
  }
  const { run } = await import('./run.ts');
  if (window.isDestroyed()) app.quit(); // closed before it had anything to show
  else ready(run(paths, web, window));
}
