// When a draft is to be paid: its own date, or worked out from its terms, the customer's, or the business's. Pure; fields and checks call it.
import { dueDate, isDate, type PaymentTerms } from '../../domain/date.ts';
import type { EditorDoc } from './draftDoc.ts';
import type { EditorContext } from './editorState.ts';

/** The terms that count for this draft. */
export function termsOf(doc: EditorDoc, context: EditorContext): PaymentTerms {
  return doc.terms ?? (doc.customerId === null ? null : context.customer?.terms) ?? context.business.terms;
}

/** The day the terms lead to; null while the invoice date is no date. */
export function workedOutDue(doc: EditorDoc, context: EditorContext): string | null {
  return isDate(doc.issueDate) ? dueDate(doc.issueDate, termsOf(doc, context)) : null;
}
