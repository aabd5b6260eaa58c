// A customer as a form holds it, and what is wrong with it before main is asked. Pure; the customer form and the editor's new-customer form call it.
import type { Customer, CustomerInput } from '../../contract/customers.ts';
import { findCardNumber } from '../../domain/pan.ts';
import { vatIdProblem } from '../../domain/taxId.ts';

/** The fields of the form: everything that is saved, without id and version. */
export type CustomerDraft = Omit<CustomerInput, 'id' | 'version'>;

export function emptyCustomer(name = '', country = ''): CustomerDraft {
  return {
    code: '', name, contact: '', email: '', phone: '', street: '', street2: '', city: '', region: '', postcode: '', country, vatId: '', taxNumber: '',
    currency: null, language: null, terms: null, notes: '',
  };
}

export function draftOf(customer: Customer): CustomerDraft {
  const { id: _id, version: _version, archived: _archived, createdAt: _createdAt, ...fields } = customer;
  return fields;
}

const FREE_TEXT = ['name', 'contact', 'street', 'street2', 'city', 'region', 'notes'] as const;

/** Field to code of what is wrong; main checks again. */
export function customerProblems(draft: CustomerDraft): Partial<Record<keyof CustomerDraft, string>> {
  const found: Partial<Record<keyof CustomerDraft, string>> = {};
  if (draft.name.trim() === '') found.name = 'REQUIRED';
  for (const field of FREE_TEXT) if (findCardNumber(draft[field])) found[field] = 'CARD_NUMBER';
  const vat = draft.vatId.trim() === '' ? null : vatIdProblem(draft.vatId, draft.country);
  if (vat !== null) found.vatId = vat;
  return found;
}

/** True when nothing differs: then there is nothing to save. */
export function sameCustomer(a: CustomerDraft, b: CustomerDraft): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
