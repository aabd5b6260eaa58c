import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invoicesGet, invoicesProve } from '../../../main/service/invoices.ts';
import { contentHash } from '../../../main/repo/documents.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, taxId } from '../../fixtures/company.ts';

let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());

describe('issuing', () => {
  it('freezes a snapshot whose rows give the same seal back', () => {
    const { ctx } = company;
    const customerId = addCustomer(ctx);
    const vat = taxId(ctx, 'VAT 23');
    const { id, number } = issueInvoice(ctx, draftBody(customerId, {
      lines: [
        line({ taxIds: [vat], adjustments: [{ kind: 'allowance', percent: '10', amount: null, reason: 'Regular customer' }] }),
        line({ description: 'Delivery', quantity: '1', unit: '', unitPrice: '8', taxIds: [vat] }),
      ],
      adjustments: [{ kind: 'charge', percent: null, amount: 300, reason: 'Packing', taxIds: [vat], afterTax: false }],
    }));
    expect(number).toBe('INV-2026-0001');
    const view = invoicesGet(ctx, { id });
    expect(view.snapshot.totals.payable).toBe(Math.round(33.5 * 123));
    expect(contentHash(view.snapshot).toString('hex')).toBe(view.contentHash);
    expect(invoicesProve(ctx, { id })).toMatchObject({ intact: true, seal: view.contentHash });
  });
});
