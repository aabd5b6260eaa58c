// Whose money a row is and which documents it names: looked up in the books as they are now. Called by paymentPlan.ts only.
import type { Minor } from '../../domain/money.ts';
import { customerWithCode, readCustomer } from '../repo/customers.ts';
import { customerNamed } from '../repo/importedDocuments.ts';
import { payableNumbered } from '../repo/paymentImports.ts';
import { readReceivable } from '../repo/receivables.ts';
import { sortName } from '../repo/words.ts';
import type { Ctx } from '../service/context.ts';
import type { PaymentField } from './paymentFields.ts';
import type { PaymentLine } from './paymentRows.ts';
import { type RowProblem, shown } from './rows.ts';

/** A document with what is open of it, less what the file's earlier payments take. */
export interface Debt {
  readonly id: string;
  readonly number: string;
  readonly customerId: string;
  readonly currency: string;
  left: Minor;
}
export interface Payer {
  readonly id: string;
  readonly name: string;
}
export interface Subject {
  payer: Payer;
  debts: readonly Debt[];
}

/** Several numbers in one cell; a number itself may hold blanks. */
const BETWEEN = /\s*[,;|\n]\s*/;

/** Finds payer and documents of rows; what it cannot find is a problem of that row. Each document is read once, so that the rows see each other's payments. */
export function paymentSubjects(ctx: Ctx): (line: PaymentLine) => Subject | RowProblem {
  const debts = new Map<string, Debt | null>();
  const payers = new Map<string, Payer | null>();
  const payerOf = (id: string | undefined): Payer | null => {
    if (id === undefined) return null;
    const customer = payers.get(id) ?? readCustomer(ctx.db, id) ?? null;
    payers.set(id, customer && { id: customer.id, name: customer.name });
    return customer;
  };
  const debtOf = (number: string): Debt | null => {
    const known = debts.get(number);
    if (known !== undefined) return known;
    const found = payableNumbered(ctx.db, number).flatMap((id) => readReceivable(ctx.db, id) ?? []);
    const one = found.find(({ side, balance }) => side === 1 && balance.payable > 0);
    const debt = one === undefined ? null : { id: one.id, number: one.number, customerId: one.customerId, currency: one.currency, left: one.balance.balance };
    debts.set(number, debt);
    return debt;
  };
  return (line) => {
    const problem = (column: PaymentField, code: string, value: string): RowProblem => ({ row: line.row, column, code, value: shown(value) });
    const whole = line.document === '' ? null : debtOf(line.document);
    const numbers = line.document === '' ? [] : whole === null ? line.document.split(BETWEEN).filter((one) => one !== '') : [line.document];
    const named = numbers.map((number) => ({ number, debt: debtOf(number) }));
    const missing = named.find(({ debt }) => debt === null);
    if (missing !== undefined) return problem('document', 'DOCUMENT_UNKNOWN', missing.number);
    const found = named.flatMap(({ debt }) => debt ?? []);
    const [first] = found;
    const coded = line.customerCode === '' ? null : payerOf(customerWithCode(ctx.db, line.customerCode));
    // The other program may count its customers differently: then the name says who it is.
    const [field, cell] = line.customerCode !== '' && (coded !== null || line.customerName === '') ? (['customerCode', line.customerCode] as const) : (['customerName', line.customerName] as const);
    const said = field === 'customerCode' ? coded : cell === '' ? null : payerOf(customerNamed(ctx.db, sortName(cell), ''));
    if (first === undefined) return said === null ? problem(field, cell === '' ? 'REQUIRED' : 'CUSTOMER_UNKNOWN', cell) : { payer: said, debts: [] };
    const owner = payerOf(first.customerId);
    const other = found.find(({ customerId }) => customerId !== first.customerId);
    if (owner === null || other !== undefined) return problem('document', 'CUSTOMERS_DIFFER', line.document);
    // Two customers of one name: the document says which of them.
    const fits = cell === '' || said?.id === owner.id || (field === 'customerName' && sortName(cell) === sortName(owner.name));
    return fits ? { payer: owner, debts: found } : problem(field, 'WRONG_CUSTOMER', cell);
  };
}
