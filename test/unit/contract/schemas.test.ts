// Every schema on the wall is strict, bounded and closed: no any, no unknown, no unlimited text or list (H33).
import { draftBody, draftLine } from '../../../contract/invoices.ts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { METHODS } from '../../../contract/index.ts';
import { packedRows, unpackRows } from '../../../contract/packed.ts';
import { minor, note, text } from '../../../contract/wire.ts';

interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  catchall?: z.ZodType;
  element?: z.ZodType;
  innerType?: z.ZodType;
  in?: z.ZodType;
  out?: z.ZodType;
  options?: z.ZodType[];
  items?: z.ZodType[];
  checks?: { _zod: { def: { check: string } } }[];
}
const defOf = (schema: z.ZodType): Def => (schema as unknown as { _zod: { def: Def } })._zod.def;

function walk(schema: z.ZodType, path: string, faults: string[]): void {
  const def = defOf(schema);
  if (['any', 'unknown', 'record', 'map', 'set', 'function', 'promise'].includes(def.type)) faults.push(`${path}: ${def.type}`);
  if (def.type === 'object' && (!def.catchall || defOf(def.catchall).type !== 'never')) faults.push(`${path}: not strict`);
  const capped = (def.checks ?? []).some((check) => ['max_length', 'length_equals'].includes(check._zod.def.check));
  if ((def.type === 'string' || def.type === 'array') && !capped) faults.push(`${path}: no limit`);
  for (const [key, child] of Object.entries(def.shape ?? {})) walk(child, `${path}.${key}`, faults);
  for (const child of [def.element, def.innerType, def.in, ...(def.options ?? []), ...(def.items ?? [])]) if (child) walk(child, `${path}[]`, faults);
}

describe('the schemas of the wall', () => {
  it.each(Object.keys(METHODS))('%s takes and gives only strict, bounded shapes', (name) => {
    const method = METHODS[name as keyof typeof METHODS];
    const faults: string[] = [];
    walk(method.input, 'input', faults);
    walk(method.output, 'output', faults);
    expect(faults).toEqual([]);
  });
});

describe('free text', () => {
  it('is trimmed and put into one form', () => {
    expect(text(20).parse('  Cafe\u0301 ')).toBe('Café');
  });
  it.each(['4111 1111 1111 1111', '4111-1111-1111-1111', '４１１１１１１１１１１１１１１１'])('refuses a card number (%s)', (card) => {
    expect(note(200).safeParse(`please charge ${card}`).error?.issues[0]?.message).toBe('CARD_NUMBER');
  });
  it('refuses a card number in every text of an invoice, the reference too (SECURITY e 48)', () => {
    const card = '4111 1111 1111 1111';
    for (const field of ['reference', 'subject', 'note'] as const) expect(draftBody.shape[field].safeParse(card).success).toBe(false);
    for (const field of ['description', 'detail'] as const) expect(draftLine.shape[field].safeParse(card).success).toBe(false);
  });
  it('refuses a lone surrogate', () => {
    expect(text(20).safeParse('a\ud800').success).toBe(false);
  });
  it('keeps markup as the text it is', () => {
    expect(text(200).parse('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>');
  });
  it('refuses what is longer than the field', () => {
    expect(text(5).safeParse('123456').success).toBe(false);
    expect(text(5).safeParse('x'.repeat(10_000_000)).success).toBe(false);
  });
});

describe('packed rows', () => {
  const row = z.strictObject({ id: z.string().max(9), due: z.string().max(10).nullable(), total: minor });
  it('come out as they went in, checked on the way', () => {
    const rows = [{ id: 'a', due: null, total: 5 }, { id: 'b', due: '2026-11-20', total: -7 }];
    expect(unpackRows(packedRows(row, 2).parse(rows))).toEqual(rows);
    expect(unpackRows(packedRows(row, 2).parse([]))).toEqual([]);
    for (const wrong of [[...rows, ...rows], [{ id: 'a', due: null }], [{ id: 'a', due: null, total: 0.5 }], [{ id: 'a', due: null, total: 2 ** 53 }], [{ id: 'a', due: null, total: -0 }]]) expect(packedRows(row, 2).safeParse(wrong).success).toBe(false);
  });
  it('leave nothing out: a field that may be missing is refused when the wall is built', () => {
    expect(() => packedRows(z.strictObject({ id: z.string().max(9).optional() }), 1)).toThrow('leaves nothing out');
  });
});
