// SQL of backups: their places, what became of each try, drills. Called by services only.
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';

export interface TargetRow {
  rid: number;
  id: string;
  version: number;
  kind: 'stick' | 'folder' | 'network';
  label: string;
  place: string;
  below: string;
  program: string;
  enabled: number;
  keepAgreedAt: string | null;
  addedAt: string;
}
export interface RunRow {
  rid: number;
  id: string;
  target: string;
  label: string;
  act: 'backup' | 'scrub' | 'prune';
  cause: 'person' | 'schedule' | 'quit' | 'stick' | 'restore';
  ok: number;
  code: string;
  stage: string;
  name: string;
  backupSeq: number | null;
  bytes: number | null;
  sha256: string;
  headEpoch: number | null;
  headSeq: number | null;
  figures: string | null;
  n: number;
  ms: number;
  at: string;
  by: string;
}
export type NewRun = Omit<RunRow, 'rid' | 'target' | 'label'> & { targetRid: number; auditSeq: number };
export interface DrillRow {
  id: string;
  target: string;
  label: string;
  cause: 'person' | 'schedule';
  ok: number;
  code: string;
  name: string;
  compared: string;
  ms: number;
  at: string;
}
export type NewDrill = Omit<DrillRow, 'target' | 'label'> & { targetRid: number; auditSeq: number; by: string };

const TARGET = 'rid, id, version, kind, label, place, below, program, enabled, keep_agreed_at AS keepAgreedAt, added_at AS addedAt';
const RUN = `r.rid, r.id, t.id AS target, t.label, r.act, r.cause, r.ok, r.code, r.stage, r.name, r.backup_seq AS backupSeq, r.bytes, r.sha256, r.head_epoch AS headEpoch, r.head_seq AS headSeq,
  r.figures, r.n, r.ms, r.at, r.by FROM backup_run r JOIN backup_target t ON t.rid = r.target_rid`;
const DRILL = 'd.id, t.id AS target, t.label, d.cause, d.ok, d.code, d.name, d.compared, d.ms, d.at FROM backup_drill d JOIN backup_target t ON t.rid = d.target_rid';
const SQL = {
  targets: `SELECT ${TARGET} FROM backup_target WHERE removed_at IS NULL ORDER BY rid LIMIT 20`,
  target: `SELECT ${TARGET} FROM backup_target WHERE id = ? AND removed_at IS NULL`,
  addTarget: `INSERT INTO backup_target (id, kind, label, place, below, program, added_at) VALUES (@id, @kind, @label, @place, @below, @program, @addedAt)
              ON CONFLICT (id) DO UPDATE SET removed_at = NULL, enabled = 1, kind = excluded.kind, label = excluded.label, place = excluded.place, below = excluded.below, program = excluded.program, version = version + 1`,
  saveTarget: 'UPDATE backup_target SET label = @label, enabled = @enabled, version = version + 1 WHERE id = @id AND version = @version AND removed_at IS NULL RETURNING version',
  movedTarget: 'UPDATE backup_target SET place = @place WHERE id = @id AND place <> @place',
  removeTarget: 'UPDATE backup_target SET removed_at = ?, enabled = 0, version = version + 1 WHERE id = ? AND removed_at IS NULL',
  agree: 'UPDATE backup_target SET keep_agreed_at = ?, version = version + 1 WHERE id = ? AND removed_at IS NULL',
  disagree: 'UPDATE backup_target SET keep_agreed_at = NULL, version = version + 1 WHERE keep_agreed_at IS NOT NULL',
  addRun: `INSERT INTO backup_run (id, target_rid, act, cause, ok, code, stage, name, backup_seq, bytes, sha256, head_epoch, head_seq, figures, n, ms, audit_seq, at, by)
           VALUES (@id, @targetRid, @act, @cause, @ok, @code, @stage, @name, @backupSeq, @bytes, @sha256, @headEpoch, @headSeq, @figures, @n, @ms, @auditSeq, @at, @by)`,
  addDrill: `INSERT INTO backup_drill (id, target_rid, cause, ok, code, name, compared, ms, audit_seq, at, by)
             VALUES (@id, @targetRid, @cause, @ok, @code, @name, @compared, @ms, @auditSeq, @at, @by)`,
  runs: `SELECT ${RUN} WHERE r.rid < ? ORDER BY r.rid DESC LIMIT ? + 0`,
  lastOf: `SELECT ${RUN} WHERE r.target_rid = ? AND r.act = ? ORDER BY r.rid DESC LIMIT 1`,
  lastGoodOf: `SELECT ${RUN} WHERE r.target_rid = ? AND r.act = ? AND r.ok = 1 ORDER BY r.rid DESC LIMIT 1`,
  lastGood: `SELECT ${RUN} WHERE r.act = 'backup' AND r.ok = 1 AND r.rid = (SELECT max(rid) FROM backup_run WHERE act = 'backup' AND ok = 1)`,
  byName: `SELECT ${RUN} WHERE r.name = ? AND r.name <> '' AND r.act = 'backup' AND r.ok = 1 ORDER BY r.rid DESC LIMIT 1`,
  since: "SELECT r.at, r.ok FROM backup_run r WHERE r.target_rid = ? AND r.act = 'backup' AND r.at >= ? ORDER BY r.at LIMIT 5000",
  failsAfter: "SELECT count(*) AS n FROM backup_run WHERE target_rid = ? AND act = 'backup' AND ok = 0 AND code NOT IN ('CANCELLED', 'TARGET_GONE') AND rid > ?",
  triesAfter: "SELECT count(*) AS n FROM backup_run WHERE target_rid = ? AND act = 'backup' AND ok = 0 AND rid > ?",
  firstGood: "SELECT at FROM backup_run WHERE target_rid = ? AND act = 'backup' AND ok = 1 ORDER BY at LIMIT 1",
  drill: `SELECT ${DRILL} ORDER BY d.rid DESC LIMIT 1`,
  records: "SELECT count(*) AS n FROM (SELECT 1 FROM audit_log WHERE seq > ? AND action NOT LIKE 'backup.%' AND action NOT LIKE 'session.%' LIMIT 1000)",
  first: 'SELECT at FROM audit_log ORDER BY seq LIMIT 1',
} as const;

/** In the order they were added; at most twenty. */
export function listTargets(db: Db): TargetRow[] {
  return all<TargetRow>(db, SQL.targets);
}
export function readTarget(db: Db, id: string): TargetRow | undefined {
  return one<TargetRow>(db, SQL.target, id);
}
/** A place that was taken out and comes back keeps its id and its history. */
export function addTarget(db: Db, target: { id: string; kind: string; label: string; place: string; below: string; program: string; addedAt: string }): void {
  run(db, SQL.addTarget, target);
}
/** The new version, or undefined when the version is not the newest. */
export function saveTarget(db: Db, target: { id: string; version: number; label: string; enabled: number }): number | undefined {
  return one<{ version: number }>(db, SQL.saveTarget, target)?.version;
}
/** Where it is now: a hint for the next look, no change of the place itself. */
export function movedTarget(db: Db, id: string, place: string): void {
  run(db, SQL.movedTarget, { id, place });
}
export function removeTarget(db: Db, id: string, at: string): boolean {
  return run(db, SQL.removeTarget, at, id).changes === 1;
}
export function agreeToKeep(db: Db, id: string, at: string): boolean {
  return run(db, SQL.agree, at, id).changes === 1;
}
/** On every place: the rule is another one. */
export function disagreeToKeep(db: Db): void {
  run(db, SQL.disagree);
}
export function addRun(db: Db, row: NewRun): void {
  run(db, SQL.addRun, { ...row });
}
export function addDrill(db: Db, row: NewDrill): void {
  run(db, SQL.addDrill, { ...row });
}
/** Newest first, those before row `before`. */
export function listRuns(db: Db, before: number | null, limit: number): RunRow[] {
  return all<RunRow>(db, SQL.runs, before ?? Number.MAX_SAFE_INTEGER, limit);
}
export function lastRun(db: Db, targetRid: number, act: RunRow['act'], good: boolean): RunRow | undefined {
  return one<RunRow>(db, good ? SQL.lastGoodOf : SQL.lastOf, targetRid, act);
}
export function lastGoodBackup(db: Db): RunRow | undefined {
  return one<RunRow>(db, SQL.lastGood);
}
export function runOfName(db: Db, name: string): RunRow | undefined {
  return one<RunRow>(db, SQL.byName, name);
}
/** Tries of a place from an instant on, oldest first. */
export function triesSince(db: Db, targetRid: number, since: string): { at: string; ok: number }[] {
  return all<{ at: string; ok: number }>(db, SQL.since, targetRid, since);
}
/** Failures in a row after row `rid`; a stick that was away and a try that was stopped are none. */
export function failsAfter(db: Db, targetRid: number, rid: number): number {
  return one<{ n: number }>(db, SQL.failsAfter, targetRid, rid)?.n ?? 0;
}
/** Tries without success after row `rid`, whatever the reason. */
export function triesAfter(db: Db, targetRid: number, rid: number): number {
  return one<{ n: number }>(db, SQL.triesAfter, targetRid, rid)?.n ?? 0;
}
export function firstGoodAt(db: Db, targetRid: number): string | undefined {
  return one<{ at: string }>(db, SQL.firstGood, targetRid)?.at;
}
export function lastDrill(db: Db): DrillRow | undefined {
  return one<DrillRow>(db, SQL.drill);
}
/** Records of the log after `seq` that changed the books, at most a thousand: who came in and what was backed up is no change. */
export function changesAfter(db: Db, seq: number): number {
  return one<{ n: number }>(db, SQL.records, seq)?.n ?? 0;
}
/** When these books began. */
export function booksSince(db: Db): string | undefined {
  return one<{ at: string }>(db, SQL.first)?.at;
}
