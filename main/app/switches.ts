// Command-line switches: which ones a packaged app refuses to start with, and which ones we set ourselves. Pure lists; main/index.ts applies them.

/** Any of these on a packaged app's command line gives somebody else's code a way in (H13). */
const FORBIDDEN = [
  'inspect', 'inspect-brk', 'inspect-port', 'inspect-publish-uid', 'remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'remote-allow-origins',
  'js-flags', 'load-extension', 'disable-extensions-except', 'renderer-cmd-prefix', 'utility-cmd-prefix', 'gpu-launcher', 'browser-subprocess-path', 'renderer-process-limit',
  'no-sandbox', 'disable-setuid-sandbox', 'disable-seccomp-filter-sandbox', 'single-process', 'in-process-gpu', 'no-zygote', 'disable-web-security', 'allow-file-access-from-files',
  'host-rules', 'host-resolver-rules', 'proxy-server', 'proxy-pac-url', 'ignore-certificate-errors', 'user-data-dir', 'enable-logging', 'log-file', 'log-net-log', 'ssl-key-log-file',
  'trace-startup', 'disable-features', 'enable-features', 'enable-blink-features', 'unsafely-treat-insecure-origin-as-secure', 'require', 'import', 'experimental-loader', 'loader', 'crash-dumps-dir',
];

/** The first forbidden switch in argv, or null. Chromium reads '-x', '--x' and (on Windows) '/x'. */
export function forbiddenSwitch(argv: readonly string[]): string | null {
  for (const word of argv) {
    const match = /^(?:--?|\/)([a-z][a-z0-9-]*)/i.exec(word);
    const name = match?.[1]?.toLowerCase();
    if (name && FORBIDDEN.includes(name)) return name;
  }
  return null;
}

/** Set on every start: nothing in the background may want the network (H11). */
export const OWN_SWITCHES: readonly (readonly [string, string?])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['no-pings'],
  ['no-first-run'],
  ['dns-prefetch-disable'],
  ['disable-breakpad'],
];
