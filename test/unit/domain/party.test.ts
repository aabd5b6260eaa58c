import { describe, expect, test } from 'vitest';
import { COUNTRIES, countryName, isCountry, isEu } from '../../../domain/country.ts';
import { bicProblem, formatIban, ibanProblem } from '../../../domain/iban.ts';
import { can, EVERYBODY, isRole, OWNER_ONLY, PERMISSIONS, permissionsOf, ROLES } from '../../../domain/roles.ts';
import { normaliseVatId, vatIdProblem } from '../../../domain/taxId.ts';

describe('VAT numbers (T90)', () => {
  test.each([
    ['ATU12345678', 'AT'],
    ['BE0123456789', 'BE'],
    ['DE 123 456 789', 'DE'],
    ['EL123456789', 'GR'],
    ['ESX1234567X', 'ES'],
    ['FRXX123456789', 'FR'],
    ['IE1234567WA', 'IE'],
    ['IE1X23456A', 'IE'],
    ['NL123456789B01', 'NL'],
    ['SE123456789001', 'SE'],
    ['GB123456789', 'GB'],
    ['XI123456789', 'GB'],
    ['CHE-123.456.789 MWST', 'CH'],
    ['27AAPFU0939F1ZV', 'IN'],
    ['12-3456789', 'US'],
  ])('%s is well formed in %s', (id, country) => {
    expect(vatIdProblem(id, country)).toBeNull();
  });

  test.each([
    ['123456789', 'DE', 'VAT_ID_PREFIX'],
    ['GR123456789', 'GR', 'VAT_ID_PREFIX'],
    ['FR12345678901', 'DE', 'VAT_ID_COUNTRY'],
    ['DE12345678', 'DE', 'VAT_ID_FORM'],
    ['ATX12345678', 'AT', 'VAT_ID_FORM'],
    ['constructor', 'DE', 'VAT_ID_PREFIX'],
    ['!!', 'US', 'VAT_ID_FORM'],
  ])('%s in %s: %s', (id, country, problem) => {
    expect(vatIdProblem(id, country)).toBe(problem);
  });

  test('spaces, dots and dashes do not count', () => {
    expect(normaliseVatId(' be 0123.456-789 ')).toBe('BE0123456789');
  });
});

describe('bank accounts', () => {
  test.each([
    'DE89 3704 0044 0532 0130 00',
    'gb29nwbk60161331926819',
    'FR14 2004 1010 0505 0001 3M02 606',
    'NO93 8601 1117 947',
    'MT84MALT011000012345MTLCAST001S',
    'CH93 0076 2011 6238 5295 7',
    'SA03 8000 0000 6080 1016 7519',
  ])('%s is an IBAN', (iban) => {
    expect(ibanProblem(iban)).toBeNull();
  });

  test.each([
    ['DE88 3704 0044 0532 0130 00', 'IBAN_CHECK'],
    ['DE89 3704', 'IBAN_LENGTH'],
    ['US89 3704', 'IBAN_COUNTRY'],
    ['hello', 'IBAN_FORM'],
    ['', 'IBAN_FORM'],
  ])('%s: %s', (iban, problem) => {
    expect(ibanProblem(iban)).toBe(problem);
  });

  test('an IBAN is printed in groups of four; a BIC has 8 or 11 characters', () => {
    expect(formatIban('de89370400440532013000')).toBe('DE89 3704 0044 0532 0130 00');
    expect(['DEUTDEFF', 'DEUTDEFF500', 'deut de ff', 'DEUTDEF', '1EUTDEFF'].map(bicProblem)).toEqual([
      null,
      null,
      null,
      'BIC_FORM',
      'BIC_FORM',
    ]);
  });
});

describe('countries', () => {
  test('all of ISO 3166-1 and Kosovo, by name, with the European Union marked', () => {
    expect(COUNTRIES.length).toBe(250);
    expect(new Set(COUNTRIES.map((c) => c.code)).size).toBe(250);
    expect(COUNTRIES.slice(0, 3).map((c) => c.code)).toEqual(['AF', 'AX', 'AL']);
    expect([countryName('DE'), countryName('UK'), countryName('toString'), isCountry('GB'), isCountry('')]).toEqual([
      'Germany',
      null,
      null,
      true,
      false,
    ]);
    expect([COUNTRIES.filter((c) => isEu(c.code)).length, isEu('GB'), isEu('GR')]).toEqual([27, false, true]);
  });
});

describe('roles', () => {
  test('the owner may do everything, the auditor only look, nobody but the owner manages security', () => {
    expect(permissionsOf('owner')).toEqual([...PERMISSIONS]);
    expect(
      permissionsOf('auditor').every(
        (permission) => /read$|run$|self$|^(audit|list)\.export$|^item\.cost$|printMany$/.test(permission) && !['import.run', 'backup.run', 'export.run'].includes(permission),
      ),
    ).toBe(true);
    expect(ROLES.filter((role) => can(role, 'security.manage'))).toEqual(['owner']);
    expect([can('cashier', 'invoice.issue'), can('cashier', 'item.write'), can('cashier', 'item.cost'), can('manager', 'business.write')]).toEqual([true, false, false, false]);
  });

  test('the accountant reads and takes out, the billing clerk writes and corrects, neither gives money back or decides who gets in', () => {
    expect(permissionsOf('accountant').filter((permission) => !permission.endsWith('.read'))).toEqual(['search.run', 'item.cost', 'invoice.printMany', 'export.run', 'list.export', 'security.self']);
    expect((['invoice.credit', 'reminder.send', 'bank.write', 'payment.undo', 'report.read', 'period.close'] as const).map((one) => can('clerk', one))).toEqual([true, true, true, false, false, false]);
    for (const permission of OWNER_ONLY) expect(ROLES.filter((role) => can(role, permission)), permission).toEqual(['owner']);
    for (const role of ROLES) for (const permission of EVERYBODY) expect(can(role, permission), `${role} ${permission}`).toBe(true);
  });

  test('what is not a role may do nothing', () => {
    expect([isRole('owner'), isRole('root'), isRole('__proto__')]).toEqual([true, false, false]);
  });
});
