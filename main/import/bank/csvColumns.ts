// Which column of a bank's CSV is most likely what, where its headings stand, and how its dates and numbers are written. Called by csvBank.ts and the bank's jobs.
import type { BankMapping } from '../../../contract/bank.ts';
import { type BankColumn, MANY, missingColumns } from '../../../domain/bankColumns.ts';
import { foldForSearch } from '../../../domain/text.ts';

/** Headings as banks write them, folded, letters and digits only: English, German, French, Spanish, and some neighbours. The more telling ones first. */
const HEADINGS: Readonly<Record<BankColumn, string>> = {
  date: `bookingdate buchungstag buchungsdatum buchung datecomptable datedecomptabilisation datecompta dateoperation datedoperation fechacontable fechaoperacion fechadeoperacion
    transactiondate posteddate postingdate completeddate completedutc dateposted datecompletedutc datum date fecha data bookdate dataoperazione boekdatum datetime`,
  valueDate: 'valuedate valuta valutadatum wertstellung wert wertstellungsdatum datevaleur datedevaleur fechavalor fechadevalor valutadata rentedatum',
  amount: `amount betrag betrageur umsatz betragineur betragin montant montanteneuros montanteur importe importeeur cantidad valor importo bedrag bedrageur sum transactionamount
    amounteur amountgbp amountusd betragchf amountchf montantdevise kwota buchungsbetrag umsatzineur`,
  credit: 'credit creditamount paidin moneyin haben gutschrift gutschriftinchf einnahmen einzahlung credito abono abonos haber credits deposit deposits crediteuros gutschriftchf',
  debit: 'debit debitamount paidout moneyout soll lastschrift lastschriftinchf belastung ausgaben auszahlung debito cargo cargos debe debits withdrawal withdrawals debiteuros belastungchf',
  direction: 'direction sollhaben sollhabenkennzeichen sh shkennzeichen kennzeichen debitcredit creditdebit dc drcr cdtdbtind afbij sens signo type',
  currency: 'currency currencycode waehrung wahrung devise monnaie moneda divisa valuta munt accountcurrency',
  name: `counterparty counterpartyname name payee payer payername partnername beguenstigterzahlungspflichtiger begunstigterzahlungspflichtiger namezahlungsbeteiligter
    zahlungsbeteiligter auftraggeberempfanger auftraggeberbegunstigter zahlungspflichtiger zahlungspflichtige empfanger namezahlungspartner absender gegenpartei tiers nomdutiers
    contrepartie ordenante beneficiario nombre merchant avsender naamtegenpartij payto recipientpayer`,
  iban: `counterpartyaccount counterpartyiban partneriban iban kontonummeriban ibanzahlungsbeteiligter ibanzahlungsbeteiligtekontonummer kontonummer ibankontonummer ibandesauftraggebers
    ibandebegunstigten accountnumberofcounterparty tegenrekening comptecontrepartie cuentacontraparte ibancontrepartie kontonummeribanzahlungspartner`,
  text: `remittanceinformation purpose reference description details verwendungszweck buchungsdetails buchungstext zahlungszweck zahlungsreferenz mitteilung memo narrative
    transactiondescription libelle libelleoperation motif concepto observaciones descripcion notes mededelingen omschrijving vwz1 verwendungszweckzeile1 paymentreference note beschreibung particulars`,
  endToEnd: 'endtoendid endtoendreference kundenreferenz kundenreferenzendtoend endezuendereferenz endtoend referenceclient',
  bankRef: 'transactionid bankreference bankreferenz referencenumber id transaktionsid transaktionsnummer referencebancaire numerooperation numerodeoperacion idtransaccion transactionnumber fitid',
  kind: 'transactiontype umsatztyp umsatzart vorgang typeoperation tipo typedoperation category kategorie categorie categoria mutatiesoort',
  account: 'accountiban auftragskonto ownaccount bankaccount accountid ibanauftragskonto kontobezeichnung konto numerodecompte numerocuenta rekening accountnumber account',
};

const BY_HEADING: ReadonlyMap<string, BankColumn> = new Map(
  Object.entries(HEADINGS).flatMap(([column, names]) => names.split(/\s+/).map((name): [string, BankColumn] => [name, column as BankColumn])),
);
const RANKS: ReadonlyMap<string, number> = new Map(Object.values(HEADINGS).flatMap((names) => names.split(/\s+/).map((name, i): [string, number] => [name, i])));

const plainHeading = (heading: string): string => foldForSearch(heading).replace(/[^\p{L}\p{N}]/gu, '');

/** Same headings in the same order make the same key: then the mapping of last time fits again. */
export function headingsKey(headings: readonly string[]): string {
  return headings.map(plainHeading).join('|').slice(0, 2000);
}

export function guessColumns(headings: readonly string[]): (BankColumn | null)[] {
  const wanted = headings.map((heading) => BY_HEADING.get(plainHeading(heading)) ?? null);
  const rank = (i: number): number => RANKS.get(plainHeading(headings[i] ?? '')) ?? 999;
  const best = new Map<BankColumn, number>();
  wanted.forEach((column, i) => {
    if (column === null) return;
    const rival = best.get(column);
    if (rival === undefined || rank(i) < rank(rival)) best.set(column, i);
  });
  const columns = wanted.map((column, i) => (column !== null && (MANY.has(column) || best.get(column) === i) ? column : null));
  // Both a sum and its two sides: the sum carries the sign.
  return columns.includes('amount') ? columns.map((column) => (column === 'credit' || column === 'debit' ? null : column)) : columns;
}

/** Where the headings stand: banks like to put the account and the period above them. The row with the most known headings, at least two of them. */
export function findHeadings(rows: readonly { cells: readonly string[]; row: number }[]): number | null {
  let best: { index: number; known: number } | null = null;
  rows.forEach(({ cells }, index) => {
    const columns = guessColumns(cells);
    const known = columns.filter((column) => column !== null).length - 10 * missingColumns(columns).length;
    if (known >= 2 && (best === null || known > best.known)) best = { index, known };
  });
  return (best as { index: number } | null)?.index ?? null;
}

/** Day, month and year in the order that fits every cell; where two orders do, the usual one. */
export function guessDates(cells: readonly string[], usual: BankMapping['dates']): BankMapping['dates'] {
  let [ymd, first, second] = [0, 0, 0];
  for (const cell of cells) {
    const match = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})/.exec(cell.trim());
    if (match === null && /^\d{8}$/.test(cell.trim())) ymd += 1;
    if (match === null) continue;
    if ((match[1] ?? '').length === 4) ymd += 1;
    else if (Number(match[1]) > 12) first += 1;
    else if (Number(match[2]) > 12) second += 1;
    else if (cell.includes('.')) first += 1; // nobody writes a month first and points between
  }
  if (ymd > 0) return 'ymd';
  if (first === 0 && second === 0) return usual === 'ymd' ? 'dmy' : usual;
  return first >= second ? 'dmy' : 'mdy';
}
