// The small pure parts of the page: colours, addresses, sheets, figures, codes.
import { describe, expect, it } from 'vitest';
import { addressLines, countryLine } from '../../../paper/address.ts';
import { contrastOnWhite, readableAccent } from '../../../paper/contrast.ts';
import { currencySign, decimalPads, pageFormat } from '../../../paper/format.ts';
import { paperSize } from '../../../paper/paperSize.ts';
import { qrPath } from '../../../paper/qr.ts';

const nowhere = { street: '', street2: '', city: '', region: '', postcode: '', country: '' };

describe('the colour of the seller’s name', () => {
  it('is the owner’s when it reaches 4.5 on white, and ink when it does not', () => {
    expect(contrastOnWhite('#000000')).toBe(21);
    expect(contrastOnWhite('#ffffff')).toBe(1);
    expect(readableAccent('#1C6148')).toBe('#1c6148');
    expect(readableAccent('#767676')).toBe('#767676'); // 4.54
    expect(readableAccent('#777777')).toBeNull(); // 4.48
    expect(readableAccent('#ffd400')).toBeNull();
  });

  it('is ink for anything that is no colour, so that nothing else gets into a style', () => {
    for (const text of ['', 'red', '#123', '#12345g', '#1c6148;}', 'url(x)']) expect(readableAccent(text)).toBeNull();
  });
});

describe('an address', () => {
  const cases: [country: string, expected: string[]][] = [
    ['IE', ['1 Quay', 'Town, Region, 12345']], ['DE', ['1 Quay', '12345 Town, Region']], ['US', ['1 Quay', 'Town, Region 12345']],
    ['GB', ['1 Quay', 'Town, Region', '12345']], ['', ['1 Quay', '12345 Town, Region']],
  ];
  it.each(cases)('is written the way of %s', (country, expected) => {
    expect(addressLines({ ...nowhere, street: '1 Quay', city: 'Town', region: 'Region', postcode: '12345', country })).toEqual(expected);
  });

  it('leaves out what is not known, and a region that repeats the town', () => {
    expect(addressLines(nowhere)).toEqual([]);
    expect(addressLines({ ...nowhere, city: 'Sevilla', region: 'Sevilla', country: 'ES' })).toEqual(['Sevilla']);
    expect(addressLines({ ...nowhere, region: 'NY', country: 'US' })).toEqual(['NY']);
  });

  it('names the country only abroad, in the document’s language', () => {
    expect(countryLine('AT', 'DE', 'de')).toBe('Österreich');
    expect(countryLine('DE', 'FR', 'fr')).toBe('Allemagne');
    expect(countryLine('DE', 'DE', 'de')).toBeNull();
    expect(countryLine('', 'DE', 'de')).toBeNull();
  });
});

describe('figures', () => {
  const of = (language: 'en' | 'de' | 'fr' | 'es', country: string, currency: string) => pageFormat({ language, currency, seller: { country } });

  it('have the sign before the amount in English and after it elsewhere', () => {
    expect(of('en', 'IE', 'EUR').money(241_391)).toBe('€\u00a02,413.91');
    expect(of('de', 'DE', 'EUR').money(241_391)).toBe('2.413,91\u00a0€');
    expect(of('fr', 'FR', 'EUR').money(241_391)).toBe('2\u00a0413,91\u00a0€');
    expect(of('es', 'ES', 'EUR').money(1_241_391)).toBe('12.413,91\u00a0€');
    expect(of('de', 'CH', 'CHF').money(241_391)).toBe('2’413.91\u00a0CHF');
  });

  it('follow the currency’s own decimals and a true minus', () => {
    expect(of('en', 'JP', 'JPY').amount(366)).toBe('366');
    expect(of('en', 'KW', 'KWD').amount(3887)).toBe('3.887');
    expect(of('en', 'IE', 'EUR').amount(-8607)).toBe('−86.07');
  });

  it('use only characters that the bundled fonts have', () => {
    expect(of('fr', 'FR', 'EUR').amount(123_456_789)).not.toMatch(/[\u2000-\u200a\u202f]/);
  });

  it('show the code where a sign could mean several currencies, or cannot be printed', () => {
    expect(currencySign('EUR')).toBe('€');
    expect(currencySign('SEK')).toBe('SEK');
    expect(currencySign('KWD')).toBe('KWD');
    expect(currencySign('THB')).toBe('฿');
  });

  it('line up on the decimal mark', () => {
    expect(decimalPads(['148.00', '0.0049', '12'], '.')).toEqual(['00', '', '.0000']);
    expect(decimalPads(['148.00', '9.35'], '.')).toEqual(['', '']);
    expect(decimalPads(['333', '12'], '.')).toEqual(['', '']);
  });
});

describe('sheet and code', () => {
  it('is Letter in North America and A4 elsewhere', () => {
    expect([paperSize('US'), paperSize('CA'), paperSize('IE'), paperSize('')]).toEqual(['Letter', 'Letter', 'A4', 'A4']);
  });

  it('draws every dark module of a QR code once: three finders of 33 modules each are among them', () => {
    const { path, size } = qrPath('BCD');
    expect(size).toBe(21);
    const dark = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)];
    expect(dark.map(([whole]) => whole).join('')).toBe(path);
    expect(dark.reduce((sum, [, , , run]) => sum + Number(run), 0)).toBeGreaterThan(99);
    expect(path.startsWith('M0 0h7v1h-7z')).toBe(true);
  });
});
