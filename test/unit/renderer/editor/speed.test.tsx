// Fifty lines must type as quickly as one: only the row one types in is drawn again.
import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { draftBody, TAX_STANDARD, uuid } from '../../../fixtures/fakeData.ts';
import { cell, openEditor } from './open.tsx';

// Every drawing of a row shows its price once: counting that counts rows drawn.
const drawn = vi.hoisted(() => ({ rows: 0 }));
vi.mock('../../../../renderer/editor/priceText.ts', async (original) => {
  const real = await original<typeof import('../../../../renderer/editor/priceText.ts')>();
  return { ...real, showPrice: (...args: Parameters<typeof real.showPrice>) => { drawn.rows += 1; return real.showPrice(...args); } };
});

test('typing in a draft of fifty lines draws one row for each key and still adds up', async () => {
  const line = draftBody(null).lines[0]!;
  const body = { ...draftBody(uuid(1, 3)), lines: Array.from({ length: 50 }, (_, i) => ({ ...line, itemId: null, description: `Line ${i + 1}`, taxIds: [TAX_STANDARD] })) };
  await openEditor({ draftId: uuid(6, 1) }, (f) => f.answer('drafts.get', ({ id }) => ({ id, version: 1, body, createdAt: '2026-11-20T12:40:00.000Z', updatedAt: '2026-11-20T12:40:00.000Z' })));
  const input = cell('Qty', 25);
  fireEvent.focus(input);
  drawn.rows = 0;
  for (const text of ['1', '12', '123', '1234', '12345']) fireEvent.change(input, { target: { value: text } });
  expect(drawn.rows).toBeLessThanOrEqual(10);
  expect(screen.getByTestId('to-pay').textContent).toContain('22,562,037.60');
});
