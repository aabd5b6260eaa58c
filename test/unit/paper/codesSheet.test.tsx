// What the sheet of recovery codes says on paper.
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { CodesSheet } from '../../../paper/CodesSheet.tsx';

const codes = Array.from({ length: 10 }, (_, i) => `7KQ${i}-M2XD-9HTA-WN${i}C`);
const draw = (lang: 'en' | 'de' | 'fr' | 'es') => new DOMParser().parseFromString(renderToStaticMarkup(<CodesSheet business="Harbour <b>Lane</b>" lang={lang} codes={codes} madeOn="2026-11-03" />), 'text/html').body;

it('shows all ten codes, numbered, in each language, and how they are used', () => {
  for (const lang of ['en', 'de', 'fr', 'es'] as const) {
    const page = draw(lang);
    expect([...page.querySelectorAll('li')].map((li) => li.textContent)).toEqual(codes.map((code, i) => `${i + 1}${code}`));
    expect(page.querySelectorAll('.paper-kit-hint')).toHaveLength(2);
    expect(page.querySelector('b')).toBeNull();
  }
  expect(draw('de').textContent).toContain('Ersatzcodes');
});
