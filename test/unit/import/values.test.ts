import { describe, expect, it } from 'vitest';
import { guessColumns, guessNumbers } from '../../../main/import/fields.ts';
import { readCountry, readCurrency, readFlag, readLanguage, readPrice, readTerms } from '../../../main/import/values.ts';

const value = <T>(read: { ok: true; value: T } | { ok: false; code: string }) => (read.ok ? read.value : `!${read.code}`);

describe('headings', () => {
  it.each([
    [
      'customers',
      'CustomerID,CompanyName,ContactName,ContactTitle,Address,City,Region,PostalCode,Country,Phone,Fax',
      'code,name,contact,,street,city,region,postcode,country,phone,',
    ],
    [
      'customers',
      'Kundennummer,Firma,Ansprechpartner,Straße,PLZ,Ort,Land,USt-IdNr.,E-Mail,Zahlungsziel',
      'code,name,contact,street,postcode,city,country,vatId,email,terms',
    ],
    ['customers', 'N° client,Raison sociale,Adresse,Code postal,Ville,Pays,Téléphone', 'code,name,street,postcode,city,country,phone'],
    ['customers', 'Código,Razón social,Dirección,C.P.,Población,Provincia,País,NIF', 'code,name,street,postcode,city,region,country,vatId'],
    ['customers', 'Name,Company', ',name'],
    [
      'items',
      'ProductID,ProductName,SupplierID,CategoryID,QuantityPerUnit,UnitPrice,UnitsInStock,UnitsOnOrder,ReorderLevel,Discontinued',
      'code,name,,,description,price,,,,archived',
    ],
    ['items', 'Artikelnummer,Bezeichnung,Einheit,Einzelpreis,MwSt,EK', 'code,name,unit,price,tax,cost'],
    ['items', 'Référence,Désignation,Unité,Prix unitaire,TVA', 'code,name,unit,price,tax'],
    ['items', 'SKU,Title,Price,???', 'code,name,price,'],
  ] as const)('of %s are understood: %s', (kind, headers, expected) => {
    expect(
      guessColumns(kind, headers.split(','))
        .map((column) => column ?? '')
        .join(','),
    ).toBe(expected);
  });

  it('amounts tell whether the point or the comma is decimal; where they do not, the business does', () => {
    expect(guessNumbers(['1.234,50', '3,5'], 'point')).toBe('comma');
    expect(guessNumbers(['1,234.50', '3.5', '2'], 'comma')).toBe('point');
    expect(guessNumbers(['12', '1.234', ''], 'comma')).toBe('comma');
  });
});

describe('cells', () => {
  it.each([
    ['UK', 'GB'],
    ['USA', 'US'],
    ['Deutschland', 'DE'],
    ['Österreich', 'AT'],
    ['allemagne', 'DE'],
    ['España', 'ES'],
    ['ie', 'IE'],
    ['Schweiz', 'CH'],
    ['Türkei', 'TR'],
    ['', ''],
    ['Elbonia', '!COUNTRY_UNKNOWN'],
    ['ZZ', '!COUNTRY_UNKNOWN'],
  ])('a country is known by its name in many languages: %s', (cell, code) => {
    expect(value(readCountry(cell))).toBe(code);
  });

  it.each([
    ['12.50', 'point', '12.5'],
    ['1,234.50', 'point', '1234.5'],
    ['1.234,50', 'comma', '1234.5'],
    ['1.234', 'comma', '1234'],
    ['1,234', 'comma', '1.234'],
    ['€ 9.80', 'point', '9.8'],
    ['12,50 kr', 'comma', '12.5'],
    ['EUR 12', 'point', '12'],
    ['', 'point', null],
    ['0', 'point', '0'],
    ['-3', 'point', '!PRICE_NEGATIVE'],
    ['abc', 'point', '!NUMBER'],
    ['=1+1', 'point', '!NUMBER'],
    ['1e5', 'point', '!NUMBER'],
    ['9007199254740993', 'point', '!AMOUNT_TOO_LARGE'],
    ['1.234.56', 'point', '!NUMBER'],
  ] as const)('a price is exact or refused: %s (%s)', (cell, numbers, expected) => {
    expect(value(readPrice(cell, numbers))).toBe(expected);
  });

  it('yes, no, currencies, languages and days to pay are read as people write them', () => {
    expect(['1', 'True', 'ja', 'sí', 'x', '', '0', 'nein', 'maybe'].map((cell) => value(readFlag(cell)))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      '!YES_NO',
    ]);
    expect(['eur', '€', '', 'kr', 'XXX'].map((cell) => value(readCurrency(cell)))).toEqual(['EUR', 'EUR', null, '!CURRENCY', '!CURRENCY']);
    expect(['de-AT', 'French', 'Klingon', ''].map((cell) => value(readLanguage(cell)))).toEqual(['de', 'fr', null, null]);
    expect(['30', 'net 14', '30 Tage netto', 'due on receipt', '', '2/10 net 30', '400'].map((cell) => value(readTerms(cell)))).toEqual([
      { kind: 'net', days: 30 },
      { kind: 'net', days: 14 },
      { kind: 'net', days: 30 },
      { kind: 'immediate' },
      null,
      '!TERMS',
      '!TERMS',
    ]);
  });
});
