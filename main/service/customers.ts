// What customers.* of the wall does. Called by the IPC router, the import and tests.
import { AppError } from '../../contract/errors.ts';
import type { Output, Parsed } from '../../contract/index.ts';
import {
  addCustomer,
  archiveCustomer,
  customerSums,
  customerWithCode,
  listCustomers,
  readCustomer,
  saveCustomer,
  suggestCustomers,
  type CustomerFields,
} from '../repo/customers.ts';
import { changesIn } from '../audit/changes.ts';
import { readTombstone } from '../repo/erasure.ts';
import { draftsOfCustomer } from '../repo/drafts.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { onlyOf } from './own.ts';
import { found, refuseDuplicate, refuseField, saved } from './problems.ts';

const SUGGESTED = 8;

export function customersList(ctx: Ctx, input: Parsed<'customers.list'>): Output<'customers.list'> {
  return readTogether(ctx, () => {
    const page = listCustomers(ctx.db, input);
    return { ...page, rows: page.rows.map((row) => quiet(ctx, row)) };
  });
}

export function customersSuggest(ctx: Ctx, { q }: Parsed<'customers.suggest'>): Output<'customers.suggest'> {
  return { rows: suggestCustomers(ctx.db, q, SUGGESTED).map((row) => quiet(ctx, row)) };
}

/** Whoever sees only their own documents is not told how many others wrote. */
function quiet<R extends { invoices: number; lastInvoice: string | null }>(ctx: Ctx, row: R): R {
  return onlyOf(ctx) === null ? row : { ...row, invoices: 0, lastInvoice: null };
}

/** NOT_FOUND. */
export function customersGet(ctx: Ctx, { id }: Parsed<'customers.get'>): Output<'customers.get'> {
  return readTogether(ctx, () => {
    const { rid, ...customer } = found(readCustomer(ctx.db, id));
    const erased = readTombstone(ctx.db, id) !== undefined;
    if (onlyOf(ctx) !== null) return { customer, erased, invoiced: [], drafts: 0 };
    return { customer, erased, invoiced: customerSums(ctx.db, rid), drafts: draftsOfCustomer(ctx.db, rid) };
  });
}

/** Without id a new customer is made. CONFLICT when the version is not the newest, DUPLICATE when the code is another's. */
export function customersSave(ctx: Ctx, { id, version, ...fields }: Parsed<'customers.save'>): Output<'customers.save'> {
  return transact(ctx, () => (id === undefined ? createCustomer(ctx, fields) : updateCustomer(ctx, id, version, fields)));
}

function createCustomer(ctx: Ctx, fields: CustomerFields): Output<'customers.save'> {
  if (customerWithCode(ctx.db, fields.code) !== undefined) refuseDuplicate('code');
  const id = ctx.newId();
  addCustomer(ctx.db, id, fields, ctx.clock.now());
  audit(ctx, 'customer.create', 'customer', id, { version: 1, ...changesIn(null, fields) });
  return { id, version: 1 };
}

function updateCustomer(ctx: Ctx, id: string, version: number | undefined, fields: CustomerFields): Output<'customers.save'> {
  if (version === undefined) refuseField('version', 'REQUIRED');
  const stored = found(readCustomer(ctx.db, id));
  refuseErased(ctx, id);
  const holder = customerWithCode(ctx.db, fields.code);
  if (holder !== undefined && holder !== id) refuseDuplicate('code');
  const next = saved(saveCustomer(ctx.db, stored, version, fields));
  audit(ctx, 'customer.save', 'customer', id, { version: next, ...changesIn(stored, { ...stored, ...fields }) });
  return { id, version: next };
}

/** Who was erased stays erased. */
export function refuseErased(ctx: Ctx, id: string): void {
  if (readTombstone(ctx.db, id) !== undefined) throw new AppError('CUSTOMER_ERASED');
}

/** Archived customers stay on their documents but are no longer offered. */
export function customersArchive(ctx: Ctx, { id, archived }: Parsed<'customers.archive'>): Output<'customers.archive'> {
  return transact(ctx, () => {
    refuseErased(ctx, id);
    const version = found(archiveCustomer(ctx.db, id, archived));
    audit(ctx, archived ? 'customer.archive' : 'customer.restore', 'customer', id, { version });
    return { id, version };
  });
}
