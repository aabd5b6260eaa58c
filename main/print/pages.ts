// What the hidden print window may fetch at app://print/: each offered page once, under a name nobody can guess, and the paper's styles. All from memory (H63).
import { randomBytes } from 'node:crypto';
import paperCss from '../../paper/paper.css?raw';
import { SAFE_HEADERS } from '../app/csp.ts';

export interface PrintPage {
  /** A whole document; its own style sheet is linked as "own.css", the paper's as "/paper.css". */
  readonly html: string;
  /** With the fonts the page needs, as data. */
  readonly css: string;
}

export interface PrintPages {
  /** Keeps a page for one reading; the address to load. */
  offer(page: PrintPage): string;
  /** Answers one request of the print window. */
  answer(method: string, url: string): Response;
  /** Forgets pages that were never read. */
  clear(): void;
}

/** No script, no frame, no network; fonts and pictures only as data in the page itself. */
export const PRINT_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  'font-src data:',
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HOST = 'print';
const HTML = 'text/html; charset=utf-8';
const CSS = 'text/css; charset=utf-8';

export function printPages(): PrintPages {
  const once = new Map<string, { type: string; body: string }>();

  const found = (path: string): { type: string; body: string } | undefined => {
    if (path === '/paper.css') return { type: CSS, body: paperCss };
    const page = once.get(path);
    once.delete(path);
    return page;
  };

  return {
    offer({ html, css }) {
      const token = randomBytes(16).toString('hex');
      once.set(`/${token}/page`, { type: HTML, body: html });
      once.set(`/${token}/own.css`, { type: CSS, body: css });
      return `app://${HOST}/${token}/page`;
    },
    answer(method, raw) {
      if (method !== 'GET') return refuse(405);
      const url = URL.canParse(raw) ? new URL(raw) : null;
      if (url === null || url.protocol !== 'app:' || url.host !== HOST || url.search !== '' || url.username !== '' || url.password !== '') return refuse(404);
      const answer = found(url.pathname);
      if (answer === undefined) return refuse(404);
      // Bytes at once: a Response would turn a long text into them ten times slower, in one go.
      return new Response(Buffer.from(answer.body), { status: 200, headers: { ...SAFE_HEADERS, 'Content-Type': answer.type, 'Content-Security-Policy': PRINT_POLICY } });
    },
    clear: () => once.clear(),
  };
}

function refuse(status: 404 | 405): Response {
  return new Response(null, { status, headers: { ...SAFE_HEADERS } });
}
