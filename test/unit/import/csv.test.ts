import { describe, expect, it } from 'vitest';
import { isAppError } from '../../../contract/errors.ts';
import { MAX_FILE_BYTES, readCsv } from '../../../main/import/csv.ts';

/** What came out of the file, or how it was refused. */
function read(content: string | Buffer): unknown {
  const rows: (string | number)[][] = [];
  try {
    const table = readCsv(Buffer.from(content), { row: (cells, row) => void rows.push([row, ...cells]) });
    return { ...table, rows };
  } catch (error) {
    if (isAppError(error)) return { code: error.code, ...error.detail.params };
    throw error;
  }
}

describe('a CSV file', () => {
  it('may mix line ends, hold line breaks in quotes and skip lines; rows are numbered as a spreadsheet shows them', () => {
    expect(read('a,b\r\n1,2\n\n3,"x\ny"\r4,5')).toMatchObject({
      headers: ['a', 'b'],
      rows: [
        [2, '1', '2'],
        [4, '3', 'x\ny'],
        [5, '4', '5'],
      ],
    });
  });

  it.each([
    ['UTF-8 with a mark', Buffer.from('\ufeffname;city\nMüller;Köln'), 'utf-8'],
    ['UTF-8 without', Buffer.from('name;city\nMüller;Köln'), 'utf-8'],
    ['UTF-16 little-endian', Buffer.from('\ufeffname;city\nMüller;Köln', 'utf16le'), 'utf-16le'],
    ['UTF-16 without a mark', Buffer.from('name;city\nMüller;Köln', 'utf16le'), 'utf-16le'],
    ['UTF-16 big-endian', Buffer.from('\ufeffname;city\nMüller;Köln', 'utf16le').swap16(), 'utf-16be'],
    ['windows-1252', Buffer.from('name;city\nM\xfcller;K\xf6ln', 'latin1'), 'windows-1252'],
  ])('is read in %s', (_what, bytes, encoding) => {
    expect(read(bytes)).toEqual({ encoding, delimiter: ';', headers: ['name', 'city'], rows: [[2, 'Müller', 'Köln']] });
  });

  it('knows the euro sign of windows-1252', () => {
    expect(read(Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0x80, 0x2c, 0x31]))).toMatchObject({
      encoding: 'windows-1252',
      rows: [[2, '€', '1']],
    });
  });

  it.each([[','], [';'], ['\t'], ['|']])('is cut at %j without being told, whatever stands in quotes', (delimiter) => {
    const content = [
      ['id', 'name', 'city'],
      ['1', '"a,b;c|d"', 'x'],
      ['2', '"e,,,,f"', 'y'],
    ]
      .map((cells) => cells.join(delimiter))
      .join('\n');
    expect(read(content)).toMatchObject({
      delimiter,
      headers: ['id', 'name', 'city'],
      rows: [
        [2, '1', 'a,b;c|d', 'x'],
        [3, '2', 'e,,,,f', 'y'],
      ],
    });
  });

  it('may name its delimiter the way Excel does', () => {
    expect(read('sep=;\na;b\n1,5;2')).toMatchObject({ delimiter: ';', headers: ['a', 'b'], rows: [[3, '1,5', '2']] });
  });

  it('keeps a lone quote inside a cell: 12" is a size', () => {
    expect(read('a,b\n1,12" pipe')).toMatchObject({ rows: [[2, '1', '12" pipe']] });
  });

  it.each([
    ['nothing at all', '', { code: 'CSV_EMPTY' }],
    ['empty lines only', '\n\n\r\n', { code: 'CSV_EMPTY' }],
    ['a quote that never closes', 'a,b\n1,2\n3,"4\n5,6\n', { code: 'CSV_QUOTES', row: 3 }],
    ['such a quote early in a large file', `a,b\n1,"2\n${'3,4\n'.repeat(40_000)}`, { code: 'CSV_QUOTES', row: 2 }],
    ['a zero byte', 'a,b\n1,2\n3,\0', { code: 'CSV_NUL', row: 3 }],
    ['201 columns', `${'a,'.repeat(200)}a\n`, { code: 'CSV_COLUMNS', row: 1, max: 200 }],
    ['a million columns', `a,b\n${','.repeat(1_000_000)}\n`, { code: 'CSV_COLUMNS', row: 2, max: 200 }],
    ['one row of a megabyte', `a,b\n1,${'x'.repeat(1_000_000)}\n`, { code: 'CSV_ROW_TOO_LONG', row: 2 }],
    ['200,001 rows', `a\n${'x\n'.repeat(200_001)}`, { code: 'CSV_TOO_MANY_ROWS', max: 200_000 }],
    ['a spreadsheet', Buffer.from('PK\x03\x04rest'), { code: 'FILE_TYPE' }],
    ['a PDF', Buffer.from('%PDF-1.7'), { code: 'FILE_TYPE' }],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d]), { code: 'FILE_TYPE' }],
    ['UTF-16 that breaks off', Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x00, 0xd8]), { code: 'FILE_ENCODING' }],
  ])('is refused with its own reason: %s', (_what, content, refusal) => {
    expect(read(content)).toEqual(refusal);
  });

  it('of more than 100 MB is refused before it is looked at', () => {
    expect(read(Buffer.alloc(MAX_FILE_BYTES + 1))).toEqual({ code: 'FILE_TOO_LARGE', maxMegabytes: 100 });
  });
});
