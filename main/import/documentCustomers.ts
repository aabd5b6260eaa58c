// Whose an old document is: a customer of the books, or one made from the file's own columns. Called by documentPlan.ts only.
import { customers as wall } from '../../contract/customers.ts';
import { customerWithCode, readCustomer, type StoredCustomer } from '../repo/customers.ts';
import { customerNamed } from '../repo/importedDocuments.ts';
import { sortName } from '../repo/words.ts';
import type { Ctx } from '../service/context.ts';
import type { DocumentLine } from './documentRows.ts';
import type { CustomerRowFields } from './rows.ts';

export interface NewCustomer {
  id: string;
  fields: CustomerRowFields;
}
export type DocumentCustomer = { stored: StoredCustomer } | { made: NewCustomer };
export interface NoCustomer {
  column: string;
  code: string;
}

const TEXTS = ['contact', 'email', 'phone', 'street', 'street2', 'city', 'region', 'postcode', 'vatId'] as const;

/** Finds by code, else by name (and postcode); the first document of somebody unknown makes them. Only those that a document took are kept. */
export function documentCustomers(ctx: Ctx) {
  const known = new Map<string, DocumentCustomer | NoCustomer>();
  const taken = new Set<NewCustomer>();
  const find = (line: DocumentLine): DocumentCustomer | NoCustomer => {
    const { customerCode, customerName, postcode } = line.head;
    if (customerCode === '' && customerName === '') return { column: 'customerCode', code: 'BUYER_MISSING' };
    const id = customerCode === '' ? customerNamed(ctx.db, sortName(customerName), postcode) : customerWithCode(ctx.db, customerCode);
    const stored = id === undefined ? undefined : readCustomer(ctx.db, id);
    return stored === undefined ? make(ctx, line) : { stored };
  };
  return {
    of(lines: readonly DocumentLine[]): DocumentCustomer | NoCustomer {
      const line = lines.find(({ head }) => head.customerCode !== '' || head.customerName !== '') ?? lines[0];
      if (line === undefined) return { column: 'customerCode', code: 'BUYER_MISSING' };
      const { customerCode, customerName, postcode } = line.head;
      const key = customerCode === '' ? `${sortName(customerName)}\n${postcode}` : `#${customerCode.toLowerCase()}`;
      const seen = known.get(key) ?? find(line);
      known.set(key, seen);
      return seen;
    },
    taken(customer: DocumentCustomer): void {
      if ('made' in customer) taken.add(customer.made);
    },
    made: (): NewCustomer[] => [...taken],
  };
}

/** Held against the wall's own schema, like a customer typed by hand. Who has a number only is called by it. */
function make(ctx: Ctx, { head, country }: DocumentLine): DocumentCustomer | NoCustomer {
  const parsed = wall['customers.save'].input.safeParse({
    ...Object.fromEntries(TEXTS.map((field) => [field, head[field]])),
    code: head.customerCode, name: head.customerName === '' ? head.customerCode : head.customerName, country, taxNumber: '', notes: '', currency: null, language: null, terms: null,
  });
  if (parsed.success) return { made: { id: ctx.newId(), fields: parsed.data } };
  const [issue] = parsed.error.issues;
  return { column: String(issue?.path[0] ?? 'customerName'), code: /^[A-Z_]+$/.test(issue?.message ?? '') ? (issue?.message ?? 'FORM') : 'FORM' };
}
