// Which fields of a payment a column can feed, and what programs and people call them. Called by main/import's fields.ts and paymentRows.ts only.

export const PAYMENT_FIELDS = ['paymentNumber', 'date', 'customerCode', 'customerName', 'document', 'paid', 'applied', 'currency', 'rate', 'method', 'brand', 'last4', 'reference', 'note', 'paymentState'] as const;
export type PaymentField = (typeof PAYMENT_FIELDS)[number];

/** Folded, letters and digits only; the more telling ones first. English, German, French, Spanish, and what other programs export. */
export const PAYMENT_HEADINGS: Readonly<Record<PaymentField, string>> = {
  paymentNumber: `paymentnumber paymentno paymentnum paymentid receiptnumber receiptno num no number zahlungsnummer zahlungsnr zahlungnr belegnummer belegnr quittungsnummer numeropaiement nopaiement numerodepaiement
    numeropago numerodepago npago`,
  date: `paymentdate paidon datepaid dateofpayment paiddate receivedon receiptdate transactiondate txndate date zahlungsdatum zahldatum bezahltam eingangsdatum datum datepaiement datedepaiement payele fechapago fechadepago
    fechacobro fecha`,
  customerCode: `customernumber customerno customercode clientnumber clientcode clientidnumber accountcode customerid clientid kundennummer kundennr kundenid numeroclient codeclient idclient codigocliente idcliente numerocliente`,
  customerName: `customername customer clientname client paymentclient companyname company payer receivedfrom kunde kundenname firma zahler nomclient societe payeur cliente nombrecliente empresa pagador name`,
  document: `invoicenumber invoicenumbers paymentinvoices paymentinvoicenumber invoiceno invoicenum invoices invoice appliedto documentnumber documentno rechnungsnummer rechnungsnr rechnung rechnungen numerofacture nofacture
    facture factures numerofactura nfactura factura facturas`,
  paid: `paymentamount amountreceived amountpaid receivedamount paidamount totalamount amount total zahlungsbetrag bezahlt erhalten betrag montantpaye montantpaiement montant importepagado importecobrado importe`,
  applied: `amountappliedtoinvoice invoicepaymentamount appliedamount amountapplied applied allocated angerechnet zugeordnet davonrechnung montantaffecte importeaplicado`,
  currency: `currencycode paymentcurrency currency wahrung waehrung devise moneda`,
  rate: `exchangerate paymentexchangerate rateofexchange wechselkurs kurs tauxdechange taux tipodecambio`,
  method: `paymentmethod paymenttype paymentmode mode method type zahlungsart zahlart zahlungsweise modedepaiement modepaiement moyendepaiement metododepago formadepago metodo`,
  brand: `cardbrand cardtype card kartenart karte carte typedecarte tarjeta tipodetarjeta`,
  last4: `cardlast4 last4 lastfour lastdigits cardending kartenendziffern letzte4 derniers4 ultimos4`,
  reference: `referencenumber paymenttransactionreference transactionreference transactionid paymentreference referenceno refno bankreference checknumber chequenumber reference ref verwendungszweck referenz reference referencia`,
  note: `paymentprivatenotes privatenotes notes note memo memodescription description comment remarks bemerkung notiz kommentar beschreibung remarque commentaire nota notas observaciones comentario`,
  paymentState: `paymentstatus status state zustand statut estado`,
};
