// What stands behind :86: in an MT940 statement, in the three ways banks write it: German numbered fields, keywords between slashes, or plain text. Called by mt940.ts only.

export interface Details {
  readonly text: string;
  readonly name: string;
  readonly account: string;
  readonly endToEnd: string;
  readonly structuredRef: string;
  readonly code: string;
}

const NOTHING: Details = { text: '', name: '', account: '', endToEnd: '', structuredRef: '', code: '' };
/** Lines of German fields are cut at 27 characters, in the middle of a word if need be. */
const CUT_AT = 27;

/** Never throws: what fits no scheme is text. */
export function readDetails(value: string): Details {
  if (value.trim() === '') return NOTHING;
  const german = /^(\d{3})([^0-9A-Za-z\s/])(?=\d{2})/.exec(value);
  if (german !== null) return germanFields(value.slice(4), german[1] ?? '', german[2] ?? '?');
  // Without the numbered fields the lines are one text; SWIFT cuts it at 65 characters.
  const joined = value.replace(/\n/g, '');
  if (/^\/[A-Z]{3,5}\//.test(joined)) return keywords(joined);
  const purposes = sepaParts(joined);
  return { ...NOTHING, ...purposes, text: purposes.text || value.replace(/\n/g, ' ') };
}

function germanFields(body: string, code: string, separator: string): Details {
  const parts = new Map<string, string>();
  for (const piece of body.replace(/\n/g, '').split(separator)) {
    const number = piece.slice(0, 2);
    if (/^\d{2}$/.test(number)) parts.set(number, `${parts.get(number) ?? ''}${piece.slice(2)}`);
  }
  const range = (from: number, to: number): string[] => {
    const found: string[] = [];
    for (let n = from; n <= to; n += 1) {
      const part = parts.get(String(n).padStart(2, '0'));
      if (part !== undefined) found.push(part);
    }
    return found;
  };
  const purposes = sepaParts(joinCut([...range(20, 29), ...range(60, 63)]));
  const account = parts.get('31') ?? '';
  const bank = parts.get('30') ?? '';
  return {
    ...purposes,
    name: [parts.get('32') ?? '', parts.get('33') ?? ''].join(' ').trim() || purposes.name,
    account: /^\d{8}$/.test(bank) && /^\d{1,10}$/.test(account) ? `${bank}/${account}` : account || purposes.account,
    code: [code, parts.get('00') ?? ''].filter((part) => part !== '').join(' '),
    text: purposes.text || (parts.get('00') ?? ''),
  };
}

/** A full line goes on in the next one without a space; a shorter one ended where its word did. */
function joinCut(lines: readonly string[]): string {
  return lines.reduce((text, line, i) => {
    const before = lines[i - 1];
    const glued = before === undefined || before.length >= CUT_AT || text.endsWith(' ');
    return text + (glued ? '' : ' ') + line;
  }, '');
}

const KEY = /(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP)\+/g;

/** EREF+…SVWZ+…: the parts of a SEPA purpose. Without any key the whole is text. */
function sepaParts(text: string): Details {
  const keys = [...text.matchAll(KEY)];
  if (keys.length === 0) return { ...NOTHING, text: text.trim() };
  const found = new Map<string, string>();
  keys.forEach((match, i) => {
    const to = keys[i + 1]?.index ?? text.length;
    const key = match[1] ?? '';
    if (!found.has(key)) found.set(key, text.slice(match.index + match[0].length, to).trim());
  });
  const before = text.slice(0, keys[0]?.index ?? 0).trim();
  return {
    ...NOTHING,
    text: [before, found.get('SVWZ') ?? ''].filter((part) => part !== '').join(' '),
    name: found.get('ABWA') ?? '',
    account: found.get('IBAN') ?? '',
    endToEnd: found.get('EREF') ?? '',
  };
}

/** Keywords between slashes, as Dutch, Belgian and Swiss banks write them. */
const WORDS = new Set(
  'TRTP TRCD EREF PREF MARF CSID CNTP REMI PURP ULTC ULTD IBAN BIC NAME ISDT RTRN BENM ORDP ADDR CREF IREF ACCW OCMT CHGS SVCL'.split(' '),
);

function keywords(text: string): Details {
  const found = new Map<string, string[]>();
  let key = '';
  for (const piece of text.split('/').slice(1)) {
    if (WORDS.has(piece)) {
      key = piece;
      if (!found.has(key)) found.set(key, []);
    } else found.get(key)?.push(piece);
  }
  const values = (name: string): string[] => found.get(name) ?? [];
  const single = (name: string): string => values(name).join('/').replace(/\/+$/, '').trim();
  const [cntpAccount = '', , cntpName = ''] = values('CNTP');
  const remi = values('REMI');
  const isStructured = remi[0] === 'STRD';
  const rest = remi.slice(remi[0] === 'USTD' || isStructured ? 1 : 0).filter((part) => part !== '');
  return {
    text: isStructured ? '' : rest.join('/').trim(),
    name: single('NAME') || cntpName.trim(),
    account: single('IBAN') || cntpAccount.trim(),
    endToEnd: single('EREF'),
    // /REMI/STRD/CUR/reference: the issuer's name stands before what it issued.
    structuredRef: isStructured ? (rest.at(-1) ?? '') : '',
    code: single('TRTP') || single('TRCD'),
  };
}
