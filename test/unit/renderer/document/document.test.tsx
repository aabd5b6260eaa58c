// The screen of an issued invoice: page, seal, proof, acts.
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import Document from '../../../../renderer/document/Document.tsx';
import { sealGroups } from '../../../../renderer/document/Seal.tsx';
import { Refusal } from '../../../fixtures/fakeBillfold.ts';
import { uuid } from '../../../fixtures/fakeData.ts';
import { openScreen, whereTo } from '../open.tsx';

const ID = uuid(5, 147);

test('shows number, page and seal, and claims "unchanged" only after it was proved', async () => {
  const { user } = openScreen(<Document id={ID} />);
  await screen.findByRole('heading', { level: 1, name: 'HL-2026-0147' });
  expect(screen.queryByText('Sealed and unchanged')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Prove it' }));
  await screen.findByText('Sealed and unchanged');
});

test('a broken seal is said plainly, with what to do', async () => {
  const { user } = openScreen(<Document id={ID} />, (fake) => fake.answer('invoices.prove', () => ({ intact: false, seal: 'ff'.repeat(8), checkedAt: '2026-11-20T12:40:00.000Z', erased: null })));
  await user.click(await screen.findByRole('button', { name: 'Prove it' }));
  await screen.findByText('Not as it was sealed');
  expect(screen.getByRole('alert').textContent).toContain('Do not delete anything');
});

test('Ctrl+D duplicates; the PDF button waits while the PDF is still being made', async () => {
  const { fake, user } = openScreen(<Document id={ID} />, (f) => {
    f.answer('invoices.savePdf', () => {
      throw new Refusal('PDF_PENDING');
    });
  });
  await screen.findByRole('heading', { level: 1, name: 'HL-2026-0147' });
  await user.click(screen.getByRole('button', { name: 'Save PDF' }));
  await screen.findByText(/still being made/);
  await user.keyboard('{Control>}d{/Control}');
  await waitFor(() => expect(whereTo().screen).toBe('editor'));
  expect(fake.inputs('invoices.duplicate')[0]?.id).toBe(ID);
});

test('an invoice that is not there says so and leads back', async () => {
  openScreen(<Document id={uuid(5, 9999)} />);
  await screen.findByText(/not here any more/);
  expect(screen.getByRole('button', { name: 'Back' })).toBeTruthy();
});

test('a seal is shown in groups people can compare', () => {
  expect(sealGroups('7f3a91c04d2eabcd0000', 3)).toBe('7F3A 91C0 4D2E');
});
