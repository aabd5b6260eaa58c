// The page of the day's end: what was issued and paid, and the seal of the log in letters and as a code. On paper it is out of reach of whoever could change the books. Pure; needs paper.css.
import { exponentOf } from '../domain/currency.ts';
import { formatDay } from '../domain/date.ts';
import { formatAmount } from '../domain/formatAmount.ts';
import type { Lang } from '../domain/lang.ts';
import type { DocumentKind } from '../domain/lifecycle.ts';
import { minor } from '../domain/money.ts';
import { numberLocale } from '../domain/numberLocale.ts';
import type { PaymentMethod } from '../domain/paymentMethod.ts';
import { groups } from './LogPage.tsx';
import { qrPath } from './qr.ts';
import { reportWordsOf } from './reportWords.ts';
import { Said } from './Said.tsx';

export interface DayClosePageProps {
  readonly lang: Lang;
  readonly business: string;
  readonly country: string;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly printedAt: string;
  readonly by: string;
  readonly documents: readonly { readonly kind: DocumentKind; readonly currency: string; readonly count: number; readonly gross: number }[];
  readonly money: readonly { readonly method: PaymentMethod; readonly currency: string; readonly count: number; readonly amount: number }[];
  readonly head: { readonly epoch: number; readonly seq: number; readonly seal: string };
  readonly vaultId: string;
  /** Of the key pair that signs the log: 16 hex digits. */
  readonly signedBy: string;
}

interface Words {
  readonly title: string;
  readonly issued: string;
  readonly paid: string;
  readonly none: string;
  readonly what: string;
  readonly count: string;
  readonly sum: string;
  readonly kinds: Readonly<Record<'invoice' | 'deposit-invoice' | 'final-invoice' | 'credit-note', string>>;
  readonly seal: string;
  readonly says: (record: number, at: string, by: string) => string;
  readonly keep: string;
  readonly key: string;
  readonly signed: string;
}
const WORDS: Readonly<Record<Lang, Words>> = {
  en: {
    title: 'End of the day', issued: 'Issued', paid: 'Paid', none: 'Nothing', what: 'What', count: 'Number', sum: 'Sum',
    kinds: { invoice: 'Invoices', 'deposit-invoice': 'Deposit invoices', 'final-invoice': 'Final invoices', 'credit-note': 'Credit notes' },
    seal: 'Seal of the log', says: (record, at, by) => `Record ${record}, printed ${at} (UTC) by ${by}`,
    keep: 'Keep this page where the books are not. In Billfold, Log, “Check a printed seal” finds these letters again; when it does not, the log was cut or replaced after this page.',
    key: 'Key that signs the log', signed: 'Signature',
  },
  de: {
    title: 'Tagesabschluss', issued: 'Ausgestellt', paid: 'Bezahlt', none: 'Nichts', what: 'Was', count: 'Anzahl', sum: 'Summe',
    kinds: { invoice: 'Rechnungen', 'deposit-invoice': 'Anzahlungsrechnungen', 'final-invoice': 'Schlussrechnungen', 'credit-note': 'Rechnungskorrekturen' },
    seal: 'Siegel des Protokolls', says: (record, at, by) => `Eintrag ${record}, gedruckt ${at} (UTC) von ${by}`,
    keep: 'Bewahren Sie diese Seite dort auf, wo die Bücher nicht sind. In Billfold findet „Gedrucktes Siegel prüfen“ im Protokoll diese Zeichen wieder; wenn nicht, wurde das Protokoll nach dieser Seite gekürzt oder ersetzt.',
    key: 'Schlüssel, der das Protokoll unterschreibt', signed: 'Unterschrift',
  },
  fr: {
    title: 'Fin de journée', issued: 'Émis', paid: 'Payé', none: 'Rien', what: 'Type', count: 'Nombre', sum: 'Total',
    kinds: { invoice: 'Factures', 'deposit-invoice': 'Factures d’acompte', 'final-invoice': 'Factures de solde', 'credit-note': 'Avoirs' },
    seal: 'Sceau du journal', says: (record, at, by) => `Entrée ${record}, imprimé le ${at} (UTC) par ${by}`,
    keep: 'Gardez cette page là où les livres ne sont pas. Dans Billfold, Journal, «\u00a0Vérifier un sceau imprimé\u00a0» retrouve ces caractères\u00a0; sinon, le journal a été coupé ou remplacé après cette page.',
    key: 'Clé qui signe le journal', signed: 'Signature',
  },
  es: {
    title: 'Cierre del día', issued: 'Emitido', paid: 'Cobrado', none: 'Nada', what: 'Tipo', count: 'Número', sum: 'Suma',
    kinds: { invoice: 'Facturas', 'deposit-invoice': 'Facturas de anticipo', 'final-invoice': 'Facturas finales', 'credit-note': 'Facturas rectificativas' },
    seal: 'Sello del registro', says: (record, at, by) => `Anotación ${record}, impresa el ${at} (UTC) por ${by}`,
    keep: 'Guarde esta página donde no estén los libros. En Billfold, Registro, «Comprobar un sello impreso» encuentra estos caracteres; si no, el registro se cortó o se sustituyó después de esta página.',
    key: 'Clave que firma el registro', signed: 'Firma',
  },
};

export function dayCloseTitle(lang: Lang): string {
  return WORDS[lang].title;
}

/** What the code says: whose log, how far, which seal. */
export function sealCode({ vaultId, head }: Pick<DayClosePageProps, 'vaultId' | 'head'>): string {
  return `BILLFOLD-SEAL:1:${vaultId}:${head.epoch}:${head.seq}:${head.seal.toUpperCase()}`;
}

/** One page of A4 or Letter. */
export function DayClosePage(props: DayClosePageProps) {
  const { lang, business, country, day, printedAt, by, documents, money, head, signedBy } = props;
  const words = WORDS[lang];
  const methods = reportWordsOf(lang).row;
  const way = numberLocale(country === '' ? lang : `${lang}-${country}`);
  const numbers = { ...way, group: way.group.replace('\u202f', '\u00a0') }; // the bundled fonts have no narrow space
  const sum = (amount: number, currency: string): string => `${currency} ${formatAmount(minor(amount), exponentOf(currency), numbers)}`;
  const { path, size } = qrPath(sealCode(props));
  const kindName = (kind: DocumentKind): string => (kind === 'invoice' || kind === 'deposit-invoice' || kind === 'final-invoice' || kind === 'credit-note' ? words.kinds[kind] : kind);
  return (
    <article className="paper paper-print paper-report" lang={lang} dir="ltr">
      <header>
        <p className="paper-seller"><Said from={[country]}>{business}</Said></p>
        <div className="paper-title"><div><h1>{words.title}</h1><p className="paper-subject">{formatDay(day, lang)}</p></div></div>
      </header>
      <Sums title={words.issued} words={words} rows={documents.map(({ kind, currency, count, gross }) => ({ name: kindName(kind), count, sum: sum(kind === 'credit-note' ? -gross : gross, currency) }))} />
      <Sums title={words.paid} words={words} rows={money.map(({ method, currency, count, amount }) => ({ name: methods[`method-${method}`], count, sum: sum(amount, currency) }))} />
      <section className="paper-seal">
        <svg viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" role="img" aria-label={words.seal}><path fill="currentColor" d={path} /></svg>
        <div>
          <h2>{words.seal}</h2>
          <p className="paper-seal-letters">{groups(head.seal)}</p>
          <p className="paper-small"><bdi>{words.says(head.seq, `${printedAt.slice(0, 10)} ${printedAt.slice(11, 16)}`, by)}</bdi></p>
          <p className="paper-small">{words.key}: <span className="paper-kit-code">{groups(signedBy)}</span></p>
        </div>
      </section>
      <p className="paper-small">{words.keep}</p>
      <div className="paper-kit-place">{words.signed}</div>
    </article>
  );
}

function Sums({ title, words, rows }: { readonly title: string; readonly words: Words; readonly rows: readonly { readonly name: string; readonly count: number; readonly sum: string }[] }) {
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? <p className="paper-small">{words.none}</p> : (
        <table className="paper-lines">
          <thead><tr><th scope="col">{words.what}</th><th scope="col" className="paper-n">{words.count}</th><th scope="col" className="paper-n">{words.sum}</th></tr></thead>
          <tbody>{rows.map((row, i) => <tr key={i}><td>{row.name}</td><td className="paper-n">{row.count}</td><td className="paper-n">{row.sum}</td></tr>)}</tbody>
        </table>
      )}
    </section>
  );
}
