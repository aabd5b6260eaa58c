// What a column of a bank's CSV can be. Read by the contract, the reader in main and the screen that asks for it.
export const BANK_COLUMNS = [
  'date',
  'valueDate',
  'amount',
  'credit',
  'debit',
  'direction',
  'currency',
  'name',
  'iban',
  'text',
  'endToEnd',
  'bankRef',
  'kind',
  'account',
] as const;
export type BankColumn = (typeof BANK_COLUMNS)[number];

/** Several columns may be text: they are joined. Everything else stands once. */
export const MANY: ReadonlySet<BankColumn> = new Set<BankColumn>(['text']);

/** What a mapping still lacks: a day, and an amount in one of its two ways. */
export function missingColumns(columns: readonly (BankColumn | null)[]): BankColumn[] {
  const has = (column: BankColumn) => columns.includes(column);
  const missing: BankColumn[] = [];
  if (!has('date')) missing.push('date');
  if (!has('amount') && !(has('credit') || has('debit'))) missing.push('amount');
  return missing;
}
