// What a change of master data was: field by field, from what to what. Goes into the erasable body of an audit record. Called by services and main/vault.
import type { Canonical } from './canonical.ts';

/** One field that differs. `field` is a path ('bank.iban', 'versions.0.rate'); null means that there was nothing, or is nothing any more. */
export interface Change {
  field: string;
  from: string | number | boolean | null;
  to: string | number | boolean | null;
}

type Value = Change['from'];

/** Longer texts (letters of reminders, notes) are shown around the place where they differ. */
const LONGEST = 300;
const BEFORE_DIFFERENCE = 40;
/** A record must stay small: a tax with thirty rates, a DATEV table with a thousand accounts. The rest is counted. */
const MOST_CHANGES = 200;

/** Never in the log, by the last part of their path: who reads the log must not learn how to get in. That they changed is said, not from what to what. */
const SECRET = /^(pin|newPin|password|passphrase|secret|totp|token|apiKey|privateKey|wrapped|salt|recoveryCode|recoveryCodes)$/i;
/** Move with each save by themselves. */
const NOISE = new Set(['version', 'updatedAt', 'createdAt', 'rid']);

/**
 * What differs between two states of a thing; `before` is null for one that is new (then only what was filled in is named).
 * The list is sorted by field and ready for a record's body as `changes`.
 */
export function changesOf(before: object | null, after: object): Change[] {
  const [old, now] = [flat(before ?? {}), flat(after)];
  const fields = [...new Set([...old.keys(), ...now.keys()])].filter((field) => !NOISE.has(field)).sort();
  const changes = fields.flatMap((field) => changeOf(field, old.get(field) ?? null, now.get(field) ?? null, before === null));
  if (changes.length <= MOST_CHANGES) return changes;
  return [...changes.slice(0, MOST_CHANGES - 1), { field: '…', from: null, to: changes.length - MOST_CHANGES + 1 }];
}

/** The same as what a record's body takes: `{changes: [...]}`. */
export function changesIn(before: object | null, after: object): { changes: Canonical } {
  return { changes: changesOf(before, after).map((change) => ({ ...change })) };
}

function changeOf(field: string, from: Value, to: Value, isNew: boolean): Change[] {
  if (from === to || (isEmpty(from) && isEmpty(to)) || (isNew && isEmpty(to))) return [];
  if (SECRET.test(lastPart(field))) return [{ field, from: null, to: null }];
  return [{ field, from: shown(from, to), to: shown(to, from) }];
}

function isEmpty(value: Value): boolean {
  return value === null || value === '';
}

function lastPart(field: string): string {
  return field.slice(field.lastIndexOf('.') + 1);
}

/** Long texts from shortly before the first letter that differs. */
function shown(value: Value, other: Value): Value {
  if (typeof value !== 'string' || value.length <= LONGEST) return value;
  let same = 0;
  if (typeof other === 'string') while (same < value.length && value[same] === other[same]) same += 1;
  const start = Math.max(0, Math.min(same - BEFORE_DIFFERENCE, value.length - LONGEST));
  const cut = whole(value.slice(start, start + LONGEST));
  return `${start > 0 ? '…' : ''}${cut}${start + LONGEST < value.length ? '…' : ''}`;
}

/** A cut may go through a pair of code units; half a pair has no spelling in canonical JSON. */
function whole(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** Every leaf under its path. A list of plain values is one leaf: its members rarely mean anything alone. */
function flat(value: object, path = '', into = new Map<string, Value>()): Map<string, Value> {
  for (const [key, member] of Object.entries(value)) put(path === '' ? key : `${path}.${key}`, member, into);
  return into;
}

function put(field: string, member: unknown, into: Map<string, Value>): void {
  if (member === undefined || member === null || typeof member === 'boolean') into.set(field, member ?? null);
  else if (typeof member === 'string') into.set(field, whole(member));
  else if (typeof member === 'number') into.set(field, Number.isSafeInteger(member) ? member + 0 : String(member));
  else if (Array.isArray(member)) putList(field, member, into);
  else if (typeof member === 'object') flat(member, field, into);
  else throw new TypeError('changesOf: not plain data');
}

function putList(field: string, list: readonly unknown[], into: Map<string, Value>): void {
  if (list.some((member) => typeof member === 'object' && member !== null)) list.forEach((member, i) => put(`${field}.${i}`, member, into));
  else into.set(field, list.map(String).join(', '));
}
