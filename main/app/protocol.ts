// The app:// scheme: serves the built renderer at app://billfold/ and one-use print pages at app://print/, and nothing else exists.
import { randomBytes } from 'node:crypto';
import { protocol, type Session } from 'electron';
import { SAFE_HEADERS, appPolicy } from './csp.ts';
import { type Assets, lookUp } from './assets.ts';
import { APP_HOST } from './origin.ts';

/** Must run before the app is ready (H20): supportFetchAPI without corsEnabled once let pages read across origins. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: false, corsEnabled: false, bypassCSP: false, stream: false, codeCache: true } },
  ]);
}

/** Serves the renderer in `session`; the page gets a fresh nonce each time it is loaded. */
export function serveApp(session: Session, assets: Assets): void {
  session.protocol.handle('app', (request) => {
    const found = lookUp(assets, APP_HOST, request.method, request.url);
    if (found.status !== 200) return new Response(null, { status: found.status, headers: SAFE_HEADERS });
    const nonce = randomBytes(18).toString('base64');
    const body = found.isPage ? withNonce(found.asset.bytes(), nonce) : found.asset.bytes();
    return new Response(new Uint8Array(body), {
      status: 200,
      headers: { ...SAFE_HEADERS, 'Content-Type': found.asset.mime, 'Content-Security-Policy': appPolicy(nonce) },
    });
  });
}

/** Resolves when a page of `session` has its script and its style. Before that the handler above must not be kept waiting. */
export function pageServed(session: Session): Promise<void> {
  const missing = new Set(['script', 'stylesheet']);
  return new Promise((resolve) => {
    session.webRequest.onCompleted(({ resourceType }) => {
      if (!missing.delete(resourceType) || missing.size > 0) return;
      session.webRequest.onCompleted(null);
      resolve();
    });
  });
}

function withNonce(page: Buffer, nonce: string): Buffer {
  return Buffer.from(page.toString('utf8').replace('<html', `<html data-nonce="${nonce}"`), 'utf8');
}
