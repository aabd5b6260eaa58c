// T83: what a bank wrote, without one of the people it names.
import { expect, test } from 'vitest';
import { withoutNames } from '../../../domain/bankNames.ts';

test('T83 every word of an erased name becomes as many low lines, in any spelling a bank gives it; numbers, other names and plain words stay', () => {
  expect(withoutNames('RENT MUELLER, Andre INV-2026-0001 Bert', ['André Müller GmbH'], ['Bert'])).toBe('RENT _______, _____ INV-2026-0001 Bert');
  expect(withoutNames('Café Bert and Café Eva', ['Café Eva'], ['Café Bert'])).toBe('Café Bert and Café ___');
  expect(withoutNames("O'Brien & A. Wu", ["O'Brien"], [])).toBe('_______ & A. Wu');
  expect(withoutNames('100 % of it_all', ['Nobody'], [])).toBe('100 % of it_all');
});
