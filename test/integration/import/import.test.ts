import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isAppError } from '../../../contract/errors.ts';
import { imports as wall, type ImportKind, type ImportMapping } from '../../../contract/imports.ts';
import {
  importsCommit,
  importsInspect,
  importsList,
  importsPreview,
  importsUndo,
  type JobHooks,
  type Progress,
} from '../../../main/import/jobs.ts';
import { verifyAudit } from '../../../main/audit/verify.ts';
import { customersGet, customersList, customersSave } from '../../../main/service/customers.ts';
import { draftsDiscard, draftsGet, draftsRestore, draftsSave } from '../../../main/service/drafts.ts';
import { itemsList } from '../../../main/service/items.ts';
import { invoicesProve } from '../../../main/service/invoices.ts';
import {
  addCustomer,
  addItem,
  type Company,
  customerInput,
  draftBody,
  issueInvoice,
  line,
  openCompany,
  taxId,
} from '../../fixtures/company.ts';

let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());

const page = { q: '', after: null, limit: 200, archived: false };
const names = () => customersList(company.ctx, page).rows.map((row) => row.name);
const records = (action: string) => company.ctx.db.prepare('SELECT count(*) FROM audit_log WHERE action = ?').pluck().get(action);
const column = (...columns: (string | null)[]): ImportMapping => ({ columns, numbers: 'point' });

function commit(
  content: string | Buffer,
  kind: ImportKind = 'customers',
  mapping?: ImportMapping,
  more: { skipDuplicates?: boolean; hooks?: JobHooks } = {},
) {
  const bytes = Buffer.from(content);
  const request = {
    bytes,
    file: 'list.csv',
    kind,
    mapping: mapping ?? importsInspect(company.ctx, bytes, kind).mapping,
    skipDuplicates: more.skipDuplicates ?? true,
  };
  return importsCommit(company.ctx, request, more.hooks);
}
function preview(content: string | Buffer, kind: ImportKind = 'customers', mapping?: ImportMapping) {
  const bytes = Buffer.from(content);
  return importsPreview(company.ctx, bytes, kind, mapping ?? importsInspect(company.ctx, bytes, kind).mapping);
}
const problemsOf = (content: string, kind: ImportKind = 'customers') =>
  preview(content, kind).problems.map(({ row, column: name, code }) => `${row} ${name} ${code}`);
function codeOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return isAppError(error) ? error.code : error;
  }
  return null;
}

describe('a first look', () => {
  it('finds nothing to bring in where there are headings alone', () => {
    expect(codeOf(() => importsInspect(company.ctx, Buffer.from('Name,City\n'), 'customers'))).toBe('CSV_EMPTY');
  });

  it('says how the file is written and which column is what, and fits the wall', () => {
    const looked = importsInspect(company.ctx, Buffer.from('Kundennr;Firma;Ort;Fax\n1;Müller;Wien;x\n2;Huber;Graz;y\n'), 'customers');
    expect(looked).toEqual({
      rows: 2,
      encoding: 'utf-8',
      delimiter: ';',
      headers: ['Kundennr', 'Firma', 'Ort', 'Fax'],
      sample: [
        ['1', 'Müller', 'Wien', 'x'],
        ['2', 'Huber', 'Graz', 'y'],
      ],
      mapping: { columns: ['code', 'name', 'city', null], numbers: 'point' },
      remembered: false,
      program: null,
    });
    expect(wall['imports.pick'].output.parse({ ...looked, token: company.ctx.newId(), file: 'a.csv', size: 1 })).toMatchObject(looked);
  });

  it('remembers how a file with the same headings was mapped last time', () => {
    const content = 'A;B\nMüller;Wien\n';
    commit(content, 'customers', column('name', 'city'));
    expect(importsInspect(company.ctx, Buffer.from('a ; b\nx;y'), 'customers')).toMatchObject({
      mapping: { columns: ['name', 'city'] },
      remembered: true,
    });
    expect(importsInspect(company.ctx, Buffer.from('B;A\nx;y'), 'customers').remembered).toBe(false);
    expect(importsInspect(company.ctx, Buffer.from(content), 'items').remembered).toBe(false);
  });
});

describe('a dry run', () => {
  it('stores nothing and names every problem by row and column', () => {
    const content =
      'Name,Country,VAT ID,Notes,Terms\nGood,Ireland,,,30\n,Ireland,,,\nBad Land,Elbonia,,,soon\nCard,Ireland,,paid with 4111 1111 1111 1111,\nFine,,,,\n';
    const found = preview(content);
    expect(found).toMatchObject({ rows: 5, good: 2, bad: 3, duplicates: 0, problemCount: 4 });
    expect(found.problems).toEqual([
      { row: 3, column: 'Name', code: 'REQUIRED', value: '' },
      { row: 4, column: 'Country', code: 'COUNTRY_UNKNOWN', value: 'Elbonia' },
      { row: 4, column: 'Terms', code: 'TERMS', value: 'soon' },
      { row: 5, column: 'Notes', code: 'CARD_NUMBER', value: 'paid with **** **** **** 1111' },
    ]);
    expect(found.sample[0]).toEqual([
      { field: 'name', value: 'Good' },
      { field: 'country', value: 'IE' },
      { field: 'terms', value: '30' },
    ]);
    expect(wall['imports.preview'].output.parse(found)).toEqual(found);
    expect(names()).toEqual([]);
    expect(records('import.commit')).toBe(0);
  });

  it('finds hostile and broken texts: cards in any script and spacing, half characters, endless cells, too many cells', () => {
    expect(problemsOf('Name,Notes\nA,４１１１１１１１１１１１１１１１\n')).toEqual(['2 Notes CARD_NUMBER']);
    expect(problemsOf('Name,City\n4111-1111-1111-1111,Cork\n')).toEqual(['2 Name CARD_NUMBER']);
    expect(problemsOf(`Name\n${'x'.repeat(121)}\n`)).toEqual(['2 Name TOO_LONG']);
    expect(problemsOf('Name,City\nA,B,C\n')).toEqual(['2  TOO_MANY_CELLS']);
    expect(problemsOf('Name,Email\nA,a@b\nA2,\n')).toEqual([]);
    expect(problemsOf('Name,Price\nA,abc\nB,-1\nC,99999999999999\n', 'items')).toEqual([
      '2 Price NUMBER',
      '3 Price PRICE_NEGATIVE',
      '4 Price AMOUNT_TOO_LARGE',
    ]);
    expect(problemsOf('Name,Price,Tax\nA,1,23 %\nB,1,VAT 9 %\nC,1,77\n', 'items')).toEqual(['4 Tax TAX_UNKNOWN']);
  });

  it('reports two hundred problems and counts the rest', () => {
    const found = preview(`Name,Country\n${'x,Nowhere\n'.repeat(1000)}`);
    expect(found.problems).toHaveLength(200);
    expect(found).toMatchObject({ bad: 1000, problemCount: 1000 });
  });

  it('refuses a mapping that does not fit', () => {
    const content = 'A,B\n1,2\n';
    for (const mapping of [column('city', null), column('name', 'name'), column('name', 'price'), column(null, null)])
      expect(codeOf(() => preview(content, 'customers', mapping))).toBe('INVALID_INPUT');
  });
});

describe('an import', () => {
  it('stores formulas, markup and emoji as the text they are, and takes out what nobody can see', () => {
    commit('Name,City\n"=cmd|\' /C calc\'!A0",+1\n"<img src=x onerror=alert(1)>",@x\n"ab\u202Ecd\u0007 \u200b",{{7*7}}\n"👩‍🚀 Space",x\n');
    expect(names()).toEqual(['<img src=x onerror=alert(1)>', "=cmd|' /C calc'!A0", 'abcd', '👩‍🚀 Space']);
  });

  it('is all or nothing', () => {
    expect(codeOf(() => commit('Name,Country\nGood,IE\nBad,Nowhere\n'))).toBe('IMPORT_HAS_PROBLEMS');
    expect(names()).toEqual([]);
    expect(importsList(company.ctx).rows).toEqual([]);
  });

  it.each(['a,b\n1,"2\n', '', 'Name\n\0', `Name,b\n${'x,'.repeat(300)}\n`, `Name\n${'x'.repeat(100_000)}\n`])(
    'that cannot be read to its end stores nothing (%#)',
    (content) => {
      expect(codeOf(() => commit(content, 'customers', column('name', null)))).toMatch(/^CSV_/);
      expect(names()).toEqual([]);
    },
  );

  it('leaves records that name every customer and one for itself, in the same transaction', () => {
    const { importId } = commit(`Name\n${Array.from({ length: 600 }, (_, i) => `N${i}`).join('\n')}\n`);
    const bodies = company.ctx.db.prepare("SELECT b.body FROM audit_log l JOIN audit_body b ON b.seq = l.seq WHERE l.action = 'customer.import'").pluck().all();
    const named = bodies.flatMap((body) => z.object({ import: z.literal(importId), ids: z.array(z.string()) }).parse(JSON.parse(String(body))).ids);
    expect(new Set(named)).toEqual(new Set(company.ctx.db.prepare('SELECT id FROM customer').pluck().all()));
    expect([named.length, records('import.commit')]).toEqual([600, 1]);
    const walk = verifyAudit(company.ctx.db, company.ctx.ak).next();
    expect(walk.value).toMatchObject({ ok: true });
    commit('Name\nA\nB\nC\n');
    expect(importsList(company.ctx)).toEqual({
      rows: [{ id: expect.any(String), kind: 'customers', file: 'list.csv', at: expect.any(String), added: 3, refused: 0, undone: false, canUndo: true }, { id: importId, kind: 'customers', file: 'list.csv', at: expect.any(String), added: 600, refused: 0, undone: false, canUndo: true }],
    });
    expect(wall['imports.list'].output.parse(importsList(company.ctx))).toEqual(importsList(company.ctx));
  });

  it('skips what is there already: same code, or same name and postcode where a code is missing', () => {
    const { ctx } = company;
    addCustomer(ctx, { code: 'K1', name: 'First', postcode: '1' });
    addCustomer(ctx, { code: '', name: 'Café Müller', postcode: '1080' });
    const content = 'Code,Name,Postcode\nk1,Renamed,9\n,CAFE MULLER,1080\nK2,First,1\n,First,2\n,Twin,1\n,twin,1\n';
    expect(preview(content)).toMatchObject({ rows: 6, good: 3, duplicates: 3, bad: 0, sameCode: expect.any(Number) });
    expect(commit(content)).toMatchObject({ added: 3, skipped: 3 });
    expect(names()).toEqual(['Café Müller', 'First', 'First', 'First', 'Twin']);
  });

  it('takes doubles by name when asked to, but never a code twice', () => {
    addCustomer(company.ctx, { code: '', name: 'Anna', postcode: '1' });
    expect(commit('Name,Postcode\nAnna,1\n', 'customers', undefined, { skipDuplicates: false })).toMatchObject({ added: 1, skipped: 0 });
    addCustomer(company.ctx, { code: 'X' });
    expect(codeOf(() => commit('Code,Name\nx,Anna\n', 'customers', undefined, { skipDuplicates: false }))).toBe('IMPORT_HAS_PROBLEMS');
    expect(preview('Code,Name\nA1,Branch\nA2,Branch\n')).toMatchObject({ good: 2, duplicates: 0 });
    expect(problemsOf('Code,Name\nq,Anna\nQ,Berta\n')).toEqual(['3 code CODE_TWICE']);
  });

  it('gives items the usual tax of the business, or the one their row names', () => {
    const { ctx } = company;
    commit('SKU;Name;Preis;MwSt;Inaktiv\n1;Tee;1.234,50;;\n2;Kaffee;3,5;9;\n3;Alt;1;23%;ja\n', 'items');
    const { rows } = itemsList(ctx, page);
    expect(rows.map(({ name, price, taxIds }) => [name, price, taxIds])).toEqual([
      ['Kaffee', '3.5', [taxId(ctx, 'VAT 9 ')]],
      ['Tee', '1234.5', [taxId(ctx, 'VAT 23')]],
    ]);
    expect(itemsList(ctx, { ...page, archived: true })).toMatchObject({ total: 1, rows: [{ name: 'Alt' }] });
  });

  it('tells how far it is, and stops as if it had never begun when nobody wants it any more', () => {
    const content = `Name\n${Array.from({ length: 2000 }, (_, i) => `Customer ${i}`).join('\n')}\n`;
    const seen: Progress[] = [];
    expect(
      codeOf(() =>
        commit(content, 'customers', undefined, {
          hooks: {
            onProgress: (progress) => void seen.push(progress),
            cancelled: () => seen.some(({ stage, done }) => stage === 'saving' && done >= 1000),
          },
        }),
      ),
    ).toBe('CANCELLED');
    expect(seen.map(({ stage, done }) => `${stage} ${done}`)).toEqual([
      'checking 500',
      'checking 1000',
      'checking 1500',
      'checking 2000',
      'saving 500',
      'saving 1000',
    ]);
    expect(names()).toEqual([]);
    expect(records('customer.import')).toBe(0);
    expect(commit(content)).toMatchObject({ added: 2000 });
  });

  it('on a full disk leaves everything as it was', () => {
    const { db } = company.ctx;
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 2}`);
    const content = `Name\n${Array.from({ length: 2000 }, (_, i) => `Customer ${i}`).join('\n')}\n`;
    expect(codeOf(() => commit(content))).toBe('DISK_FULL');
    db.pragma('max_page_count = 1073741823');
    expect(names()).toEqual([]);
    expect(addCustomer(company.ctx)).toBeTypeOf('string');
  });
});

describe('undo of an import', () => {
  it('takes out exactly what came in, with a record for each, and only once', () => {
    const { ctx } = company;
    addCustomer(ctx, { name: 'Mine' });
    const { importId } = commit('Name\nA\nB\n');
    expect(importsUndo(ctx, importId)).toEqual({ removed: 2 });
    expect(importsUndo(ctx, importId)).toEqual({ removed: 0 });
    expect(names()).toEqual(['Mine']);
    expect(customersList(ctx, { ...page, q: 'a' }).rows).toEqual([]);
    expect([records('customer.remove'), records('import.undo')]).toEqual([1, 1]);
    expect(importsList(ctx).rows[0]).toMatchObject({ undone: true, canUndo: false });
    expect(codeOf(() => importsUndo(ctx, ctx.newId()))).toBe('NOT_FOUND');
    expect(company.ctx.db.pragma('foreign_key_check')).toEqual([]);
  });

  it('leaves nothing in the search index that the next customer could be found by', () => {
    const { ctx } = company;
    importsUndo(ctx, commit('Name\nZebra\n').importId);
    importsUndo(ctx, commit('Name\nYak\n', 'items').importId);
    addCustomer(ctx, { name: 'Anna' });
    addItem(ctx, { name: 'Tea' });
    expect(customersList(ctx, { ...page, q: 'zeb' }).rows).toEqual([]);
    expect(itemsList(ctx, { ...page, q: 'yak' }).rows).toEqual([]);
  });

  it('is refused once an invoice was issued to one of its customers, also years later', () => {
    const { ctx } = company;
    const { importId } = commit('Name\nA\nB\n');
    const [first] = customersList(ctx, page).rows;
    customersSave(ctx, { ...customerInput({ name: 'Renamed' }), id: first?.id, version: 1 });
    issueInvoice(ctx, draftBody(first?.id ?? ''));
    expect(importsList(ctx).rows[0]).toMatchObject({ canUndo: false });
    expect(codeOf(() => importsUndo(ctx, importId))).toBe('IMPORT_USED');
    expect(names()).toHaveLength(2);
  });

  it('is refused while a draft is addressed to one of them; a discarded draft lets go', () => {
    const { ctx } = company;
    const { importId } = commit('Name\nA\n');
    const [only] = customersList(ctx, page).rows;
    const { id } = draftsSave(ctx, { body: draftBody(only?.id ?? '') });
    expect(codeOf(() => importsUndo(ctx, importId))).toBe('IMPORT_USED');
    draftsDiscard(ctx, { id });
    expect(importsUndo(ctx, importId)).toEqual({ removed: 1 });
    draftsRestore(ctx, { id });
    expect(draftsGet(ctx, { id }).body.lines).toHaveLength(1);
    expect(codeOf(() => customersGet(ctx, { id: only?.id ?? '' }))).toBe('NOT_FOUND');
  });

  it('of items leaves drafts their words and prices, and such a draft can still be issued', () => {
    const { ctx } = company;
    const { importId } = commit('Name,Price\nTea,2\nCoffee,3\n', 'items');
    const [item] = itemsList(ctx, page).rows;
    const { id } = draftsSave(ctx, {
      body: draftBody(addCustomer(ctx), { lines: [line({ itemId: item?.id ?? '', description: 'Coffee' })] }),
    });
    expect(importsUndo(ctx, importId)).toEqual({ removed: 2 });
    const issued = issueInvoice(ctx, draftsGet(ctx, { id }).body);
    expect(invoicesProve(ctx, { id: issued.id }).intact).toBe(true);
  });

  it('of items is refused once one of them was issued', () => {
    const { ctx } = company;
    addItem(ctx, { name: 'Mine' });
    const { importId } = commit('Name,Price\nTea,2\nCoffee,3\n', 'items');
    const [coffee] = itemsList(ctx, page).rows;
    issueInvoice(ctx, draftBody(addCustomer(ctx), { lines: [line({ itemId: coffee?.id ?? '' })] }));
    expect(codeOf(() => importsUndo(ctx, importId))).toBe('IMPORT_USED');
    expect(itemsList(ctx, page).total).toBe(3);
  });
});

const northwind = join(import.meta.dirname, '../../..', '..', 'shared', 'data');

describe.skipIf(!existsSync(northwind))('the Northwind files', () => {
  it.each([
    ['customers', 93, 93],
    ['products', 77, 69],
  ] as const)('of %s map by themselves and come in cleanly', (name, added, active) => {
    const bytes = readFileSync(join(northwind, `northwind-${name}.csv`));
    const kind = name === 'customers' ? 'customers' : 'items';
    expect(preview(bytes, kind)).toMatchObject({ rows: added, good: added, bad: 0, duplicates: 0, problemCount: 0 });
    expect(commit(bytes, kind)).toMatchObject({ added, skipped: 0 });
    expect((kind === 'customers' ? customersList(company.ctx, page) : itemsList(company.ctx, page)).total).toBe(active);
    expect(commit(bytes, kind)).toMatchObject({ added: 0, skipped: added });
  });
});
