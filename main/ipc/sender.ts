// Is this call really from our own page? Any doubt is a no (SECURITY H31).
import { APP_ORIGIN } from '../app/origin.ts';

/** The parts of an IPC event that say who speaks; structural, so that tests can forge them. */
export interface Speaker {
  sender: { id: number; isDestroyed(): boolean };
  senderFrame: { url: string; parent: unknown } | null;
}
export interface OwnWindow {
  webContents: { id: number; mainFrame: unknown };
  isDestroyed(): boolean;
}

/** True only for the main frame of the one window, on our own origin. Null frames, sub-frames, about:blank and other windows are refused. */
export function isOwnPage(event: Speaker, window: OwnWindow | null): boolean {
  const frame = event.senderFrame;
  if (!frame || !window || window.isDestroyed() || event.sender.isDestroyed()) return false;
  if (event.sender.id !== window.webContents.id || frame !== window.webContents.mainFrame || frame.parent !== null) return false;
  if (!URL.canParse(frame.url)) return false;
  const url = new URL(frame.url);
  return `${url.protocol}//${url.host}` === APP_ORIGIN;
}
