// The words of the archive: README.txt inside it, and the list of files and fields that docs/EXPORT.md repeats. Everything comes from the one list of tables.
import { AUDIT_FIELDS } from './auditLines.ts';
import { exportedColumns, type Table } from './columns.ts';
import { AUDIT, dataFile, MANIFEST } from './manifest.ts';
import { TABLES } from './tables.ts';

export interface DescribedFile { name: string; says: string; fields: readonly (readonly [name: string, says: string])[] }

const fieldsOf = (table: Table): DescribedFile['fields'] => exportedColumns(table).map(([, as]) => [as.name, as.says] as const);

const MANIFEST_FIELDS: DescribedFile['fields'] = [
  ['format', '"billfold-export".'],
  ['version', 'Version of this format.'],
  ['schema', 'Version of the tables inside Billfold.'],
  ['madeAt', 'When the export was made (UTC).'],
  ['madeBy', 'Program and version.'],
  ['business', 'Name of the business.'],
  ['vault', 'Identifier of the vault it came from, and epoch, number and MAC of the last record of its log.'],
  ['sums', 'Documents per kind and currency: how many, net, tax, gross, payable, in minor units as text.'],
  ['withoutPdf', 'Numbers of documents whose PDF was not made yet.'],
  ['files', 'Every other file with its size in bytes, its number of lines where it has one per record, and its SHA-256.'],
];

/** Every file of the archive that has fields, in the order of the archive. */
export function describedFiles(): DescribedFile[] {
  return [
    { name: MANIFEST, says: 'What the export holds; made last.', fields: MANIFEST_FIELDS },
    ...TABLES.map((table) => ({ name: dataFile(table), says: table.says, fields: fieldsOf(table) })),
    { name: AUDIT, says: 'The log: one line per record.', fields: AUDIT_FIELDS },
  ];
}

const INTRO = `COMPLETE EXPORT OF A BUSINESS FROM BILLFOLD

THIS FILE IS NOT ENCRYPTED. Whoever has it can read every invoice, every customer and every price in it. Keep it where you would keep the paper.

What it is
  Everything the business has in Billfold: profile, taxes, number series, customers, items, drafts, issued documents with their PDFs, settings and the log.
  It holds no PIN, no phone secret, no recovery code and no key; it cannot open your vault.
  Billfold brings it in again on another computer: set up Billfold there, then choose Settings, Data, "Bring in a complete export", before anything else is written.

How it is written
  Files below data/ and audit.jsonl are JSON Lines: UTF-8, one JSON object per line, each line ended by a line feed. They are in the order in which the records were made.
  Amounts of money are whole numbers of the smallest unit of their currency (ISO 4217: 12345 EUR is 123.45, 12345 JPY is 12,345).
  Quantities, prices, rates and percentages are texts with an exact decimal: read them as decimals, never as binary floating point.
  Dates are YYYY-MM-DD without a time zone. Moments are ISO 8601 in UTC.
  A record names another by that one's id or hash. Missing values are null; texts that were left empty are "".
  {"$text": "..."} in place of an embedded JSON value is that value's stored text, where writing it anew would change a letter.
  pdf/ holds the PDF of each document by its number, logos/ each logo by its hash.

How to check it
  manifest.json names every file with its SHA-256, the number of lines and the sums of all documents per currency.
  These find what was damaged. They do not prove who wrote the file: whoever can change a file can change the manifest too.
  contentHash of a document is SHA-256 over the canonical JSON of all it says (keys sorted, no spaces); Billfold works it out anew for every document it brings in.

What each file holds
`;

/** README.txt: the same bytes for every export of this version. */
export function readmeText(): string {
  const width = Math.max(...describedFiles().flatMap(({ fields }) => fields.map(([name]) => name.length)));
  const files = describedFiles().map(({ name, says, fields }) => [`${name}`, `  ${says}`, ...fields.map(([field, meaning]) => `    ${field.padEnd(width)}  ${meaning}`)].join('\n'));
  return `${INTRO}\n${files.join('\n\n')}\n`;
}
