// The one hidden window that pages are drawn in: hardened like every window of the app, without scripts, in a session of its own. Called by printer.ts.
import { BrowserWindow, type Session, session as sessions } from 'electron';
import { guardContents, guardSession } from '../app/guards.ts';
import { WEB_PREFERENCES } from '../app/webPreferences.ts';
import type { PrintPages } from './pages.ts';

/** Without 'persist:' it lives in memory only (H62). */
const PARTITION = 'billfold-print';

/** The preferences of the print window (H63): those of the app's window, and no JavaScript at all. */
export const PRINT_PREFERENCES = Object.freeze({ ...WEB_PREFERENCES, javascript: false, devTools: false });

let served: PrintPages | null = null;

function printSession(pages: PrintPages): Session {
  const own = sessions.fromPartition(PARTITION, { cache: false });
  if (served === null) {
    guardSession(own);
    own.protocol.handle('app', (request) => served?.answer(request.method, request.url) ?? new Response(null, { status: 404 }));
  }
  served = pages;
  return own;
}

/** A new hidden window. Whoever makes it destroys it. */
export function printWindow(pages: PrintPages): BrowserWindow {
  const win = new BrowserWindow({
    show: false, width: 820, height: 1160, focusable: false, skipTaskbar: true, title: 'Billfold',
    webPreferences: { ...PRINT_PREFERENCES, session: printSession(pages) },
  });
  guardContents(win.webContents, true);
  return win;
}
