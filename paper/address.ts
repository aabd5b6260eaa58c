// How an address is written on paper: the order of town, region and postcode differs by country. Pure; called by the invoice page.
import { countryName } from '../domain/country.ts';

export interface Address {
  readonly street: string;
  readonly street2: string;
  readonly city: string;
  readonly region: string;
  readonly postcode: string;
  /** ISO 3166 alpha-2, or ''. */
  readonly country: string;
}

// Where the postcode stands after the town; 'own' where it has a line of its own.
const AFTER: Readonly<Record<string, 'after' | 'own'>> = {
  US: 'after', CA: 'after', AU: 'after', NZ: 'after', IE: 'after', IN: 'after', ZA: 'after', BR: 'after', AE: 'after', SG: 'after', HK: 'after', TH: 'after', SA: 'after',
  ID: 'after', NG: 'after', PK: 'after', LV: 'after', JP: 'after', KR: 'after', TW: 'after', GB: 'own', GG: 'own', JE: 'own', IM: 'own',
};

/** Lines from the street down to the town; empty ones are left out. */
export function addressLines(address: Address): string[] {
  const { city, region, postcode } = address;
  const order = AFTER[address.country] ?? 'before';
  const inUsa = address.country === 'US' || address.country === 'CA' || address.country === 'AU';
  const town = order === 'before' ? join(' ', postcode, city) : join(inUsa ? ', ' : ' ', city, inUsa ? '' : region);
  const lines = [address.street, address.street2];
  if (order === 'before') lines.push(join(', ', town, region === city ? '' : region));
  else if (order === 'own') lines.push(join(', ', city, region), postcode);
  else if (inUsa) lines.push(join(', ', town, join(' ', region, postcode)));
  else lines.push(address.country === 'IE' ? join(', ', city, region, postcode) : join(' ', town, postcode));
  return lines.filter((line) => line !== '');
}

function join(between: string, ...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(between);
}

/** The country as the last line, in the document's language; null at home and where none is known. */
export function countryLine(country: string, home: string, lang: string): string | null {
  if (country === '' || country === home) return null;
  // Electron brings its own names of countries, so this does not depend on the machine (unlike minor units: T31).
  try {
    return new Intl.DisplayNames([lang], { type: 'region', fallback: 'none' }).of(country) ?? countryName(country);
  } catch {
    return countryName(country);
  }
}
