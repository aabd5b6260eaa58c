// What a draft is made from, and what stands over the lines of an invoice over several documents.
import { expect, test } from 'vitest';
import { headingsOf, sourcesUsed } from '../../../domain/draftSources.ts';
import type { DraftLine } from '../../../domain/draft.ts';

const line = (more: Partial<DraftLine> = {}): DraftLine => ({ itemId: null, description: 'x', detail: '', quantity: '1', unit: '', unitPrice: '1', per: '1', adjustments: [], taxIds: [], ...more });
const blank = line({ description: '', unitPrice: '', quantity: '' });
const A = { id: 'a', adjustments: [5] };
const B = { id: 'b', adjustments: [] };
const DAY = { kind: 'delivery-note' as const, issueDate: '2026-11-03' };

test('a line belongs to the source it names, the first where it names none; empty lines do not count', () => {
  const lines = [line({ sourceLine: 2 }), blank, line(), line({ sourceLine: 0, sourceAt: 1 })];
  expect(sourcesUsed({ sources: [A, B], lines })).toEqual([{ ...A, lines: [{ line: 2, own: 0 }] }, { ...B, lines: [{ line: 0, own: 2 }] }]);
});

test('of several sources those without a line are left out, a single one stays', () => {
  expect(sourcesUsed({ sources: [A, B], lines: [line({ sourceLine: 0, sourceAt: 1 })] }).map(({ id }) => id)).toEqual(['b']);
  expect(sourcesUsed({ sources: [A], lines: [] }).map(({ id }) => id)).toEqual(['a']);
  expect(sourcesUsed({ lines: [line()] })).toEqual([]);
});

test('each source stands once over the lines that are its own, again where they go on later, and lines of none are told apart', () => {
  const [a, b] = [{ ...DAY, number: 'DN-1', lines: [0, 1, 4] }, { ...DAY, number: 'DN-2', lines: [2] }];
  expect(headingsOf([a, b], 6)).toEqual([a, null, b, 'rest', a, 'rest']);
  expect(headingsOf([b], 4)).toEqual([null, null, b, 'rest']);
  expect(headingsOf([], 2)).toEqual([null, null]);
});
