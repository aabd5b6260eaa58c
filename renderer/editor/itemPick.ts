// Taking an item onto a line, and finding out what known items cost. Editor cells and paste call it.
import type { ItemRow } from '../../contract/customers.ts';
import type { TaxRate } from '../../contract/business.ts';
import { foldForSearch } from '../../domain/text.ts';
import { api, call } from '../app/api.ts';
import { type EditorDoc, patchLine, takeItem } from './draftDoc.ts';
import type { Editor } from './editorStore.ts';

/** The taxes a line gets that has none of its own. */
export function defaultTaxIds(taxes: readonly TaxRate[]): string[] {
  return taxes.filter((tax) => tax.isDefault && !tax.archived).map((tax) => tax.id);
}

/** Puts an item on a line. With `typed`: only if the line still says what was typed when the item was asked for. */
export function putItem(editor: Editor, key: number, item: ItemRow, typed?: string): void {
  const { context } = editor.store.getState();
  editor.setContext({ items: new Map(context.items).set(item.id, item) });
  editor.edit(null, (doc) => withItem(doc, key, item, context.business.currency, defaultTaxIds(context.taxes), typed));
}

function withItem(doc: EditorDoc, key: number, item: ItemRow, base: string, defaults: readonly string[], typed: string | undefined): EditorDoc {
  const line = doc.lines.find((l) => l.key === key);
  if (!line || (typed !== undefined && line.description !== typed)) return doc;
  return patchLine(doc, key, takeItem(line, item, doc.currency, base, defaults));
}

/** For pasted words: the item that is called exactly so, by name or code. */
async function exactItem(text: string): Promise<ItemRow | null> {
  const wanted = foldForSearch(text);
  const { rows } = await call(api().items.suggest({ q: text.slice(0, 80) }));
  return rows.find((row) => foldForSearch(row.name) === wanted || (row.code !== '' && foldForSearch(row.code) === wanted)) ?? null;
}

/** Gives pasted lines without a price the item they name, if there is exactly such a one; what was pasted beside it stays. */
export async function matchPasted(editor: Editor, keys: readonly number[]): Promise<void> {
  for (const key of keys) {
    const line = editor.store.getState().history.now.lines.find((l) => l.key === key);
    if (!line || line.description === '' || line.unitPrice !== '' || line.typed.unitPrice !== undefined) continue;
    const item = await exactItem(line.description).catch(() => null);
    if (!item) continue;
    const { context } = editor.store.getState();
    editor.setContext({ items: new Map(context.items).set(item.id, item) });
    editor.edit('paste', (doc) => {
      const now = doc.lines.find((l) => l.key === key);
      if (!now || now.description !== line.description) return doc;
      const taken = takeItem(now, item, doc.currency, context.business.currency, defaultTaxIds(context.taxes));
      return patchLine(doc, key, { ...taken, unit: now.unit === '' ? taken.unit : now.unit, typed: now.typed });
    });
  }
}

/** Loads items that a stored draft names, so that the hint about their cost works there too. */
export async function loadItems(editor: Editor): Promise<void> {
  const { history, context } = editor.store.getState();
  const ids = new Set(history.now.lines.map((line) => line.itemId).filter((id) => id !== null && !context.items.has(id)));
  for (const id of [...ids].slice(0, 60)) {
    if (id === null) continue;
    const item = await call(api().items.get({ id })).catch(() => null);
    if (item) editor.setContext({ items: new Map(editor.store.getState().context.items).set(item.id, item) });
  }
}
