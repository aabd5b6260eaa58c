// What may cross the wall towards main, over every method there is.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { METHODS } from '../../../contract/index.ts';

interface Shape { type?: string; properties?: Record<string, Shape>; items?: Shape | Shape[]; prefixItems?: Shape[]; anyOf?: Shape[]; oneOf?: Shape[]; allOf?: Shape[]; additionalProperties?: boolean | Shape; propertyNames?: Shape; maxLength?: number; const?: unknown; enum?: unknown[] }
/** As plain data: what a reader of the wall's description would see. */
function shapeOf(schema: z.ZodType): Shape {
  return JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })));
}

interface Field { at: string; shape: Shape }

function fieldsOf(at: string, shape: Shape): Field[] {
  const parts = [...[shape.items ?? []].flat(), ...(shape.prefixItems ?? []), ...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.allOf ?? [])];
  const named = Object.entries(shape.properties ?? {}).flatMap(([name, field]) => fieldsOf(`${at}.${name}`, field));
  return [{ at, shape }, ...named, ...parts.flatMap((part) => fieldsOf(at, part))];
}

const fields = Object.entries(METHODS).flatMap(([name, { input }]) => fieldsOf(name, shapeOf(input)));

/** The names of the fields, without those of area and method. */
const fieldName = (at: string): string => at.split('.').slice(2).join('.');

/** Words of what must not come from a page: where something lies, how to ask for it, what to draw. */
const FORBIDDEN = /(path|folder|directory|dir|filename|file|url|uri|href|html|markup|sql|where|orderby|table|column|regex|regexp|pattern|handle|endpoint|channel|command|script|template)s?$/i;
/** The same words, meaning something harmless. */
const HARMLESS: Readonly<Record<string, string>> = {
  'mapping.columns': 'which field each column of a chosen CSV file feeds, by position',
  'series.save.pattern': 'the pattern of invoice numbers, read by domain/numbering.ts',
};

test('H35 no path, address, markup, SQL, column, expression or handle is among the inputs of any method', () => {
  expect(fields.length).toBeGreaterThan(200);
  const found = [...new Set(fields.map(({ at }) => at))].filter((at) => FORBIDDEN.test(fieldName(at)) && !Object.keys(HARMLESS).some((end) => at.endsWith(end)));
  expect(found).toEqual([]);
});

test('H35 the words that are looked for would be found', () => {
  for (const name of ['x.save.savePath', 'x.get.filename', 'x.open.url', 'x.list.where', 'x.list.orderBy', 'x.show.html', 'x.find.regex']) expect(FORBIDDEN.test(fieldName(name)), name).toBe(true);
});

test('H35 no input takes keys of the page\'s own choosing, and every text has a limit', () => {
  expect(fields.filter(({ shape }) => shape.properties !== undefined && shape.additionalProperties !== false).map(({ at }) => at)).toEqual([]);
  expect(fields.filter(({ shape }) => shape.propertyNames !== undefined).map(({ at }) => at)).toEqual([]);
  expect(fields.filter(({ shape }) => shape.type === 'string' && shape.maxLength === undefined && shape.enum === undefined && shape.const === undefined).map(({ at }) => at)).toEqual([]);
});
