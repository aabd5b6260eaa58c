// What choosing a customer changes in the draft: their currency, language and terms, unless prices already stand there. Editor fields and the new-customer form call it.
import type { Customer } from '../../contract/customers.ts';
import { api, call } from '../app/api.ts';
import { type EditorDoc, keptLines } from './draftDoc.ts';
import type { Editor } from './editorStore.ts';

/** The draft with this customer. Prices are never reread in another currency: with prices there, the currency stays and a hint offers the switch. */
export function withCustomer(doc: EditorDoc, customer: Customer, baseCurrency: string): EditorDoc {
  const priced = keptLines(doc).some((line) => line.unitPrice !== '') || doc.adjustments.length > 0;
  const currency = priced ? doc.currency : (customer.currency ?? baseCurrency);
  return {
    ...doc, customerId: customer.id, currency, rate: currency === doc.currency ? doc.rate : '',
    // Theirs apply again: worked out from the customer at every look.
    terms: null, dueDate: doc.customerId === customer.id ? doc.dueDate : null, language: null,
  };
}

/** Loads the customer and puts them on the invoice. */
export async function setCustomer(editor: Editor, id: string): Promise<void> {
  const { customer } = await call(api().customers.get({ id }));
  editor.setContext({ customer });
  editor.edit(null, (doc) => withCustomer(doc, customer, editor.store.getState().context.business.currency));
}
