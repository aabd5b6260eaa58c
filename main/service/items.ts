// What items.* of the wall does. Called by the IPC router, the import and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { changesIn } from '../audit/changes.ts';
import { addItem, archiveItem, itemWithCode, listItems, readItem, saveItem, suggestItems, type ItemFields } from '../repo/items.ts';
import { allTaxes } from '../repo/taxes.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { refuseLowerPrice } from './listPrice.ts';
import { found, refuseDuplicate, refuseField, saved } from './problems.ts';

const SUGGESTED = 8;

export function itemsList(ctx: Ctx, input: Parsed<'items.list'>): Output<'items.list'> {
  return readTogether(ctx, () => {
    const page = listItems(ctx.db, input);
    return { ...page, rows: page.rows.map((row) => withCost(ctx, row)) };
  });
}

export function itemsSuggest(ctx: Ctx, { q }: Parsed<'items.suggest'>): Output<'items.suggest'> {
  return { rows: suggestItems(ctx.db, q, SUGGESTED).map((row) => withCost(ctx, row)) };
}

/** NOT_FOUND. */
export function itemsGet(ctx: Ctx, { id }: Parsed<'items.get'>): Output<'items.get'> {
  const { rid: _rid, ...item } = found(readItem(ctx.db, id));
  return withCost(ctx, item);
}

const seesCost = (ctx: Ctx): boolean => ctx.may?.('item.cost') ?? true;

/** What an item costs the business only goes to whoever may see it. */
function withCost<T extends { cost: string | null }>(ctx: Ctx, item: T): T {
  return seesCost(ctx) ? item : { ...item, cost: null };
}

/** Without id a new item is made. What it costs stays as it is where the person may not see it. CONFLICT when the version is not the newest, DUPLICATE when the code is another's. */
export function itemsSave(ctx: Ctx, { id, version, ...fields }: Parsed<'items.save'>): Output<'items.save'> {
  return transact(ctx, () => {
    checkTaxes(ctx, fields.taxIds);
    return id === undefined ? createItem(ctx, seesCost(ctx) ? fields : { ...fields, cost: null }) : updateItem(ctx, id, version, fields);
  });
}

function checkTaxes(ctx: Ctx, taxIds: readonly string[]): void {
  if (taxIds.length === 0) return;
  const known = new Set(allTaxes(ctx.db).map((tax) => tax.id));
  taxIds.forEach((taxId, i) => {
    if (!known.has(taxId)) refuseField(`taxIds.${i}`, 'NOT_FOUND');
    if (taxIds.indexOf(taxId) !== i) refuseField(`taxIds.${i}`, 'TAX_TWICE');
  });
}

function createItem(ctx: Ctx, fields: ItemFields): Output<'items.save'> {
  if (itemWithCode(ctx.db, fields.code) !== undefined) refuseDuplicate('code');
  const id = ctx.newId();
  addItem(ctx.db, id, fields, ctx.clock.now());
  audit(ctx, 'item.create', 'item', id, { version: 1, ...changesIn(null, fields) });
  return { id, version: 1 };
}

function updateItem(ctx: Ctx, id: string, version: number | undefined, said: ItemFields): Output<'items.save'> {
  if (version === undefined) refuseField('version', 'REQUIRED');
  const stored = found(readItem(ctx.db, id));
  const fields = seesCost(ctx) ? said : { ...said, cost: stored.cost };
  refuseLowerPrice(ctx, stored, fields);
  const holder = itemWithCode(ctx.db, fields.code);
  if (holder !== undefined && holder !== id) refuseDuplicate('code');
  const next = saved(saveItem(ctx.db, stored, version, fields));
  audit(ctx, 'item.save', 'item', id, { version: next, ...changesIn(stored, { ...stored, ...fields }) });
  return { id, version: next };
}

/** Archived items stay on their documents but are no longer offered. */
export function itemsArchive(ctx: Ctx, { id, archived }: Parsed<'items.archive'>): Output<'items.archive'> {
  return transact(ctx, () => {
    const version = found(archiveItem(ctx.db, id, archived));
    audit(ctx, archived ? 'item.archive' : 'item.restore', 'item', id, { version });
    return { id, version };
  });
}
