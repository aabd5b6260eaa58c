// XML of banks, read by saxes: well-formed or refused, and no document type, so that no entity can be declared, fetched or multiplied. Used by camt.ts and ofx.ts.
import { SaxesParser } from 'saxes';
import { AppError, isAppError } from '../../../contract/errors.ts';
import { builder, type Take } from './tree.ts';

/** Handed to the parser in pieces, so that whoever waits can be told how far it is. */
const PIECE = 256 * 1024;

/**
 * Walks the document and hands over each wanted element. Prefixes of namespaces are left out: banks use them as they like.
 * BANK_DOCTYPE, BANK_BROKEN with the row.
 */
export function readXml(text: string, wanted: ReadonlySet<string>, take: Take, onRead?: (done: number) => void): void {
  const parser = new SaxesParser({ position: true, xmlns: false as const });
  const tree = builder(wanted, take);
  parser.on('doctype', () => {
    throw new AppError('BANK_DOCTYPE');
  });
  parser.on('error', () => {
    throw new AppError('BANK_BROKEN', { params: { row: parser.line } });
  });
  parser.on('opentag', ({ name, attributes }) => tree.open(localName(name), parser.line, attributes));
  parser.on('closetag', () => tree.close());
  parser.on('text', (piece) => tree.text(piece));
  parser.on('cdata', (piece) => tree.text(piece));
  // The declaration of an encoding is history: the bytes were decoded by what they are.
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  try {
    for (let from = 0; from < body.length; from += PIECE) {
      parser.write(body.slice(from, from + PIECE));
      onRead?.(Math.min(body.length, from + PIECE));
    }
    parser.close();
  } catch (error) {
    if (isAppError(error)) throw error;
    throw new AppError('BANK_BROKEN', { params: { row: parser.line } });
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
