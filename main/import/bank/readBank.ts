// A bank's file of any known format as statements: looks what it is, then reads it. Called by the bank's jobs and tests.
import { AppError } from '../../../contract/errors.ts';
import type { BankFormat } from '../../../domain/bankStatement.ts';
import { decodeText } from '../decode.ts';
import { readCamt } from './camt.ts';
import type { BankFile } from './collect.ts';
import { type CsvOptions, readBankCsv } from './csvBank.ts';
import { readMt940 } from './mt940.ts';
import { readOfx } from './ofx.ts';

export const MAX_BANK_BYTES = 64 * 1024 * 1024;
const LOOKED_AT = 4096;

/** What the first characters say. What is none of the others is looked at as CSV. */
export function formatOf(head: string): BankFormat {
  const start = head.replace(/^\ufeff/, '').trimStart();
  if (/^OFXHEADER\s*:/i.test(start) || /<\?OFX/i.test(start) || /<OFX>/i.test(start)) return 'ofx';
  // Anything else that begins like XML is the camt reader's to take or to refuse.
  if (/^<(\?xml|!|[A-Za-z])/i.test(start)) return 'camt.053';
  return /(^|\n|\}|\{4:\r?\n?):20:/.test(start) ? 'mt940' : 'csv';
}

/**
 * Reads a whole file. `csv` says what its columns are and is needed for CSV only. Errors: BANK_FORMAT, BANK_BROKEN (row), BANK_DOCTYPE, BANK_EMPTY,
 * BANK_TOO_MANY_LINES, FILE_TOO_LARGE, FILE_TYPE, FILE_ENCODING, and those of readCsv.
 */
export function readBank(bytes: Buffer, csv: CsvOptions | null, onRead?: (done: number, total: number) => void): BankFile {
  if (bytes.length > MAX_BANK_BYTES) throw new AppError('FILE_TOO_LARGE', { params: { maxMegabytes: MAX_BANK_BYTES / 1024 / 1024 } });
  const { text } = decodeText(bytes);
  const told = onRead === undefined ? undefined : (done: number): void => onRead(done, text.length);
  switch (formatOf(text.slice(0, LOOKED_AT))) {
    case 'camt.053':
      return readCamt(text, told);
    case 'mt940':
      return readMt940(text, told);
    case 'ofx':
      return readOfx(text, told);
    case 'csv':
      if (csv === null) throw new AppError('BANK_FORMAT');
      return readBankCsv(bytes, csv);
  }
}
