// The allow-list of files the app:// scheme may serve: built once from the bundle's own folder, then only looked up (SECURITY H21). No electron here.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MIME: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
  png: 'image/png',
  json: 'application/json',
};

export interface Asset {
  mime: string;
  bytes(): Buffer;
}
/** Path as it stands in the URL ('/index.html') to its file. A Map, so that no request path is ever joined to a folder. */
export type Assets = ReadonlyMap<string, Asset>;

/** Lists the built renderer below `folder`. Files are read on first use and kept. */
export function listAssets(folder: string): Assets {
  const assets = new Map<string, Asset>();
  const walk = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = `${below}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else {
        const mime = MIME[entry.name.slice(entry.name.lastIndexOf('.') + 1)];
        if (mime) assets.set(path, { mime, bytes: lazily(() => readFileSync(join(folder, path))) });
      }
    }
  };
  walk('');
  return assets;
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

export type Lookup = { status: 200; asset: Asset; isPage: boolean } | { status: 404 | 405 };

/**
 * Answers one request: exact scheme, host and path, GET only. Anything encoded, relative, with a port, user or query is simply not in the list.
 * The raw URL is compared as text after parsing, so that '%2e%2e%2f' or '..%5c' never get decoded into a path.
 */
export function lookUp(assets: Assets, host: string, method: string, rawUrl: string): Lookup {
  if (method !== 'GET') return { status: 405 };
  // the parser would quietly drop control characters and blanks at the ends
  if (rawUrl.length > 1000 || /[^\x21-\x7e]/.test(rawUrl) || !URL.canParse(rawUrl)) return { status: 404 };
  const url = new URL(rawUrl);
  if (url.protocol !== 'app:' || url.host !== host || url.username || url.password || url.search) return { status: 404 };
  const path = url.pathname === '/' ? '/index.html' : url.pathname;
  const asset = assets.get(path);
  return asset ? { status: 200, asset, isPage: path === '/index.html' } : { status: 404 };
}
