// Component trees as whole documents for the print window. Called by invoicePdf and kitPdf; loads the server renderer of React at the first page only.
import { type ReactElement, createElement } from 'react';

/** A document with the paper's styles and its own "own.css". Every text is escaped by React; there is no other way in. */
export async function documentOf(title: string, lang: string, body: ReactElement): Promise<string> {
  const { renderToStaticMarkup } = await import('react-dom/server');
  const style = (href: string): ReactElement => createElement('link', { rel: 'stylesheet', href, key: href });
  const head = createElement('head', null, createElement('meta', { charSet: 'utf-8' }), createElement('title', null, title), ['/fonts.css', '/paper.css', 'own.css'].map(style));
  const tree = createElement('html', { lang, dir: 'ltr' }, head, createElement('body', null, body));
  return `<!doctype html>${renderToStaticMarkup(tree)}`;
}

/** Resets what a browser adds around a page. */
export const BARE = 'html,body{margin:0;padding:0;background:none}';
