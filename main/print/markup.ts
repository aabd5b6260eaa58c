// Component trees as whole pages for the print window. Called by invoicePdf and kitPdf; loads the server renderer of React at the first page only.
import { type ReactElement, createElement } from 'react';
import { COVERAGE } from '../../domain/coverage.ts';
import { withGaps } from '../../domain/glyphs.ts';
import type { PrintPage } from './pages.ts';

/** A page with the paper's styles, the fonts its text needs, and `css`. Every text is escaped by React; there is no other way in. What no font of ours can draw is a box, on every kind of page (T85). */
export async function pageFrom(title: string, lang: string, body: ReactElement, css = ''): Promise<PrintPage> {
  const [{ renderToStaticMarkup }, { fontRules }] = await Promise.all([import('react-dom/server'), import('./fonts.ts')]);
  const style = (href: string): ReactElement => createElement('link', { rel: 'stylesheet', href, key: href });
  const head = createElement('head', null, createElement('meta', { charSet: 'utf-8' }), createElement('title', null, title), ['/paper.css', 'own.css'].map(style));
  const html = withGaps(`<!doctype html>${renderToStaticMarkup(createElement('html', { lang, dir: 'ltr' }, head, createElement('body', null, body)))}`, COVERAGE);
  // Resets what a browser adds around a page.
  return { html, css: `${await fontRules(html)}\nhtml,body{margin:0;padding:0;background:none}${css}` };
}
