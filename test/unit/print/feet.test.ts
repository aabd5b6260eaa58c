// The foot for the real printer is style text made of what people typed: it must stay one string.
import { describe, expect, it } from 'vitest';
import { feetSheet, onPaper } from '../../../main/print/feet.ts';
import { wordsOf } from '../../../paper/words.ts';

const foot = (text: string) => ({ lang: 'en', text, page: wordsOf('en').page });

describe('the foot on the real printer', () => {
  it('counts pages in the words of the document', () => {
    expect(onPaper(foot('A'))).toContain('@bottom-right{content:"Page\\20 " counter(page) "\\20 of\\20 " counter(pages) ""');
    const de = onPaper({ lang: 'de', text: 'A', page: wordsOf('de').page });
    expect(de).toContain('"Seite\\20 " counter(page) "\\20 von\\20 " counter(pages)');
  });

  it('cannot be left by quotes, backslashes, braces, line ends or letters of any script', () => {
    for (const text of ['"}body{display:none}', '\\', '\n', '</style>', "url('https://example.com')", 'Ł 中 🙂']) {
      const [, content = ''] = /@bottom-left\{content:"([^"]*)"/.exec(onPaper(foot(text))) ?? [];
      expect(content).toMatch(/^([a-zA-Z0-9]|\\[0-9a-f]{1,6} )+$/);
    }
  });

  it('stands 44 pixels above the lower edge of either sheet', () => {
    for (const [size, height] of [['A4', 1122], ['Letter', 1056]] as const) {
      const { margins } = feetSheet(size, 64);
      expect(margins.top + 20 + margins.bottom).toBe(height);
      expect(margins.bottom).toBe(44);
    }
  });
});
