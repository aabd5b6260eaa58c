// The one set of web preferences every window of the app uses (SECURITY H01). main/app and main/print build windows from it; nothing may loosen it.
import type { WebPreferences } from 'electron';

/** Frozen: tests compare a live window against it, key by key. */
export const WEB_PREFERENCES = Object.freeze({
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  safeDialogs: true,
} satisfies WebPreferences);
