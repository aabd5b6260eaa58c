// What views.* of the wall does. Called by the IPC router and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { addView, countViews, listViews, MOST_VIEWS, readView, removeView, saveView, viewNamed } from '../repo/views.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { found, refuseDuplicate, refuseField, saved } from './problems.ts';

export function viewsList(ctx: Ctx): Output<'views.list'> {
  return readTogether(ctx, () => ({ rows: listViews(ctx.db) }));
}

/** Without id a new view is made. CONFLICT when the version is not the newest, DUPLICATE when the name is another's, INVALID_INPUT when there are too many. */
export function viewsSave(ctx: Ctx, { id, version, ...fields }: Parsed<'views.save'>): Output<'views.save'> {
  return transact(ctx, () => {
    const holder = viewNamed(ctx.db, fields.name);
    if (holder !== undefined && holder !== id) refuseDuplicate('name');
    if (id !== undefined) {
      if (version === undefined) refuseField('version', 'REQUIRED');
      found(readView(ctx.db, id));
      const next = saved(saveView(ctx.db, id, version, fields));
      audit(ctx, 'view.save', 'view', id, { version: next });
      return { id, version: next };
    }
    if (countViews(ctx.db) >= MOST_VIEWS) refuseField('name', 'TOO_MANY');
    const made = ctx.newId();
    addView(ctx.db, made, fields);
    audit(ctx, 'view.save', 'view', made, { version: 1 });
    return { id: made, version: 1 };
  });
}

/** NOT_FOUND. */
export function viewsRemove(ctx: Ctx, { id }: Parsed<'views.remove'>): Output<'views.remove'> {
  return transact(ctx, () => {
    if (!removeView(ctx.db, id)) found(undefined);
    audit(ctx, 'view.remove', 'view', id, {});
    return {};
  });
}
