// What the print window may fetch, and what not.
import { describe, expect, it } from 'vitest';
import { fontRules } from '../../../main/print/fonts.ts';
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

  it('has the paper’s styles as often as they are asked for', () => {
    const pages = printPages();
    // Their text is empty here, since the test runner leaves out styles; print.test.ts sees them at work.
    for (const _turn of [1, 2]) expect(pages.answer('GET', 'app://print/paper.css').headers.get('Content-Type')).toBe('text/css; charset=utf-8');
  });

  it('puts the fonts into the page itself, those its text needs and no other', async () => {
    const files = async (text: string): Promise<number> => (await fontRules(text)).split('@font-face').length - 1;
    expect(await files('Invoice 1')).toBe(6); // Inter in three weights, its figures, serif, mono
    expect(await files('Invoice Łódź')).toBe(10);
    expect(await files('Привіт')).toBe(4);
    expect((await files('Invoice שלום')) - (await files('Invoice 1'))).toBe(2); // regular and semibold, read only for this page
    expect((await files('Invoice 谢谢')) - (await files('Invoice 1'))).toBeLessThan(9);
    expect(await fontRules('Invoice 1')).toMatch(/src:url\(data:font\/woff2;base64,d09GMg/);
    expect(await fontRules('Invoice 1 שלום')).not.toMatch(/url\((?!data:)/);
  });

  const refused = [
    'app://print/', 'app://print/page', 'app://print/../etc/passwd', 'app://print/x/../paper.css/..', 'app://print/x/%2e%2e%2fpaper.css', 'app://print/paper.css?x', 'app://print/fonts/inter-latin-400.woff2',
    'app://billfold/index.html', 'app://print:80/paper.css', 'app://u:p@print/paper.css', 'file:///etc/passwd', 'https://print/paper.css', 'nonsense', `app://print/${'a'.repeat(10_000)}`,
  ];
  it.each(refused.map((url) => [url.slice(0, 60), url]))('refuses %s', (_name, url) => {
    expect(printPages().answer('GET', url ?? '').status).toBe(404);
  });

  it('refuses anything but GET', () => {
    expect(printPages().answer('POST', 'app://print/paper.css').status).toBe(405);
  });
});
