// What the print window may fetch, and what not.
import { describe, expect, it } from 'vitest';
import { PRINT_POLICY, printPages } from '../../../main/print/pages.ts';

const page = { html: '<!doctype html><title>x</title>', css: '.paper{}' };

describe('app://print', () => {
  it('gives an offered page once, under an address nobody can guess', async () => {
    const pages = printPages();
    const [one, two] = [pages.offer(page), pages.offer(page)];
    expect(one).toMatch(/^app:\/\/print\/[0-9a-f]{32}\/page$/);
    expect(one).not.toBe(two);
    expect(await pages.answer('GET', one).text()).toBe(page.html);
    expect(pages.answer('GET', one).status).toBe(404);
  });

  it('gives its style sheet beside it, once', async () => {
    const pages = printPages();
    const own = pages.offer(page).replace(/page$/, 'own.css');
    expect(await pages.answer('GET', own).text()).toBe(page.css);
    expect(pages.answer('GET', own).status).toBe(404);
  });

  it('forgets what was never read', () => {
    const pages = printPages();
    const url = pages.offer(page);
    pages.clear();
    expect(pages.answer('GET', url).status).toBe(404);
  });

  it('forbids scripts, frames, forms and the network by header, and lets no type be guessed', () => {
    const pages = printPages();
    const { headers } = pages.answer('GET', pages.offer(page));
    expect(headers.get('Content-Security-Policy')).toBe(PRINT_POLICY);
    expect(PRINT_POLICY).toContain("default-src 'none'");
    expect(PRINT_POLICY).not.toMatch(/unsafe|script-src|connect-src|\*|https?:/);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Cache-Control')).toBe('no-store');
  });

  it('has the paper’s styles and every font they name, and no other address', async () => {
    const pages = printPages();
    const css = await pages.answer('GET', 'app://print/fonts.css').text();
    const files = [...css.matchAll(/url\("([^"]+)"\)/g)].map(([, url]) => url ?? '');
    expect(files).toHaveLength(28);
    for (const file of files) {
      const answer = pages.answer('GET', `app://print${file}`);
      expect(answer.status).toBe(200);
      expect(Buffer.from(await answer.arrayBuffer()).subarray(0, 4).toString()).toBe('wOF2');
    }
    // Its text is empty here, since the test runner leaves out styles; print.test.ts sees it at work.
    expect(pages.answer('GET', 'app://print/paper.css').headers.get('Content-Type')).toBe('text/css; charset=utf-8');
  });

  const refused = [
    'app://print/', 'app://print/page', 'app://print/../etc/passwd', 'app://print/fonts/../paper.css/..', 'app://print/fonts/%2e%2e%2fpaper.css', 'app://print/fonts/inter-latin-400.woff2?x',
    'app://billfold/index.html', 'app://print:80/paper.css', 'app://u:p@print/paper.css', 'file:///etc/passwd', 'https://print/paper.css', 'nonsense', `app://print/${'a'.repeat(10_000)}`,
  ];
  it.each(refused.map((url) => [url.slice(0, 60), url]))('refuses %s', (_name, url) => {
    expect(printPages().answer('GET', url ?? '').status).toBe(404);
  });

  it('refuses anything but GET', () => {
    expect(printPages().answer('POST', 'app://print/paper.css').status).toBe(405);
  });
});
