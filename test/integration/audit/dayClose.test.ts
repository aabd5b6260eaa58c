// The page of the day's end: its sums and the seal it carries, which is found again as long as the log is the one that was printed.
import { renderToStaticMarkup } from 'react-dom/server';
import { createElement } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DayClosePage, sealCode } from '../../../paper/DayClosePage.tsx';
import { dayClose, findSeal } from '../../../main/service/dayClose.ts';
import type { Ctx } from '../../../main/service/context.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';

const VAULT = '01900000-0000-7000-8000-0000000000aa';
let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());

function look(ctx: Ctx, seal: string) {
  const walk = findSeal(ctx, seal);
  for (let step = walk.next(); ; step = walk.next()) if (step.done) return step.value;
}

it('has the day’s documents by kind and currency, and the seal of the record that says it was printed', () => {
  const { ctx } = company;
  const id = addCustomer(ctx);
  for (let n = 0; n < 3; n += 1) issueInvoice(ctx, draftBody(id, { issueDate: TODAY, lines: [line({ quantity: '2', unitPrice: '10', taxIds: [] })] }));
  const page = dayClose(ctx, VAULT, TODAY, false);
  expect(page.documents).toEqual([{ kind: 'invoice', currency: 'EUR', count: 3, gross: 6000 }]);
  expect(page.money).toEqual([]);
  expect(page.head.seal).toMatch(/^[0-9a-f]{16}$/);
  expect(ctx.db.prepare('SELECT action FROM audit_log WHERE seq = ?').pluck().get(page.head.seq)).toBe('dayclose.print');
  expect(dayClose(ctx, VAULT, '2020-01-01', true)).toMatchObject({ documents: [], head: page.head });
  for (const lang of ['en', 'de', 'fr', 'es'] as const) {
    const html = renderToStaticMarkup(createElement(DayClosePage, { ...page, lang }));
    expect(html).toContain(page.head.seal.toUpperCase().replaceAll(/(.{4})(?=.)/g, '$1 '));
    expect(html).toMatch(/60[.,]00/);
  }
  expect(sealCode(page)).toBe(`BILLFOLD-SEAL:1:${VAULT}:1:${page.head.seq}:${page.head.seal.toUpperCase()}`);
});

it('a printed seal is found again, and no more once the log was cut before it', () => {
  const { ctx } = company;
  for (let n = 0; n < 30; n += 1) addCustomer(ctx);
  const { head } = dayClose(ctx, VAULT, TODAY, false);
  addCustomer(ctx);
  expect(look(ctx, head.seal)).toMatchObject({ seq: head.seq, epoch: 1 });
  expect(look(ctx, '0011223344556677')).toBeNull();
  ctx.db.exec(`DROP TRIGGER audit_log_no_delete; DROP TRIGGER audit_body_no_delete; DELETE FROM audit_body WHERE seq >= ${head.seq}; DELETE FROM audit_log WHERE seq >= ${head.seq}`);
  expect(look(ctx, head.seal)).toBeNull();
});
