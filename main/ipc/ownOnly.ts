// The check for people who see only what they wrote: which documents a call names. What is not listed here is refused to them; a test holds the list whole. Called by the router.
import { AppError } from '../../contract/errors.ts';
import { METHODS, type MethodName, type Parsed } from '../../contract/index.ts';
import type { Db } from '../db/open.ts';
import { assertOwn, type Named } from '../service/own.ts';

type Names = { readonly [N in MethodName]?: (input: Parsed<N>) => Named };
/** Shows nothing of a single document, or its service shows only their own. */
const free = (): Named => ({});
const byId = ({ id }: { id: string }): Named => ({ documents: [id] });
const byDocument = ({ documentId }: { documentId: string }): Named => ({ documents: [documentId] });

const REACH: Names = {
  'home.summary': free, 'find.all': free,
  'business.get': free, 'business.logo': free, 'taxes.list': free, 'taxDue.get': free, 'series.list': free, 'series.peek': free, 'datev.get': free, 'payments.settings': free, 'reminders.settings': free, 'rates.overview': free, 'rates.list': free, 'rates.suggest': free,
  'customers.list': free, 'customers.get': free, 'customers.save': free, 'customers.archive': free, 'customers.suggest': free,
  'items.list': free, 'items.get': free, 'items.save': free, 'items.archive': free, 'items.suggest': free,
  'views.list': free, 'views.save': free, 'views.remove': free,
  'drafts.list': free, 'drafts.get': byId, 'drafts.save': ({ id }) => (id === undefined ? {} : { documents: [id] }), 'drafts.discard': byId, 'drafts.restore': byId,
  'invoices.list': free, 'invoices.counts': free, 'invoices.issue': ({ draftId }) => ({ documents: [draftId] }),
  'invoices.get': byId, 'invoices.duplicate': byId, 'invoices.savePdf': byId, 'invoices.print': byId, 'invoices.prove': byId, 'invoices.creditLeft': byId, 'invoices.credit': byId,
  'documents.list': free, 'documents.counts': free, 'documents.life': byId, 'documents.act': byId, 'documents.left': byId, 'documents.convert': byId, 'documents.open': free, 'documents.collect': ({ ids }) => ({ documents: ids }), 'documents.reissue': byId,
  'asides.get': byDocument, 'asides.saveNote': byDocument, 'asides.attach': byDocument, 'asides.saveAs': ({ id }) => ({ attachment: id }), 'asides.remove': ({ id }) => ({ attachment: id }), 'asides.putBack': byDocument,
  'payments.record': ({ allocations }) => ({ documents: allocations.map(({ documentId }) => documentId) }),
  'batch.pdf': ({ ids }) => ({ documents: ids }), 'batch.cancel': free,
  'payments.account': free, 'payments.ofDocument': byId,
  // who sees only their own may not decide either: the list holds what they asked for themselves
  'approvals.list': free, 'approvals.waiting': free, 'approvals.withdraw': free, 'approvals.settings': free,
};

/** The documents a call names, or null for a call that shows or touches what others wrote. */
export function namedBy(method: MethodName, input: unknown): Named | null {
  const reach = REACH[method] as ((input: unknown) => Named) | undefined; // the table's type ties each function to its method's input
  return reach === undefined ? null : reach(input);
}

/** For a person limited to their own: refuses calls about what others wrote. @throws AppError FORBIDDEN, NOT_FOUND */
export function assertWithin(db: Db, author: string, method: MethodName, input: unknown): void {
  const { access, permission } = METHODS[method];
  if (access !== 'session' || permission === null || permission === 'security.self') return;
  const named = namedBy(method, input);
  if (named === null) throw new AppError('FORBIDDEN');
  assertOwn(db, author, named);
}
