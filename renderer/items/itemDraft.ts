// An item as its form holds it, and what is wrong with it before main is asked. Pure; the item panel calls it.
import type { Item, ItemInput } from '../../contract/customers.ts';
import { findCardNumber } from '../../domain/pan.ts';

export type ItemDraft = Omit<ItemInput, 'id' | 'version'>;

export function emptyItem(taxIds: readonly string[]): ItemDraft {
  return { code: '', name: '', description: '', unit: '', price: '', cost: null, currency: null, taxIds: [...taxIds] };
}

export function draftOf(item: Item): ItemDraft {
  const { id: _id, version: _version, archived: _archived, createdAt: _createdAt, ...fields } = item;
  return fields;
}

/** Field to code of what is wrong; main checks again. */
export function itemProblems(draft: ItemDraft): Partial<Record<keyof ItemDraft, string>> {
  const found: Partial<Record<keyof ItemDraft, string>> = {};
  if (draft.name.trim() === '') found.name = 'REQUIRED';
  if (draft.price === '') found.price = 'REQUIRED';
  if (findCardNumber(draft.name)) found.name = 'CARD_NUMBER';
  if (findCardNumber(draft.description)) found.description = 'CARD_NUMBER';
  return found;
}

/** True when nothing differs: then there is nothing to save. */
export function sameItem(a: ItemDraft, b: ItemDraft): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
