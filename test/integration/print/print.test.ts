// PDFs made by the real Electron out of the real print room: pages, tags, fonts, figures, and that nothing of a document is left behind on the disk.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../contract/invoices.ts';
import type { ReportTable } from '../../../contract/reports.ts';
import { pageFormat } from '../../../paper/format.ts';
import { kindWords } from '../../../paper/kindWords.ts';
import { taxDueWords } from '../../../paper/taxDueWords.ts';
import { totalRows } from '../../../paper/totalRows.ts';
import { type PdfFacts, readPdf } from '../../fixtures/pdfText.ts';
import { type Printed, printAll } from '../../fixtures/printing.ts';
import { HARBOUR_LINES, harbourInvoice, longInvoice, sampleSnapshot, tax } from '../../fixtures/snapshot.ts';
import type { PrintJob } from './harness.ts';

const CANARY = 'Zebedee Quillfeather Canary Ltd';
// Twice the same pixel: what a drawn-anew logo looks like to the page.
const LOGO = 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEUlEQVR4nGNkYPhfz8DAwAAABwgBAXYx0oUAAAAASUVORK5CYII=';
const EVIL = '<iframe src="file:///etc/passwd"></iframe><img src=x onerror=alert(1)><script>alert(1)</script>';
const KEY = '0123456789abcdef'.repeat(4);
const kit = {
  business: 'Harbour Lane Joinery',
  kit: { serial: 'ABCD-EFGH', vaultId: '01900000-0000-7000-8000-000000000001', madeOn: '2026-11-03', groups: 'K7QM 4DXR 9HTA WN2C E6VP 3JY8 ZG8F M5SK Q0TR 7CXA HB2W D94N VK1E'.split(' '), check: 'R8', backupKeyHex: KEY },
};
/** Tries everything a page could try. */
const page = {
  html: `<!doctype html><html lang="en"><title>before</title><link rel="stylesheet" href="/paper.css"><link rel="stylesheet" href="own.css">
    <body class="paper"><p>honest text</p><noscript>scripts are off</noscript><p id="p"></p><script>document.getElementById('p').textContent='script ran'</script>
    <iframe src="file:///etc/passwd"></iframe><object data="file:///etc/passwd"></object><embed src="file:///etc/passwd"><img src="file:///etc/passwd" alt="picture refused">
    <img src="https://example.com/x.png" alt="network refused"><p style="font-size:1px" onclick="x">inline style</p><meta http-equiv="refresh" content="0;url=https://example.com/"></body></html>`,
  css: '@import url("https://example.com/x.css"); body{color:#000}',
};

const RUSH = 5;
const word = { de: 'Rechnung', fr: 'Facture', es: 'Factura' } as const;
const one = harbourInvoice();
const LANGUAGES = (['de', 'fr', 'es'] as const).map((language) => harbourInvoice({ more: { language, number: `N-${language}`, taxDue: 'paid' } }));
const corpus: Snapshot[] = [
  one,
  ...LANGUAGES,
  sampleSnapshot({ lines: [{ description: 'Chair', quantity: '3', unitPrice: '105', taxes: [tax('CT', '10')] }], currency: 'JPY' }),
  sampleSnapshot({ lines: [{ description: 'Pearl', quantity: '3', unitPrice: '1.234', taxes: [tax('VAT', '5')] }], currency: 'KWD' }),
  sampleSnapshot({
    lines: [{ description: 'Work', quantity: '1', unitPrice: '1000', taxes: [tax('VAT', '20'), tax('Retention', '15', { withholding: true })] }],
    adjustments: [{ kind: 'charge', amount: 5000, reason: 'Freight' }, { kind: 'allowance', amount: 200, reason: 'Voucher', afterTax: true }], prepaid: 10_003, payableRounding: 5, currency: 'CHF',
  }),
  harbourInvoice({ pricesIncludeTax: true }),
  harbourInvoice({ prepaid: 300_000 }),
  sampleSnapshot({ lines: [{ description: 'Łódź, Çeşme, Ωμέγα, Привіт, Việt Nam', quantity: '123456789012.1234567891', unit: 'kilometres', unitPrice: '7.1234567' }] }),
];

/** Every other script at once, among words and figures of an English page (T85). */
const SCRIPTS = ['עבודות נגרות קומה 3', 'خدمات النجارة رقم 12', 'งานไม้และประตู', '木工工事と扉', '직물 작업', '門窗安裝', '简体中文', 'लकड़ी का काम ₹ 500', 'ხის სამუშაო', 'Փայտագործություն', 'কাঠ', 'மரவேலை'];
const scripts = harbourInvoice({
  buyer: { name: '直骨商店 (תל אביב)', city: '東京', country: 'JP' }, seller: { name: '港町木工 Joinery' },
  lines: SCRIPTS.map((description) => ({ description, detail: '4 דלתות', quantity: '2', unitPrice: '100', less: [{ percent: '10' }] })), more: { subject: 'For שלום 12, ₹ 4,500', note: 'תודה רבה 148.' },
});
const report: ReportTable = {
  ask: { report: 'ageing', from: '2026-01-01', to: '2026-11-20', basis: 'issue', by: 'month', customerId: null }, business: 'מאפיית הנמל', baseCurrency: 'EUR',
  recipient: ['株式会社骨', 'ประตูไม้'],
  sections: [{ id: '', currency: 'EUR', columns: [{ id: 'customer', kind: 'text' }, { id: 'open', kind: 'amount' }], rows: SCRIPTS.map((name) => ({ cells: [name, 123_456], drill: null })), totals: [null, 1_481_472], more: 0 }],
};

/** Names with signs that no font of ours has. */
const GAPS = ['Flower shop 🌻🌻 Rosa', '𓀀𓀁 Museum', 'Café ☕️ Noir', 'ᠮᠣᠩ', 'Plain Ltd'];

const log: NonNullable<PrintJob['log']> = {
  business: '港町木工', lang: 'en', says: '1 Nov 2026 to 20 Nov 2026', head: { seq: 12, seal: 'ab'.repeat(8), key: 'cd'.repeat(8) },
  lines: SCRIPTS.map((name, i) => ({ seq: i + 1, at: '2026-11-20T09:00:00.000Z', who: 'דנה לוי', what: 'Customer changed', about: name, changes: [`Name: Harbour → ${name}`], seal: 'ab'.repeat(8) })),
};
const day: NonNullable<PrintJob['day']> = {
  business: '港町木工', country: 'JP', day: '2026-11-20', printedAt: '2026-11-20T18:00:00.000Z', by: 'محمد علي, ร้านไม้', documents: [{ kind: 'invoice', currency: 'EUR', count: 2, gross: 123_456 }], money: [],
  head: { epoch: 1, seq: 12, seal: 'ab'.repeat(8) }, vaultId: '01900000-0000-7000-8000-000000000001', signedBy: 'cd'.repeat(8),
};

/** The alphabets of Europe, in one text. */
const ALPHABETS = 'Zoë Łódź Çeşme Ωμέγα Привіт Việt Nam № 5';

const jobs: PrintJob[] = [
  { name: 'scripts', invoice: scripts },
  { name: 'report', report },
  { name: 'gaps', report: { ...report, business: 'Bäckerei 🥐 Sonne', recipient: ['Ada 👩‍👩‍👧 & Co'], sections: report.sections.map((section) => ({ ...section, rows: GAPS.map((name) => ({ cells: [name, 100], drill: null })) })) } },
  { name: 'log', log },
  { name: 'day', day },
  { name: 'one', invoice: one, times: 4 },
  { name: 'logo', invoice: one, logo: LOGO },
  { name: 'sixty', invoice: longInvoice(60) },
  { name: 'fivehundred', invoice: longInvoice(500) },
  { name: 'fourteen', invoice: harbourInvoice({ lines: Array.from({ length: 14 }, (_, i) => ({ description: `Item ${i + 1}`, quantity: '1', unitPrice: '1' })) }) },
  { name: 'alphabets', invoice: harbourInvoice({ currency: 'INR', buyer: { name: ALPHABETS }, lines: [{ ...HARBOUR_LINES[0], description: ALPHABETS, quantity: '1', unitPrice: '1' }] }) },
  { name: 'letter', invoice: harbourInvoice({ seller: { country: 'US' }, currency: 'USD' }) },
  { name: 'canary', invoice: harbourInvoice({ buyer: { name: CANARY } }) },
  { name: 'evil', invoice: harbourInvoice({ lines: [{ ...HARBOUR_LINES[0], description: EVIL, quantity: '1', unitPrice: '1' }], more: { note: EVIL }, seller: { name: 'Seller <b>' } }) },
  { name: 'page', page },
  { name: 'kit', kit },
  { name: 'kit-de', kit: { ...kit, lang: 'de', size: 'Letter' } },
  ...Array.from({ length: RUSH }, (_, turn): PrintJob => ({ name: `rush-${turn}`, invoice: one, crash: 'before' })),
  ...Array.from({ length: RUSH }, (_, turn): PrintJob => ({ name: `rush-long-${turn}`, invoice: longInvoice(30), crash: 'before' })),
  { name: 'crashed-before', invoice: one, crash: 'before' },
  { name: 'crashed-during', invoice: longInvoice(300), crash: 'during' },
  ...corpus.map((invoice, i) => ({ name: `corpus-${i}`, invoice })),
];

let folder = '';
let printed: Printed;
const facts = new Map<string, PdfFacts>();
const of = (name: string): PdfFacts => {
  const found = facts.get(name);
  if (found === undefined) throw new Error(`no PDF ${name}`);
  return found;
};
const times = (text: string, part: string): number => text.split(part).length - 1;
const all = (name: string): string => of(name).pages.join(' ');
const bytesOf = (name: string): Buffer => printed.pdfs.get(name) ?? Buffer.alloc(0);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'billfold-print-'));
  printed = await printAll(folder, jobs);
  for (const [name, bytes] of printed.pdfs) facts.set(name, await readPdf(bytes));
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an invoice of one page', () => {
  it('is one tagged page of A4 with title, author, language and its own date', () => {
    const { pages, tagged, title, author, lang, created, size, roles } = of('one');
    expect(pages).toHaveLength(1);
    expect([tagged, title, author, lang, created]).toEqual([true, 'Invoice HL-2026-0148', 'Harbour Lane Joinery', 'en', 'D:20261120000000Z']);
    expect(size.map(Math.round)).toEqual([596, 843]);
    for (const role of ['H1', 'Table', 'TH', 'TD']) expect(roles).toContain(role);
    expect(roles.filter((role) => role === 'TR')).toHaveLength(5);
  });

  it('has its number, lines, sums, payment details and page number as text', () => {
    const [text = ''] = of('one').pages;
    for (const part of ['Invoice HL-2026-0148', 'Corrib Bakery', 'Less 10 % (88.80)', '2.4 m² 212.50 13.5 % 510.00', 'VAT 13.5 % on 2,005.20 270.70', 'IE29 AIBK 9311 5212 3456 78', 'Page 1 of 1']) {
      expect(text).toContain(part);
    }
    expect(times(text, '€ 2,413.91')).toBe(2);
  });

  it('embeds the bundled fonts as TrueType and no other', () => {
    for (const { name } of jobs.filter((job) => job.page === undefined)) {
      for (const font of of(name).fonts) {
        expect(font, name).toMatchObject({ subtype: '/CIDFontType2', embedded: true });
        expect(font.name).toMatch(/^(Inter-(Regular|Medium|SemiBold)|InterFigures-Regular|BillfoldSerif-SemiBold|JetBrainsMono-Medium|NotoSans(Hebrew|Arabic|Thai|Devanagari|Bengali|Tamil|Georgian|Armenian|SC|TC|JP|KR)-(Regular|SemiBold))$/);
      }
    }
  });

  it('is small', () => expect(bytesOf('one').length).toBeLessThan(60_000));

  it('is the same to the byte each time it is drawn', () => {
    for (const turn of [1, 2, 3]) expect(bytesOf(`one.${turn}`).equals(bytesOf('one'))).toBe(true);
  });

  it('has the logo, and is on Letter in America', () => {
    expect(of('logo').pages).toEqual(of('one').pages);
    expect(bytesOf('logo').length).toBeGreaterThan(bytesOf('one').length);
    expect(of('letter').size).toEqual([612, 792]);
    expect(of('letter').pages).toHaveLength(1);
  });

  it('holds up to fourteen plain lines before it needs a second sheet', () => expect(of('fourteen').pages).toHaveLength(1));
});

describe('T85: other scripts on an English page', () => {
  const families = (name: string): string[] => [...new Set(of(name).fonts.flatMap((font) => /^NotoSans([A-Za-z]+)-/.exec(font.name)?.[1] ?? []))].sort();
  // Viewers give letters that a script joins in their joined forms, and a right-to-left run as a part of its own.
  const said = (name: string): string => all(name).normalize('NFKC').replaceAll(' ', '');

  it('draws each with our own font, on an invoice and on a report', () => {
    for (const name of ['scripts', 'report']) expect(families(name), name).toEqual(expect.arrayContaining(['Arabic', 'Armenian', 'Bengali', 'Devanagari', 'Georgian', 'Hebrew', 'JP', 'KR', 'SC', 'Tamil', 'Thai']));
  });

  it('draws 骨 and 直 the Japanese way for a buyer in Japan, and takes nothing of other scripts where there are none', () => {
    expect(families('scripts')).toContain('JP');
    expect(families('one')).toEqual([]);
  });

  it('is text in the order it is read, and amounts stay where they are', () => {
    for (const name of ['scripts', 'report']) {
      for (const text of ['עבודות', '木工工事と扉', '직물작업', '門窗安裝', '简体中文', '₹500', 'ხისსამუშაო', 'Փայտագործություն']) expect(said(name), `${name} ${text}`).toContain(text);
    }
    expect(times(said('scripts'), 'Less10%(20.00)')).toBe(SCRIPTS.length);
    expect(times(said('report'), '1,234.56')).toBe(SCRIPTS.length);
  });

  it('comes out of another reader in the order it is read, joined letters as the letters they are', () => {
    for (const name of ['scripts', 'report']) {
      const text = execFileSync('pdftotext', [join(folder, 'out', `${name}.pdf`), '-'], { encoding: 'utf8' }).normalize('NFKC').replaceAll(/[\s\p{Cf}]/gu, '');
      for (const part of ['עבודותנגרות', 'خدماتالنجارةرقم', 'งานไม้และประตู', 'लकड़ीकाकाम'.normalize('NFKC'), 'மரவேலை']) expect(text, name).toContain(part);
    }
  });

  it('draws the log and the page of the day’s end with our own fonts, names in the order they are read', () => {
    expect(families('log')).toEqual(expect.arrayContaining(['Arabic', 'Bengali', 'Devanagari', 'Hebrew', 'KR', 'SC', 'Tamil', 'Thai']));
    expect(families('day')).toEqual(expect.arrayContaining(['Arabic', 'JP', 'Thai']));
    for (const text of ['木工工事と扉', '직물작업', '門窗安裝', '₹500']) expect(said('log'), text).toContain(text);
    for (const [name, parts] of [['log', ['עבודותנגרות', 'דנהלוי', 'خدماتالنجارةرقم', 'งานไม้และประตู']], ['day', ['محمدعلي', 'ร้านไม้']]] as const) {
      const text = execFileSync('pdftotext', [join(folder, 'out', `${name}.pdf`), '-'], { encoding: 'utf8' }).normalize('NFKC').replaceAll(/[\s\p{Cf}]/gu, '');
      for (const part of parts) expect(text, name).toContain(part.normalize('NFKC'));
    }
  });

  it('a sign that no font of ours has is a box on a report and on its foot: nothing is left out, and no font of the computer comes in', () => {
    for (const name of ['Flowershop□□Rosa', '□□Museum', 'Café□Noir', '□□□', 'PlainLtd', 'Ada□&Co', 'Bäckerei□Sonne·Report']) expect(said('gaps'), name).toContain(name);
    const [ours, used] = ['one', 'gaps'].map((job) => of(job).fonts.map((font) => font.name.replace(/^[A-Z]{6}\+/, '')));
    expect(used?.filter((font) => !(ours ?? []).includes(font) && !font.startsWith('NotoSans') && !/^(Inter|BillfoldSerif)/.test(font))).toEqual([]);
    expect(used?.join()).not.toMatch(/Emoji|Symbola/i);
  });

  it('stays small: of each font only the letters used', () => expect(bytesOf('scripts').length).toBeLessThan(200_000));
});

describe('T86 an invoice of many pages', () => {
  const cases: [name: string, lines: number, atLeast: number, atMost: number][] = [['sixty', 60, 3, 4], ['fivehundred', 500, 20, 27]];

  it.each(cases)('%s: repeats the head of the table on every sheet, and has every line once and in order', (name, lines, atLeast, atMost) => {
    const { pages } = of(name);
    expect(pages.length).toBeGreaterThanOrEqual(atLeast);
    expect(pages.length).toBeLessThanOrEqual(atMost);
    for (const text of pages) expect(times(text, 'What Qty Unit Price VAT Amount €')).toBe(1);
    const positions = [...all(name).matchAll(/Position (\d+),/g)].map(([, n]) => Number(n));
    expect(positions).toEqual(Array.from({ length: lines }, (_, i) => i + 1));
  });

  it.each(cases)('%s: says its sums once, on the last sheet, with a line above them', (name) => {
    const { pages } = of(name);
    const text = all(name);
    for (const part of ['Before VAT', 'VAT 23 % on', 'VAT 13.5 % on', 'Pay by bank transfer', 'company 000000']) expect(times(text, part)).toBe(1);
    const last = pages.at(-1) ?? '';
    expect(last).toContain('Before VAT');
    expect(last).toMatch(/Position \d+/);
  });

  it.each(cases)('%s: has number and "page n of m" at the foot of every sheet, marked as decoration', (name) => {
    const { pages } = of(name);
    pages.forEach((text, i) => {
      expect(times(text, 'Harbour Lane Joinery · Invoice HL-2026-0148')).toBe(1);
      expect(times(text, `Page ${i + 1} of ${pages.length}`)).toBe(1);
    });
    expect(of(name).tagged).toBe(true);
    expect(of(name).roles.filter((role) => role === 'Table').length).toBeGreaterThan(0);
  });
});

describe('the figures', () => {
  it('are those of the snapshot, in every currency, language and kind of total (T28)', () => {
    corpus.forEach((snapshot, i) => {
      const text = all(`corpus-${i}`).replace(/\s/gu, '');
      const format = pageFormat(snapshot);
      const said = (part: string): void => expect(text, `corpus-${i}`).toContain(part.replace(/\s/gu, ''));
      for (const { label, amount } of totalRows(snapshot, format)) said(`${label}${amount}`);
      for (const line of snapshot.lines) said(format.amount(line.entered));
      said(`${kindWords(snapshot, snapshot.language).total}${format.money(snapshot.totals.payable)}`);
    });
  });

  it('come with the words and the language of the document', () => {
    LANGUAGES.forEach((snapshot, i) => {
      const { language } = snapshot;
      const { lang, title } = of(`corpus-${i + 1}`);
      expect([lang, title]).toEqual([language, `${language === 'en' ? '' : word[language]} N-${language}`]);
      expect(times(all(`corpus-${i + 1}`), taxDueWords(snapshot.seller.country, language))).toBe(1);
    });
  });
});

describe('what people type', () => {
  it('T85 comes out in every alphabet of Europe, mixed on one page, with the rupee sign', () => {
    // Runs of different fonts may be read with or without the space between them.
    const text = all('alphabets').replace(/\s/gu, '');
    for (const word of ALPHABETS.split(' ')) expect(times(text, word), word).toBeGreaterThanOrEqual(2);
    expect(text).toContain('₹');
  });

  it('is text in the PDF: no frame, no picture, no file of the computer', () => {
    expect(all('evil')).toContain('<iframe src="file:///etc/passwd"></iframe>');
    expect(all('evil')).toContain('<script>alert(1)</script>');
    expect(all('evil')).not.toContain('root:');
  });

  it('cannot make a PDF that acts by itself', () => {
    for (const name of printed.pdfs.keys()) expect(of(name).active, name).toEqual([]);
  });
});

describe('the print window', () => {
  it('has the frozen preferences, and no JavaScript', () => {
    expect(printed.report.preferences).toMatchObject({
      contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInSubFrames: false, webSecurity: true, allowRunningInsecureContent: false,
      experimentalFeatures: false, webviewTag: false, safeDialogs: true, javascript: false,
    });
    expect(printed.report.preferences).not.toHaveProperty('preload');
  });

  it('runs no script, loads no file, frame or network address, and stays on the page', () => {
    const text = all('page');
    for (const part of ['honest text', 'scripts are off', 'picture refused', 'network refused', 'inline style']) expect(text).toContain(part);
    expect(text).not.toMatch(/script ran|root:/);
  });

  it('never prints a page before its fonts are there, also in a window just made', () => {
    // Without its fonts a page has no text at all; seen with fonts that were fetched from an address.
    for (let turn = 0; turn < RUSH; turn += 1) {
      expect(all(`rush-${turn}`)).toBe(all('one'));
      expect(all(`rush-long-${turn}`)).toBe(all('rush-long-0'));
    }
  });

  it('comes back when its renderer dies, before or while a page is drawn', () => {
    expect(of('crashed-before').pages).toEqual(of('one').pages);
    expect(of('crashed-during').pages.length).toBeGreaterThan(10);
  });

  it('is gone after close, with the page it drew and those that waited', () => {
    expect(printed.report.windowsAfterClose).toBe(0);
    expect(printed.report.afterClose).toEqual(['AppError: PRINT_FAILED', 'AppError: PRINT_FAILED']);
  });

  it('leaves nothing of a document on the disk (T77, H63)', () => {
    expect(all('canary')).toContain(CANARY);
    const found = ['tmp', 'user'].flatMap((name) => filesBelow(join(folder, name))).filter((file) => {
      const bytes = readFileSync(file);
      return [CANARY, KEY, 'HL-2026-0148'].some((text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'))) || /\.(html?|pdf)$/i.test(file);
    });
    expect(found).toEqual([]);
  });
});

function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('the Recovery Kit', () => {
  it('is one page with the groups, the key and the commands for an expert, and a place to say where it is kept', () => {
    expect(of('kit').pages).toHaveLength(1);
    for (const part of [...kit.kit.groups, 'R8', 'ABCD-EFGH', `PRAGMA key = "x'${KEY}'";`, 'sqlcipher BACKUP-FILE', kit.kit.vaultId, 'Kept at (write the place here)']) expect(all('kit')).toContain(part);
    expect(of('kit').title).toBe('Recovery Kit ABCD-EFGH');
    expect(of('kit').tagged).toBe(true);
  });

  it('fits on Letter in German', () => {
    expect(of('kit-de').pages).toHaveLength(1);
    expect(of('kit-de').lang).toBe('de');
    expect(of('kit-de').size).toEqual([612, 792]);
  });
});
