// The sheet an invoice is printed on. Pure; called by the page and by main/print.

export type PaperSize = 'A4' | 'Letter';

// Countries whose printers hold Letter (ISO 216 has not been taken up there).
const LETTER = new Set(['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'VE', 'CR', 'GT', 'NI', 'PA', 'SV', 'DO', 'PR']);

/** Letter in North America and a few more countries, A4 everywhere else and where no country is known. */
export function paperSize(country: string): PaperSize {
  return LETTER.has(country) ? 'Letter' : 'A4';
}
