// SQL of the business profile, its logos and the settings. Called by services only.
import type { z } from 'zod';
import { profile, type Profile } from '../../contract/business.ts';
import type { Db } from '../db/open.ts';
import { one, run } from './statement.ts';

export type ProfileBody = Omit<Profile, 'version' | 'logo'>;
const storedProfile = profile.omit({ version: true, logo: true });

const SQL = {
  get: 'SELECT b.version, b.profile, l.hash AS logo FROM business b LEFT JOIN logo l ON l.rid = b.logo_rid WHERE b.rid = 1',
  add: 'INSERT INTO business (rid, profile, updated_at) VALUES (1, ?, ?)',
  save: 'UPDATE business SET profile = ?, version = version + 1, updated_at = ? WHERE rid = 1 AND version = ? RETURNING version',
  setLogo:
    'UPDATE business SET logo_rid = (SELECT rid FROM logo WHERE hash = ?), version = version + 1, updated_at = ? WHERE rid = 1 RETURNING version',
  addLogo: 'INSERT INTO logo (hash, png) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING',
  logo: 'SELECT png FROM logo WHERE hash = ?',
  setting: 'SELECT value FROM setting WHERE key = ?',
  setSetting: 'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
} as const;

/** The profile, or undefined before the business was set up. */
export function readBusiness(db: Db): Profile | undefined {
  const row = one<{ version: number; profile: string; logo: string | null }>(db, SQL.get);
  return row && { ...storedProfile.parse(JSON.parse(row.profile)), version: row.version, logo: row.logo };
}

export function addBusiness(db: Db, body: ProfileBody, at: string): void {
  run(db, SQL.add, JSON.stringify(body), at);
}

/** The new version, or undefined when somebody else was faster. */
export function saveBusiness(db: Db, body: ProfileBody, version: number, at: string): number | undefined {
  return one<{ version: number }>(db, SQL.save, JSON.stringify(body), at, version)?.version;
}

/** Makes a stored logo (or none) the current one. */
export function useLogo(db: Db, hash: string | null, at: string): number | undefined {
  return one<{ version: number }>(db, SQL.setLogo, hash, at)?.version;
}

export function addLogo(db: Db, hash: string, png: Buffer): void {
  run(db, SQL.addLogo, hash, png);
}

export function readLogo(db: Db, hash: string): Buffer | undefined {
  return one<{ png: Buffer }>(db, SQL.logo, hash)?.png;
}

/** A setting that fits its schema; one that does not (or is missing) counts as never set. */
export function readSetting<T>(db: Db, key: string, schema: z.ZodType<T>): T | undefined {
  const row = one<{ value: string }>(db, SQL.setting, key);
  if (row === undefined) return undefined;
  const parsed = schema.safeParse(JSON.parse(row.value));
  return parsed.success ? parsed.data : undefined;
}

export function writeSetting(db: Db, key: string, value: unknown): void {
  run(db, SQL.setSetting, key, JSON.stringify(value));
}
