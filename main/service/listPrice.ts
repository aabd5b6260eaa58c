// Holds what is issued against the list prices of its items, for people whose role limits what they may take off. Called by the issuing and the items service.
import { AppError } from '../../contract/errors.ts';
import type { DraftBody, Snapshot } from '../../contract/invoices.ts';
import { exponentOf } from '../../domain/currency.ts';
import { cmp, parseDec } from '../../domain/decimal.ts';
import { overDiscountLimit } from '../../domain/discountLimit.ts';
import { isBlankLine } from '../../domain/draft.ts';
import { lineGross } from '../../domain/line.ts';
import { type ItemFields, listPrices } from '../repo/items.ts';
import type { Ctx } from './context.ts';
import { refuseField } from './problems.ts';

/**
 * Refuses what takes off more than the person's role allows: discounts and prices below the item's together.
 * A line without an item is measured by the item of the same name, so that typing its name by hand gains nothing; words of one's own have no list price.
 * What a document it is made from had agreed for the same item is a list price too. @throws AppError DOCUMENT_INVALID
 */
export function refuseDiscounts(ctx: Ctx, body: DraftBody, snapshot: Snapshot, sources: readonly Snapshot[]): void {
  const limit = ctx.limits?.discountPercent;
  if (limit === undefined) return;
  const places = body.lines.flatMap((line, i) => (isBlankLine(line) ? [] : [i]));
  const lines = snapshot.lines.map((line) => ({ ...line, listed: listedGross(ctx, line, snapshot, sources) }));
  const over = overDiscountLimit({ lines, adjustments: snapshot.adjustments }, limit, places);
  if (over.length > 0) throw new AppError('DOCUMENT_INVALID', { fields: over.map(({ path }) => ({ path, code: 'DISCOUNT_OVER_LIMIT', params: { limit } })) });
}

type Line = Snapshot['lines'][number];

function listedGross(ctx: Ctx, line: Line, { currency, baseCurrency }: Snapshot, sources: readonly Snapshot[]): number | null {
  const before = sources.filter((source) => source.currency === currency).flatMap(({ lines }) => lines);
  const agreed = before.filter((one) => one.per === '1' && one.itemId === line.itemId && one.description === line.description).map(({ unitPrice }) => unitPrice);
  const prices = listPrices(ctx.db, line).filter((item) => (item.currency ?? baseCurrency) === currency).map(({ price }) => price);
  if (prices.length === 0) return null;
  const lowest = [...prices, ...agreed].reduce((least, price) => (cmp(parseDec(price), parseDec(least)) < 0 ? price : least));
  return lineGross(line.quantity, lowest, '1', exponentOf(currency));
}

/** Whoever is held to the list prices may not lower them. @throws AppError INVALID_INPUT */
export function refuseLowerPrice(ctx: Ctx, before: Pick<ItemFields, 'price' | 'currency'>, after: Pick<ItemFields, 'price' | 'currency'>): void {
  if (ctx.limits?.discountPercent === undefined) return;
  if (after.currency !== before.currency || cmp(parseDec(after.price), parseDec(before.price)) < 0) refuseField('price', 'PRICE_BY_LIMIT');
}
