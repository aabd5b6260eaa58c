// The DATEV file itself: EXTF format 700, category 21 (Buchungsstapel), version 13: one header of 31 fields, one line of 125 column names, one line per booking. Pure; the job writes it.
// Layout as published on the DATEV developer portal. Text fields stand in quotes also when empty, numbers and dates never do.
import type { Booking, DatevSettings } from '../../domain/datev.ts';
import { plainAmount } from '../../domain/datev.ts';

export interface DatevHead {
  /** ISO instant. */
  createdAt: string;
  from: string;
  to: string;
  /** First day of the business year. */
  yearFrom: string;
  currency: string;
  settings: DatevSettings;
}

const END = '\r\n';
const MOST_TEXT = 60;
const pairs = (art: string, content: string, n: number): string[] => Array.from({ length: n }, (_, i) => [`${art} ${i + 1}`, `${content} ${i + 1}`]).flat();

/** Column names in their order; a leading * marks a text field. */
const FIELDS: readonly string[] = [
  'Umsatz (ohne Soll/Haben-Kz)', '*Soll/Haben-Kennzeichen', '*WKZ Umsatz', 'Kurs', 'Basis-Umsatz', '*WKZ Basis-Umsatz', 'Konto', 'Gegenkonto (ohne BU-Schlüssel)', '*BU-Schlüssel', 'Belegdatum',
  '*Belegfeld 1', '*Belegfeld 2', 'Skonto', '*Buchungstext', 'Postensperre', '*Diverse Adressnummer', 'Geschäftspartnerbank', 'Sachverhalt', 'Zinssperre', '*Beleglink',
  ...pairs('*Beleginfo - Art', '*Beleginfo - Inhalt', 8),
  '*KOST1 - Kostenstelle', '*KOST2 - Kostenstelle', 'Kost-Menge', '*EU-Land u. UStID (Bestimmung)', 'EU-Steuersatz (Bestimmung)', '*Abw. Versteuerungsart', 'Sachverhalt L+L', 'Funktionsergänzung L+L',
  'BU 49 Hauptfunktionstyp', 'BU 49 Hauptfunktionsnummer', 'BU 49 Funktionsergänzung',
  ...pairs('*Zusatzinformation - Art', '*Zusatzinformation- Inhalt', 20),
  'Stück', 'Gewicht', 'Zahlweise', '*Forderungsart', 'Veranlagungsjahr', 'Zugeordnete Fälligkeit', 'Skontotyp', '*Auftragsnummer', '*Buchungstyp', 'USt-Schlüssel (Anzahlungen)', '*EU-Land (Anzahlungen)',
  'Sachverhalt L+L (Anzahlungen)', 'EU-Steuersatz (Anzahlungen)', 'Erlöskonto (Anzahlungen)', '*Herkunft-Kz', '*Buchungs GUID', 'KOST-Datum', '*SEPA-Mandatsreferenz', 'Skontosperre', '*Gesellschaftername',
  'Beteiligtennummer', '*Identifikationsnummer', '*Zeichnernummer', 'Postensperre bis', '*Bezeichnung SoBil-Sachverhalt', 'Kennzeichen SoBil-Buchung', 'Festschreibung', 'Leistungsdatum',
  'Datum Zuord. Steuerperiode', 'Fälligkeit', '*Generalumkehr (GU)', 'Steuersatz', '*Land', '*Abrechnungsreferenz', 'BVV-Position', '*EU-Land u. UStID (Ursprung)', 'EU-Steuersatz (Ursprung)', 'Abw. Skontokonto',
];
export const DATEV_COLUMNS: readonly string[] = FIELDS.map((name) => name.replace(/^\*/, ''));
const IS_TEXT = FIELDS.map((name) => name.startsWith('*'));
const AT = new Map(DATEV_COLUMNS.map((name, i) => [name, i]));

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const compact = (date: string): string => date.replaceAll('-', '');
const dayMonth = (date: string): string => `${date.slice(8, 10)}${date.slice(5, 7)}`;
const dayMonthYear = (date: string): string => `${dayMonth(date)}${date.slice(0, 4)}`;

/** The whole file in CP1252. Rows end with CRLF. */
export function datevFile(head: DatevHead, bookings: readonly Booking[]): Buffer {
  const lines = [headLine(head), DATEV_COLUMNS.join(';'), ...bookings.map(bookingLine)];
  return encode1252(`${lines.join(END)}${END}`);
}

function headLine({ createdAt, from, to, yearFrom, currency, settings }: DatevHead): string {
  const { consultant, client, accountLength, chart } = settings;
  return [
    quoted('EXTF'), '700', '21', quoted('Buchungsstapel'), '13', createdAt.replace(/\D/g, '').slice(0, 17), '', quoted('RE'), quoted('Billfold'), quoted(''),
    consultant, client, compact(yearFrom), String(accountLength), compact(from), compact(to), quoted(`Rechnungen ${from.slice(0, 7)}`), quoted(''), '1', '0', '0', quoted(currency),
    '', quoted(''), '', '', quoted(chart), '', '', quoted(''), quoted(''),
  ].join(';');
}

function bookingLine(booking: Booking): string {
  const values = new Map<number, string>();
  const set = (name: string, value: string): void => {
    const at = AT.get(name);
    if (at === undefined) throw new Error(`no column ${name}`);
    values.set(at, value);
  };
  set('Umsatz (ohne Soll/Haben-Kz)', plainAmount(booking.amount, 2));
  set('Soll/Haben-Kennzeichen', booking.side);
  set('WKZ Umsatz', booking.currency);
  set('Konto', booking.debtor);
  set('Gegenkonto (ohne BU-Schlüssel)', booking.revenue);
  if (booking.key !== '') set('BU-Schlüssel', booking.key.padStart(4, '0'));
  set('Belegdatum', dayMonth(booking.date));
  set('Belegfeld 1', booking.number);
  set('Buchungstext', harmless(in1252(booking.text)).slice(0, MOST_TEXT).trimEnd());
  set('EU-Land u. UStID (Bestimmung)', booking.vatId);
  set('Abw. Versteuerungsart', booking.way);
  if (booking.foreign !== '') {
    set('Zusatzinformation - Art 1', 'Fremdwährung');
    set('Zusatzinformation- Inhalt 1', booking.foreign);
  }
  set('Festschreibung', '0');
  if (booking.supplyDate !== null) set('Leistungsdatum', dayMonthYear(booking.supplyDate));
  if (booking.dueDate !== null) set('Fälligkeit', dayMonthYear(booking.dueDate));
  return IS_TEXT.map((isText, i) => (isText ? quoted(values.get(i) ?? '') : (values.get(i) ?? ''))).join(';');
}

/** A text that a spreadsheet would take for a formula begins with an apostrophe (T84). */
function harmless(text: string): string {
  return /^[=+\-@]/.test(text) ? `'${text}` : text;
}

/** 0x80 to 0x9F of Windows-1252; the five gaps stand for nothing. */
const UPPER = '€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ';
const CODES = new Map([...UPPER].map((sign, i) => [sign, 0x80 + i]));

function codeOf(sign: string): number | undefined {
  const point = sign.codePointAt(0) ?? 0;
  return point < 0x80 || (point >= 0xa0 && point <= 0xff) ? point : point > 0xff ? CODES.get(sign) : undefined;
}

/** Letters that the code page does not have lose their marks (ł, ő), anything else becomes '?'; a line break becomes a space. Only texts meant for people go through here. */
export function in1252(text: string): string {
  return [...text.normalize('NFC').replace(/\s+/g, ' ')].map((sign) => {
    if (codeOf(sign) !== undefined) return sign;
    const bare = (PLAIN.get(sign) ?? sign).normalize('NFD').replace(/\p{M}/gu, '');
    return [...bare].every((one) => codeOf(one) !== undefined) && bare !== '' ? bare : '?';
  }).join('');
}

/** Letters without marks to take off. */
const PLAIN = new Map([['ł', 'l'], ['Ł', 'L'], ['đ', 'd'], ['Đ', 'D'], ['ı', 'i'], ['İ', 'I'], ['ħ', 'h'], ['Ħ', 'H']]);

function encode1252(text: string): Buffer {
  const bytes = Buffer.alloc(text.length);
  let at = 0;
  for (const sign of text) {
    bytes.writeUInt8(codeOf(sign) ?? 0x3f, at);
    at += 1;
  }
  return bytes.subarray(0, at);
}
