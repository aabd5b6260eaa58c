// One page of issued documents, unpacked. Used by the list of invoices and by the customer's page.
import type { Input } from '../../contract/index.ts';
import type { InvoiceRow } from '../../contract/invoices.ts';
import { unpackRows } from '../../contract/packed.ts';
import { api, call } from '../app/api.ts';
import type { Page } from '../app/usePages.ts';

export async function invoicePage(asked: Input<'invoices.list'>): Promise<Page<InvoiceRow>> {
  const { rows, next } = await call(api().invoices.list(asked));
  return { rows: unpackRows(rows), next };
}
