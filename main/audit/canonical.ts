// One byte-exact JSON text per value, for MACs and content hashes. Called by main/audit, main/vault and services that freeze a document.

/** With the u flag a proper pair is one code point, so only halves without their other half match. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** What may be hashed: plain data. Numbers must be safe integers (amounts and counts); decimals travel as strings. */
export type Canonical = string | number | boolean | null | readonly Canonical[] | { readonly [key: string]: Canonical | undefined };

/**
 * JSON with keys in code-unit order and no white space. Members that are undefined are left out, as JSON.stringify does.
 * Throws TypeError for anything that has no single spelling (floats, NaN, -0, lone surrogates, other objects): that is a bug in the caller.
 */
export function canonicalJson(value: Canonical): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'string') return canonicalString(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError('canonicalJson: not plain data');
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('canonicalJson: not plain data');
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members.push(`${canonicalString(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}

function isList(value: Canonical): value is readonly Canonical[] {
  return Array.isArray(value);
}

function canonicalNumber(value: number): string {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new TypeError('canonicalJson: not a safe integer');
  return String(value);
}

function canonicalString(value: string): string {
  if (LONE_SURROGATE.test(value)) throw new TypeError('canonicalJson: lone surrogate');
  return JSON.stringify(value);
}
