// Which fields of an old invoice a column can feed, and what programs and people call them. Called by main/import's fields.ts only.

export const DOCUMENT_FIELDS = [
  'number', 'date', 'dueDate', 'kind', 'customerCode', 'customerName', 'contact', 'email', 'phone', 'street', 'street2', 'city', 'region', 'postcode', 'country', 'vatId',
  'currency', 'rate', 'reference', 'subject', 'note', 'itemCode', 'itemName', 'description', 'quantity', 'unit', 'unitPrice', 'amount', 'discount', 'tax', 'documentDiscount',
  'documentDiscountPercent', 'discountIsAmount', 'discountBeforeTax', 'shipping', 'shippingTax', 'adjustment', 'total', 'status',
] as const;
export type DocumentField = (typeof DOCUMENT_FIELDS)[number];

/** Folded, letters and digits only; the more telling ones first. English, German, French, Spanish, and what other programs export. */
export const DOCUMENT_HEADINGS: Readonly<Record<DocumentField, string>> = {
  number: `invoicenumber invoiceinvoicenumber invoiceno invoicenum invoice invoicecode documentnumber documentno docnumber creditnotenumber billno num no number rechnungsnummer rechnungsnr rechnung belegnummer belegnr
    numerofacture nofacture facture numero numerofactura factura nfactura`,
  date: `invoicedate invoiceinvoicedate documentdate issuedate issued billdate creditnotedate transactiondate txndate date rechnungsdatum belegdatum datum datefacture datedefacture fechafactura fecha`,
  dueDate: `duedate invoiceduedate due paymentdue faelligkeitsdatum faelligam faellig falligkeitsdatum falligam fallig zahlbarbis echeance datedecheance dateecheance vencimiento fechavencimiento`,
  kind: `documenttype transactiontype type doctype belegart dokumentart typedocument tipodocumento tipo`,
  customerCode: `customerid customernumber customerno customercode clientid clientnumber clientcode accountcode kundennummer kundennr kundenid numeroclient codeclient idclient codigocliente idcliente numerocliente`,
  customerName: `customername customer clientname client companyname company billto kunde kundenname firma nomclient societe cliente nombrecliente empresa name`,
  contact: `contactname contactfullname contact customercontact ansprechpartner contactoclient contacto`,
  email: `email customeremail clientemail primaryemail primarycontactemailid contactemail courriel correo`,
  phone: `phone customerphone telephone telefon telefono billingphone primarycontactphone clientphone`,
  street: `billingaddress address street addressline1 billingstreet billingaddressline1 address1 clientaddress1 strasse adresse rue direccion billaddrline1`,
  street2: `billingaddressline2 billingstreet2 addressline2 address2 adresszusatz complementadresse direccion2`,
  city: `billingcity city town clientcity ort stadt ville ciudad`,
  region: `billingstate state province county region clientstate bundesland provincia`,
  postcode: `billingcode billingzip billingpostalcode postalcode postcode zip zipcode clientpostalcode plz codepostal codigopostal`,
  country: `billingcountry country clientcountry land pays pais`,
  vatId: `vatnumber vatid taxregistrationnumber gstin clientvatnumber ustid ustidnr numerotva nifiva nif`,
  currency: `currencycode currency clientcurrency waehrung wahrung devise moneda`,
  rate: `exchangerate rateofexchange wechselkurs kurs taux tauxdechange tipodecambio`,
  reference: `purchaseorder ponumber invoiceponumber invoicepo referencenumber reference refno orderreference bestellnummer referenz bestellung bondecommande referencia pedido`,
  subject: `subject title betreff objet asunto`,
  note: `notes publicnotes invoicepublicnotes memo message messageoninvoice customernote remarks bemerkung hinweis remarque nota notas observaciones`,
  itemCode: `stockcode sku itemsku productcode itemcode productid itemproductkey productkey productservicecode artikelnummer artikelnr codearticle codigoarticulo`,
  itemName: `itemname itemproduct itemproductservice item product productservice productname artikel produkt article produit articulo producto`,
  description: `itemdescription itemdesc memodescription itemnotes productdescription lineitemdescription linedescription description details beschreibung bezeichnung leistung designation libelle descripcion concepto`,
  quantity: `quantity itemquantity qty hours units menge anzahl quantite cantidad`,
  unit: `usageunit unit uom itemunit einheit unite unidad`,
  unitPrice: `unitprice itemprice itemcost itemrate salesprice price unitcost rate cost einzelpreis preis stueckpreis prixunitaire prix precio preciounitario`,
  amount: `itemtotal itemamount linetotal lineamount itemlinetotal netamount positionsbetrag gesamtpreis montantligne importelinea amount betrag montant importe`,
  discount: `discountpercent itemdiscount discountpercentage discount rabatt remise descuento`,
  tax: `itemtaxpercent itemtaxrate1 itemtax1 itemtaxrate taxrate vatrate itemtax taxname1 taxcode tax vat mwst ust steuersatz tva iva`,
  documentDiscount: `entitydiscountamount invoicediscount invoicediscountamount documentdiscount orderdiscount discountamount discountamt discounttotal totaldiscount gesamtrabatt rabattbetrag remiseglobale remisetotale montantremise
    descuentoglobal descuentototal importedescuento`,
  documentDiscountPercent: `entitydiscountpercent invoicediscountpercent documentdiscountpercent gesamtrabattprozent gesamtrabattinprozent remiseglobalepourcent descuentoglobalporciento`,
  discountIsAmount: `isamountdiscount invoiceisamountdiscount discountisamount`,
  discountBeforeTax: `isdiscountbeforetax discountbeforetax`,
  shipping: `shippingcharge shippingcharges shippingamount shippingcost shippingcosts shipping freightcharge freight postage invoicecustomsurcharge1 customsurcharge1 surcharge1 surcharge versandkosten versand fracht porto fraisdeport fraisdelivraison
    fraisdexpedition gastosdeenvio costesdeenvio portes envio`,
  shippingTax: `shippingchargetax shippingchargetaxpercentage shippingchargetaxpercent shippingchargetaxname shippingtax shippingtaxpercent shippingtaxrate versandsteuer taxedeport`,
  adjustment: `adjustment adjustmentamount invoiceadjustment roundoff rounding rundung ausgleich arrondi ajustement redondeo ajuste`,
  status: `invoicestatus status invoicestatusid documentstatus zustand statut estado`,
  total: `invoicetotal documenttotal invoiceamount total grandtotal totalamount gesamtbetrag rechnungsbetrag montanttotal importetotal`,
};
