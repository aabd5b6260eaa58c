import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { ReportTable } from '../../../contract/reports.ts';
import { reportCsv } from '../../../main/report/csv.ts';
import { reportXlsx } from '../../../main/report/xlsx.ts';
import { zip } from '../../../main/files/zip.ts';

const table = (rows: ReportTable['sections'][number]['rows'], more: Partial<ReportTable['sections'][number]> = {}): ReportTable => ({
  ask: { report: 'salesItem', from: '2026-01-01', to: '2026-03-31', basis: 'issue', by: 'month', customerId: null }, business: 'Müller & Söhne', baseCurrency: 'EUR',
  sections: [{
    id: '', currency: 'EUR', more: 0, totals: null, rows,
    columns: [{ id: 'item', kind: 'text' }, { id: 'quantity', kind: 'quantity' }, { id: 'date', kind: 'day' }, { id: 'lines', kind: 'count' }, { id: 'net', kind: 'amount' }], ...more,
  }],
});
const row = (item: string, net = -1250) => ({ cells: [item, '1234.5', '2026-02-28', 1000, net], drill: null });

/** The files of an archive by name, read by their central directory. */
function unzipped(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const files = new Map<string, string>();
  for (let at = bytes.readUInt32LE(end + 16); at < end; ) {
    const [method, packed, size, nameLength, offset] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const start = offset + 30 + bytes.readUInt16LE(offset + 26);
    const content = inflateRawSync(bytes.subarray(start, start + packed));
    expect([method, content.length, bytes.toString('utf8', offset + 30, start)]).toEqual([8, size, name]);
    files.set(name, content.toString('utf8'));
    at += 46 + nameLength;
  }
  return files;
}

describe('a report as CSV', () => {
  it.each(['=1+1', '+49 30', '-5', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")'])('T84: %j begins no formula', (text) => {
    const csv = reportCsv(table([row(text)]), 'en');
    const [, cells] = parse(csv, { bom: true }) as string[][];
    expect(cells?.[1]).toBe(`'${text}`);
  });

  it('T84: amounts below zero stay numbers; points and ISO days in every language', () => {
    for (const lang of ['en', 'de', 'fr', 'es'] as const) {
      const [, cells] = parse(reportCsv(table([row('Poster')]), lang), { bom: true }) as string[][];
      expect(cells).toEqual(['EUR', 'Poster', '1234.5', '2026-02-28', '1000', '-12.50']);
    }
  });

  it('quotes, commas and line breaks stay in their cell; lines end as RFC 4180 says; spreadsheets are told it is UTF-8', () => {
    const csv = reportCsv(table([row('Shelf, "oak"\nlong'), row('Łódź')]), 'en');
    expect(csv.startsWith('\u{FEFF}')).toBe(true);
    expect(csv.split('\r\n')).toHaveLength(4);
    expect((parse(csv, { bom: true }) as string[][]).map((cells) => cells[1])).toEqual(['Item', 'Shelf, "oak"\nlong', 'Łódź']);
  });

  it.each([['JPY', '-1250'], ['KWD', '-1.250'], ['EUR', '-12.50']])('writes %s with its own decimals', (currency, text) => {
    const csv = reportCsv(table([row('x')], { currency }), 'en');
    expect((parse(csv, { bom: true }) as string[][])[1]?.at(-1)).toBe(text);
  });

  it('sections with other columns still make one table', () => {
    const two = table([row('x')]);
    const other: ReportTable['sections'][number] = { id: 'taxCharged', currency: 'USD', more: 0, totals: null, columns: [{ id: 'tax', kind: 'text' }, { id: 'net', kind: 'amount' }], rows: [{ cells: [{ word: 'categoryAE' }, 5], drill: null }] };
    const lines = parse(reportCsv({ ...two, sections: [...two.sections, other] }, 'de'), { bom: true }) as string[][];
    expect(lines[0]).toEqual(['Abschnitt', 'Währung', 'Artikel', 'Menge', 'Datum', 'Positionen', 'Umsatz netto', 'Steuer']);
    expect(lines[2]).toEqual(['Steuer auf Umsätze', 'USD', '', '', '', '', '0.05', 'Reverse Charge']);
  });
});

describe('a report as a workbook', () => {
  it('holds numbers as numbers, days as days and texts as texts that nothing runs (T84)', () => {
    const files = unzipped(reportXlsx(table([row('=1+1'), row('<b>&"')], { totals: [null, null, null, 2000, -2500] }), 'en'));
    const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).toContain('<c r="A5" s="0" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c><c r="B5" s="4"><v>1234.5</v></c><c r="C5" s="3"><v>46081</v></c><c r="D5" s="5"><v>1000</v></c><c r="E5" s="8"><v>-12.50</v></c>');
    expect(sheet).toContain('&lt;b&gt;&amp;&quot;');
    expect(sheet).toContain('<c r="E7" s="13"><v>-25.00</v></c>');
    expect(sheet).not.toMatch(/<f>/);
    expect([...files.keys()]).toEqual(['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/worksheets/sheet1.xml']);
  });

  it('gives every section a sheet of its own name that spreadsheets take', () => {
    const one = table([row('x')]).sections[0];
    if (one === undefined) throw new Error('no section');
    const files = unzipped(reportXlsx({ ...table([]), sections: [one, { ...one, currency: 'USD' }, { ...one, currency: 'USD' }] }, 'fr'));
    expect([...(files.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]+)"/g)].map((m) => m[1])).toEqual(['Ventes par article EUR', 'Ventes par article USD', 'Ventes par article USD 3']);
  });

  it('with nothing in it still opens on a sheet that says so', () => {
    const files = unzipped(reportXlsx({ ...table([]), sections: [] }, 'es'));
    expect(files.get('xl/worksheets/sheet1.xml')).toContain('Nada en este periodo.');
  });

  it('the same report is the same bytes', () => {
    expect(reportXlsx(table([row('x')]), 'en').equals(reportXlsx(table([row('x')]), 'en'))).toBe(true);
  });
});

describe('zip', () => {
  it('keeps names and bytes, empty and large', () => {
    const large = 'x'.repeat(300_000);
    expect(unzipped(zip([{ name: 'leer.txt', bytes: Buffer.alloc(0) }, { name: 'groß/ß.txt', bytes: Buffer.from(large) }]))).toEqual(new Map([['leer.txt', ''], ['groß/ß.txt', large]]));
  });
});
