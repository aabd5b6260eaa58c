import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AUDIT_ACTIONS } from '../../../contract/auditActions.ts';
import { canonicalJson } from '../../../main/audit/canonical.ts';
import { changesIn, changesOf } from '../../../main/audit/changes.ts';

describe('what changed, in the log', () => {
  it('is each field that differs, with what it was and what it is, down to the leaves', () => {
    const before = { version: 3, name: 'Anna', bank: { iban: 'IE29', bic: '' }, versions: [{ from: '2020-01-01', rate: '19' }], archived: false };
    const after = { version: 4, name: 'Anna', bank: { iban: 'IE30', bic: 'X' }, versions: [{ from: '2020-01-01', rate: '20' }, { from: '2027-01-01', rate: '21' }], archived: true };
    expect(changesOf(before, after)).toEqual([
      { field: 'archived', from: false, to: true },
      { field: 'bank.bic', from: '', to: 'X' },
      { field: 'bank.iban', from: 'IE29', to: 'IE30' },
      { field: 'versions.0.rate', from: '19', to: '20' },
      { field: 'versions.1.from', from: null, to: '2027-01-01' },
      { field: 'versions.1.rate', from: null, to: '21' },
    ]);
  });

  it('names of a new thing only what was filled in', () => {
    expect(changesOf(null, { name: 'Anna', phone: '', terms: null, taxIds: [], price: '1.5', archived: false })).toEqual([
      { field: 'archived', from: null, to: false },
      { field: 'name', from: null, to: 'Anna' },
      { field: 'price', from: null, to: '1.5' },
    ]);
  });

  it('says of what is gone that it is gone, and of nothing nothing', () => {
    expect(changesOf({ terms: { kind: 'net', days: 14 } }, { terms: null })).toEqual([
      { field: 'terms.days', from: 14, to: null },
      { field: 'terms.kind', from: 'net', to: null },
    ]);
    expect(changesOf({ a: '', b: null }, { a: null, b: '' })).toEqual([]);
  });

  it('never holds a secret, wherever it stands, but says that it changed', () => {
    const before = { pin: '111111', user: { totp: 'OLDSECRET', password: 'old', code: 'K-1' }, mail: { token: 'abc' } };
    const after = { pin: '222222', user: { totp: 'NEWSECRET', password: 'new', code: 'K-2' }, mail: { token: 'def' } };
    const text = JSON.stringify(changesOf(before, after));
    for (const secret of ['111111', '222222', 'OLDSECRET', 'NEWSECRET', '"old"', '"new"', 'abc', 'def']) expect(text).not.toContain(secret);
    expect(changesOf(before, after)).toContainEqual({ field: 'user.totp', from: null, to: null });
    expect(changesOf(before, after)).toContainEqual({ field: 'user.code', from: 'K-1', to: 'K-2' });
  });

  it('shows long texts around the place where they differ, and stays small whatever changed', () => {
    const long = 'x'.repeat(5000);
    const [change] = changesOf({ note: `${long}old${long}` }, { note: `${long}new${long}` });
    expect(String(change?.from)).toMatch(/^…x{40}old/);
    expect(String(change?.to)).toMatch(/^…x{40}new/);
    expect(String(change?.to).length).toBeLessThan(310);
    const many = Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`f${String(i).padStart(3, '0')}`, i]));
    const all = changesOf(null, many);
    expect(all).toHaveLength(200);
    expect(all.at(-1)).toEqual({ field: '…', from: null, to: 701 });
  });

  it('has one spelling for the chain, even where a cut goes through a letter or a number is no whole one', () => {
    const emoji = '😀'.repeat(400);
    expect(() => canonicalJson(changesIn({ a: `a${emoji}`, b: 0 }, { a: emoji, b: -0, c: 0.5, d: [1.5, 'x'] }))).not.toThrow();
  });
});

describe('the list of actions', () => {
  it('has every action that main records by name', () => {
    const known = new Set<string>(AUDIT_ACTIONS);
    const found = new Set<string>();
    for (const file of globSync('main/**/*.ts')) {
      const text = readFileSync(file, 'utf8');
      if (!/appendAudit|recordAudit|audit\(|record\(/.test(text)) continue;
      for (const [, name] of text.matchAll(/(?:audit\([a-z.]+, |action: )'([a-z]+\.[A-Za-z-]+)'/g)) if (name !== undefined) found.add(name);
    }
    expect(found.size).toBeGreaterThan(40);
    // What the history of a document calls its entries are no records.
    expect([...found].filter((name) => !known.has(name) && !/^(invoice\.issued|money\.)/.test(name))).toEqual([]);
  });

  it('is sorted and names nothing twice, so that two people adding to it do not collide', () => {
    expect([...AUDIT_ACTIONS]).toEqual([...new Set(AUDIT_ACTIONS)].sort());
  });
});
