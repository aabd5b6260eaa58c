// Signs that come along with pasted text and that the page's fonts do not have, as the signs everybody means by them. cleanText calls it, so that a hyphen from a web page never stops an invoice.

const SIGNS: Readonly<Record<string, string>> = {
  '\u2010': '-', '\u2011': '-', '\u2043': '-', '\ufe63': '-', '\u2012': '\u2013', '\u2015': '\u2014',
  '\u201b': '\u2018', '\u201f': '\u201c', '\u2024': '.', '\u2025': '..', '\u2027': '\u00b7', '\u2219': '\u00b7', '\u22c5': '\u00b7', '\u2034': '\u2033\u2032',
  '\u2215': '/', '\u2217': '*', '\u2103': '\u00b0C', '\u2109': '\u00b0F', '\u2190': '<-', '\u2192': '->', '\u2194': '<->',
  '\ufb00': 'ff', '\ufb01': 'fi', '\ufb02': 'fl', '\ufb03': 'ffi', '\ufb04': 'ffl', '\ufb05': 'st', '\ufb06': 'st',
};
const FOUND = /[\u2010-\u2012\u2015\u201b\u201f\u2024\u2025\u2027\u2034\u2043\u2103\u2109\u2190\u2192\u2194\u2215\u2217\u2219\u22c5\ufb00-\ufb06\ufe63\uff01-\uff5e]/g;
/** The wide forms of East Asian type lie this far from the letters they are. */
const WIDE = 0xfee0;

/** The same text in signs that can be printed. Letters of other scripts and emoji are not touched: there is nothing else that means the same. */
export function withPrintableSigns(text: string): string {
  return text.replace(FOUND, (sign) => SIGNS[sign] ?? String.fromCharCode(sign.charCodeAt(0) - WIDE));
}
