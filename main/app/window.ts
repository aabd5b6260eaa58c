// The one window of the app. Locking destroys it and makes a fresh one, so that no page keeps what it had read (SECURITY a.4).
import { join } from 'node:path';
import { BrowserWindow, type Session, nativeTheme, screen } from 'electron';
import { isOwnUrl } from './guards.ts';
import { APP_PAGE } from './origin.ts';
import { WEB_PREFERENCES } from './webPreferences.ts';

export interface WindowPlace {
  bounds?: Electron.Rectangle;
  maximized?: boolean;
}
const SMALLEST = { width: 1024, height: 640 };

/** Opens the window on the app's page. It is shown once the page has painted. */
export function createWindow(session: Session, packaged: boolean, place: WindowPlace): BrowserWindow {
  const area = screen.getPrimaryDisplay().workAreaSize;
  const window = new BrowserWindow({
    width: Math.min(1280, area.width),
    height: Math.min(840, area.height),
    ...place.bounds,
    minWidth: Math.min(SMALLEST.width, area.width),
    minHeight: Math.min(SMALLEST.height, area.height),
    show: false,
    title: 'Billfold',
    // the desk colour of each theme, so that no white flash comes before the first paint
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#121614' : '#f3f3ef',
    webPreferences: { ...WEB_PREFERENCES, devTools: !packaged, session, preload: join(import.meta.dirname, '../preload/index.cjs') },
  });
  // Login, set-up and kit are kept out of screen shares where the system can do that (H65); no control to rely on. Opened books lift it.
  window.setContentProtection(true);
  window.once('ready-to-show', () => {
    if (place.maximized) window.maximize();
    window.show();
  });
  zoomByKeys(window);
  // Chromium asks nobody before it shows about:blank; a page that went there is brought home, or the person would face an empty window.
  window.webContents.on('did-navigate', (_event, url) => {
    if (!isOwnUrl(url)) void window.loadURL(APP_PAGE);
  });
  void window.loadURL(APP_PAGE);
  return window;
}

/** Where the window stands, to put its successor in the same place. */
export function placeOf(window: BrowserWindow): WindowPlace {
  return { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
}

/** 100 % to 200 % with Ctrl/Cmd and + - 0; there is no menu to do it. */
function zoomByKeys(window: BrowserWindow): void {
  window.webContents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown' || !(input.control || input.meta) || input.alt) return;
    const now = window.webContents.getZoomFactor();
    const next = { '+': now + 0.1, '=': now + 0.1, '-': now - 0.1, '0': 1 }[input.key];
    if (next === undefined) return;
    event.preventDefault();
    window.webContents.setZoomFactor(Math.min(2, Math.max(1, next)));
  });
}
