// What no page may ever do: leave the app, open windows, ask for devices or reach the network. Applied to the session and to every webContents.
import type { Session, WebContents } from 'electron';
import { APP_HOST } from './origin.ts';

/** True only for our own page or a print page; the URL is parsed, never searched (H07). */
export function isOwnUrl(raw: string): boolean {
  if (!URL.canParse(raw)) return false;
  const url = new URL(raw);
  return url.protocol === 'app:' && (url.host === APP_HOST || url.host === 'print') && !url.username && !url.password;
}

/** The discard port of this computer: a proxy that takes nothing. <-loopback> makes it stand before local addresses too. */
const NOWHERE = { mode: 'fixed_servers', proxyRules: 'socks5://[::1]:9', proxyBypassRules: '<-loopback>' } as const;

/** The session grants nothing (H10) and sends nothing (H11). */
export function guardSession(session: Session): void {
  // WebRTC asks no onBeforeRequest: what it sends over TCP goes to a proxy that is not there, and UDP is off in guardContents.
  void session.setProxy(NOWHERE);
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === 'clipboard-sanitized-write'));
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setSpellCheckerEnabled(false);
  for (const event of ['select-hid-device', 'select-serial-port', 'select-usb-device'] as const) {
    session.on(event as 'select-hid-device', (e, _details, choose) => {
      e.preventDefault();
      choose(null);
    });
  }
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !(URL.canParse(details.url) && ['app:', 'data:', 'devtools:'].includes(new URL(details.url).protocol)) });
  });
  session.on('will-download', (event) => event.preventDefault());
}

/** Every webContents, whoever made it (H06-H08, H12). `opened`: somebody opened developer tools, which a packaged app closes at once. */
export function guardContents(contents: WebContents, packaged: boolean, opened: () => void = () => undefined): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (!isOwnUrl(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnUrl(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    // Frames are not used at all: only the main frame may go anywhere, and only home.
    if (!event.isMainFrame || !isOwnUrl(event.url)) event.preventDefault();
  });
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  if (!packaged) return;
  contents.on('devtools-opened', () => {
    contents.closeDevTools();
    opened();
  });
}
