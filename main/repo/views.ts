// SQL of saved views. Called by services only.
import { viewBody, type SavedView } from '../../contract/views.ts';
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';
import { sortName } from './words.ts';

type Row = Omit<SavedView, 'usual' | 'body'> & { usual: number; body: string };
export type ViewFields = Omit<SavedView, 'id' | 'version'>;

/** As many as the wall hands out. */
export const MOST_VIEWS = 50;
const COLUMNS = 'id, version, name, usual, body';
const SQL = {
  list: `SELECT ${COLUMNS} FROM list_view ORDER BY sort_name LIMIT ${MOST_VIEWS}`,
  get: `SELECT ${COLUMNS} FROM list_view WHERE id = ?`,
  count: 'SELECT count(*) AS n FROM list_view',
  named: 'SELECT id FROM list_view WHERE sort_name = ?',
  noUsual: 'UPDATE list_view SET usual = 0 WHERE usual = 1',
  add: 'INSERT INTO list_view (id, name, sort_name, usual, body) VALUES (@id, @name, @sortName, @usual, @body)',
  save: `UPDATE list_view SET name = @name, sort_name = @sortName, usual = @usual, body = @body, version = version + 1
         WHERE id = @id AND version = @version RETURNING version`,
  remove: 'DELETE FROM list_view WHERE id = ?',
} as const;

function viewOf({ usual, body, ...row }: Row): SavedView {
  return { ...row, usual: usual === 1, body: viewBody.parse(JSON.parse(body)) };
}

/** By name. */
export function listViews(db: Db): SavedView[] {
  return all<Row>(db, SQL.list).map(viewOf);
}

export function readView(db: Db, id: string): SavedView | undefined {
  const row = one<Row>(db, SQL.get, id);
  return row && viewOf(row);
}

export function countViews(db: Db): number {
  return one<{ n: number }>(db, SQL.count)?.n ?? 0;
}

/** Id of the view with this name, whatever its case. */
export function viewNamed(db: Db, name: string): string | undefined {
  return one<{ id: string }>(db, SQL.named, sortName(name))?.id;
}

function columns({ name, usual, body }: ViewFields) {
  return { name, sortName: sortName(name), usual: Number(usual), body: JSON.stringify(body) };
}

/** At most one view is the usual one: an older one stops being it. */
export function addView(db: Db, id: string, fields: ViewFields): void {
  if (fields.usual) run(db, SQL.noUsual);
  run(db, SQL.add, { ...columns(fields), id });
}

/** The new version, or undefined when the version is not the newest. */
export function saveView(db: Db, id: string, version: number, fields: ViewFields): number | undefined {
  if (fields.usual) run(db, SQL.noUsual);
  return one<{ version: number }>(db, SQL.save, { ...columns(fields), id, version })?.version;
}

/** False when there is no such view. */
export function removeView(db: Db, id: string): boolean {
  return run(db, SQL.remove, id).changes === 1;
}
