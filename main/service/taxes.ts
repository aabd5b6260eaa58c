// What taxes.* of the wall does. Issued documents hold their own copy of every rate, so nothing here changes one (T20). Called by the IPC router and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { isZero, parseDec } from '../../domain/decimal.ts';
import { needsReason } from '../../domain/taxReason.ts';
import { changesIn } from '../audit/changes.ts';
import { addTax, allTaxes, archiveTax, saveTax, type TaxFields } from '../repo/taxes.ts';
import { audit, transact, type Ctx } from './context.ts';
import { found, refuseField, saved } from './problems.ts';

const MOST = 200;

export function taxesList(ctx: Ctx, { archived }: Parsed<'taxes.list'>): Output<'taxes.list'> {
  const rows = allTaxes(ctx.db).filter((tax) => archived || !tax.archived);
  return { rows: rows.map(({ rid: _rid, ...tax }) => tax) };
}

/** Without id a new rate is made. CONFLICT when the version is not the newest. */
export function taxesSave(ctx: Ctx, { id, version, ...fields }: Parsed<'taxes.save'>): Output<'taxes.save'> {
  checkTax(fields);
  return transact(ctx, () => (id === undefined ? createTax(ctx, fields) : updateTax(ctx, id, version, fields)));
}

/** Category is not rate: only S has a rate, and what is neither S nor Z must say why (T18). */
function checkTax({ category, versions, reason, compound, withholding }: TaxFields): void {
  if (needsReason(category) && reason === '') refuseField('reason', 'REQUIRED');
  if (!needsReason(category) && reason !== '') refuseField('reason', 'REASON_NOT_ALLOWED');
  if (compound && withholding) refuseField('compound', 'COMPOUND_WITHHOLDING');
  const days = versions.map(({ from }) => from);
  versions.forEach(({ from, rate }, i) => {
    if (days.indexOf(from) !== i) refuseField(`versions.${i}.from`, 'DUPLICATE');
    if (category !== 'S' && !isZero(parseDec(rate))) refuseField(`versions.${i}.rate`, 'RATE_NOT_ZERO');
    if (category === 'S' && isZero(parseDec(rate))) refuseField(`versions.${i}.rate`, 'RATE_ZERO');
  });
}

function createTax(ctx: Ctx, fields: TaxFields): Output<'taxes.save'> {
  if (allTaxes(ctx.db).length >= MOST) refuseField('name', 'TOO_MANY', { max: MOST });
  const id = ctx.newId();
  addTax(ctx.db, id, fields);
  audit(ctx, 'settings.tax', 'tax', id, { version: 1, ...changesIn(null, fields) });
  return { id, version: 1 };
}

function updateTax(ctx: Ctx, id: string, version: number | undefined, fields: TaxFields): Output<'taxes.save'> {
  if (version === undefined) refuseField('version', 'REQUIRED');
  const stored = found(allTaxes(ctx.db).find((tax) => tax.id === id));
  const next = saved(saveTax(ctx.db, id, version, fields));
  audit(ctx, 'settings.tax', 'tax', id, { version: next, ...changesIn(stored, { ...stored, ...fields }) });
  return { id, version: next };
}

/** Archived rates stay on items and drafts that name them, but are no longer offered. */
export function taxesArchive(ctx: Ctx, { id, archived }: Parsed<'taxes.archive'>): Output<'taxes.archive'> {
  return transact(ctx, () => {
    const version = found(archiveTax(ctx.db, id, archived));
    audit(ctx, 'settings.tax', 'tax', id, { version, archived });
    return { version };
  });
}
