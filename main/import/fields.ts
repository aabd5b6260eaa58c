// Which fields a file can feed, and the headings people and programs give them in several languages. Called by main/import only.
import type { ImportKind, ImportMapping } from '../../contract/imports.ts';
import { foldForSearch } from '../../domain/text.ts';
import { DOCUMENT_FIELDS, DOCUMENT_HEADINGS } from './documentFields.ts';
import { PAYMENT_FIELDS, PAYMENT_HEADINGS } from './paymentFields.ts';

export const CUSTOMER_FIELDS = [
  'code',
  'name',
  'contact',
  'email',
  'phone',
  'street',
  'street2',
  'city',
  'region',
  'postcode',
  'country',
  'vatId',
  'taxNumber',
  'currency',
  'language',
  'terms',
  'notes',
  'archived',
] as const;
export const ITEM_FIELDS = ['code', 'name', 'description', 'unit', 'price', 'cost', 'currency', 'tax', 'archived'] as const;
export type CustomerField = (typeof CUSTOMER_FIELDS)[number];
export type ItemField = (typeof ITEM_FIELDS)[number];

/** Headings as they are compared: folded, letters and digits only. English, German, French, Spanish, and what other programs export. */
const CUSTOMER_HEADINGS: Readonly<Record<CustomerField, string>> = {
  code: `customerid customernumber customerno custno customercode clientid clientnumber clientcode accountnumber accountno account code id number no nr
    kundennummer kundennr kdnr kundenid kundencode debitor debitorennummer numeroclient codeclient numclient refclient idclient numero nclient
    numerocliente codigocliente idcliente codigo ncliente`,
  name: `customerfullname companyname company customername customer clientname client name displayname organisation organization organisationname organizationname businessname business accountname
    firma firmenname kundenname kunde unternehmen name1 societe raisonsociale nomclient nom entreprise nomsociete empresa razonsocial nombre nombrecliente cliente nombreempresa`,
  contact: `contactname contact contactperson attention attn primarycontact fullname ansprechpartner kontakt kontaktperson zuhanden zhd interlocuteur nomcontact personneacontacter
    contacto personadecontacto nombrecontacto name2`,
  email:
    'email emailid emailaddress mail primaryemail contactemail emailadresse mailadresse courriel adresseemail adressemail correo correoelectronico emailcontacto',
  phone:
    'phone phonenumber phonenumbers telephone tel workphone mobile mobilephone telefon telefonnummer rufnummer mobil handy telephonefixe telefono movil telefonofijo portable',
  street: `address address1 addressline1 street streetaddress streetaddress1 billingaddress billingstreet addr strasse anschrift adresse adresse1 strassehausnummer strasseundhausnummer
    rue voie adresseligne1 direccion direccion1 calle domicilio`,
  street2:
    'address2 addressline2 street2 streetaddress2 adresszusatz zusatz adresse2 complementadresse complement direccion2 apartment suite aptsuite clientaptsuite',
  city: 'city town billingcity locality ort stadt wohnort ville commune localite ciudad poblacion localidad municipio',
  region: 'region state province county stateprovince billingstate bundesland kanton departement provincia estado comunidad',
  postcode: 'postalcode billingcode postcode zip zipcode billingzip billingpostalcode plz postleitzahl codepostal cp codigopostal',
  country: 'country countrycode billingcountry nation land staat laendercode landercode pays codepays pais codigopais',
  vatId:
    'vatid vatnumber vatno vat vatregistrationnumber ustidnr ustid umsatzsteuerid uidnummer uid numerotva tvaintracommunautaire numtva ntva nifiva vatin nif cifnif cif',
  taxNumber: 'taxnumber taxid taxno steuernummer steuernr stnr siret siren numerofiscal identificacionfiscal gstin abn ein companynumber',
  currency: 'currency currencycode waehrung wahrung devise monnaie moneda divisa',
  language: 'language lang locale sprache langue idioma',
  terms:
    'paymentterms terms paymenttermsdays netdays creditdays zahlungsziel zahlungsbedingungen conditionspaiement delaipaiement conditionsdepaiement condicionesdepago plazopago diaspago',
  notes:
    'notes note comment comments remarks memo notiz notizen bemerkung bemerkungen kommentar remarques commentaire commentaires notas observaciones comentarios',
  archived: 'archived inactive disabled archiviert inaktiv archive inactif archivado inactivo',
};
const ITEM_HEADINGS: Readonly<Record<ItemField, string>> = {
  code: `productid productcode productnumber productno itemid itemcode itemnumber itemno sku code id number no nr articlenumber articleno partnumber ref reference barcode ean
    artikelnummer artikelnr artnr artikelcode referencearticle codearticle refproduit codeproduit referencia codigo codigoarticulo codigoproducto`,
  name: `productname productservicename product itemname productkey item name title article service bezeichnung artikel artikelbezeichnung artikelname produkt produktname leistung
    designation libelle nom article produit nomproduit nomarticle nombre articulo producto nombreproducto nombrearticulo concepto`,
  description: `description quantityperunit notes salesdescription details longdescription salesdescription body beschreibung langtext zusatztext details descriptif descriptionlongue descripcion detalle detalles`,
  unit: 'unit usageunit uom unitofmeasure units einheit mengeneinheit me unite unitedemesure unidad unidaddemedida',
  price: `unitprice price saleprice salesprice listprice rate amount sellingprice variantprice preis einzelpreis verkaufspreis nettopreis vk vkpreis prix prixunitaire prixht prixdevente tarif puht
    precio preciounitario precioventa pvp importe`,
  cost: 'cost unitcost purchaseprice buyingprice costprice costperitem einkaufspreis ek ekpreis kosten selbstkosten cout prixachat prixdachat coste costo preciocompra preciocoste',
  currency: 'currency currencycode waehrung wahrung devise monnaie moneda divisa',
  tax: 'tax taxrate vat vatrate taxcode taxname taxable mwst mwstsatz ust ustsatz umsatzsteuer steuersatz steuer tva tauxtva taux iva tipoiva impuesto',
  archived:
    'discontinued archived inactive disabled archiviert inaktiv ausgelaufen archive inactif obsolete archivado inactivo descatalogado',
};

function byHeading(headings: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(headings).flatMap(([field, names]) => names.split(/\s+/).map((name): [string, string] => [name, field])));
}
const LISTS: Readonly<Record<ImportKind, Readonly<Record<string, string>>>> = { customers: CUSTOMER_HEADINGS, items: ITEM_HEADINGS, documents: DOCUMENT_HEADINGS, payments: PAYMENT_HEADINGS };
const HEADINGS = { customers: byHeading(CUSTOMER_HEADINGS), items: byHeading(ITEM_HEADINGS), documents: byHeading(DOCUMENT_HEADINGS), payments: byHeading(PAYMENT_HEADINGS) };
const FIELDS: Readonly<Record<ImportKind, readonly string[]>> = { customers: CUSTOMER_FIELDS, items: ITEM_FIELDS, documents: DOCUMENT_FIELDS, payments: PAYMENT_FIELDS };

/** Fields of a kind, in the order pickers show them. */
export function fieldsOf(kind: ImportKind): readonly string[] {
  return FIELDS[kind];
}

/** A heading as it is compared. */
export function plainHeading(heading: string): string {
  return foldForSearch(heading).replace(/[^\p{L}\p{N}]/gu, '');
}

/** Same headings in the same order make the same key: then the mapping of last time fits again. */
export function headingsKey(headers: readonly string[]): string {
  return headers.map(plainHeading).join('|').slice(0, 2000);
}

/** What each column most likely is. A field is given to the first column that fits; the more telling headings come first in the lists. */
export function guessColumns(kind: ImportKind, headers: readonly string[]): (string | null)[] {
  const known = HEADINGS[kind];
  const wanted = headers.map((header) => known.get(plainHeading(header)) ?? null);
  const lists = new Map(Object.entries(LISTS[kind]));
  const rank = (field: string, header: string) =>
    (lists.get(field) ?? '').split(/\s+/).indexOf(plainHeading(header));
  return wanted.map((field, i) => {
    if (field === null) return null;
    const rivals = wanted.flatMap((other, k) => (other === field ? [k] : []));
    const best = rivals.reduce((a, b) => (rank(field, headers[b] ?? '') < rank(field, headers[a] ?? '') ? b : a));
    return best === i ? field : null;
  });
}

/** Point or comma, from how the amounts in the file are written; where nothing tells, as the business writes. */
export function guessNumbers(cells: readonly string[], usual: ImportMapping['numbers']): ImportMapping['numbers'] {
  let comma = 0;
  let point = 0;
  for (const cell of cells) {
    if (/\d,\d{1,2}\D*$/.test(cell) || /\d\.\d{3},\d/.test(cell)) comma += 1;
    if (/\d\.\d{1,2}\D*$/.test(cell) || /\d,\d{3}\.\d/.test(cell) || /^\D*\d+\.\d{4,}\D*$/.test(cell)) point += 1;
  }
  if (comma === point) return usual;
  return comma > point ? 'comma' : 'point';
}
