// The upper part of an invoice page: who sends it, who gets it, the dates, the title and what is to pay. Drawn by InvoicePage only.
import type { ReactNode } from 'react';
import type { Snapshot } from '../contract/invoices.ts';
import { asksForMoney } from '../domain/lifecycle.ts';
import { addressLines, countryLine } from './address.ts';
import { type PageDraft, markClass, numberClass } from './draft.ts';
import type { PageFormat } from './format.ts';
import { kindWords } from './kindWords.ts';
import { Said } from './Said.tsx';

interface HeadProps {
  readonly snapshot: Snapshot;
  readonly format: PageFormat;
  readonly draft: PageDraft | null;
}

// A short address reads best in one line.
const ONE_LINE = 44;

function onOneLine(lines: readonly string[]): readonly string[] {
  const joined = lines.filter((line) => line !== '').join(', ');
  return joined.length <= ONE_LINE ? [joined] : lines;
}

/** The seller's name, logo and how to reach them. */
export function Sender({ snapshot, format, logo }: { readonly snapshot: Pick<Snapshot, 'seller' | 'buyer'>; readonly format: PageFormat; readonly logo: string | null }) {
  const { seller, buyer } = snapshot;
  // Abroad the sender's country belongs to the address.
  const country = buyer === null ? null : countryLine(seller.country, buyer.country || seller.country, format.lang);
  const lines = [...onOneLine([...addressLines(seller), country ?? '']), seller.phone, seller.email, seller.website].filter((line) => line !== '');
  return (
    <header className="paper-from">
      <div>
        {logo === null ? null : <img className="paper-logo" src={logo} alt="" />}
        <div className="paper-seller"><Said from={[seller.country]}>{seller.name}</Said></div>
        {seller.tagline === '' ? null : <div className="paper-small"><Said from={[seller.country]}>{seller.tagline}</Said></div>}
      </div>
      <address className="paper-small paper-reach">
        {lines.map((line) => <div key={line}><Said from={[seller.country]}>{line}</Said></div>)}
      </address>
    </header>
  );
}

/** The buyer's address beside the dates and references. */
export function Parties({ snapshot, format, draft }: HeadProps) {
  return (
    <div className="paper-who">
      <div className="paper-buyer">
        <div className="paper-label">{kindWords(snapshot, format.lang).to}</div>
        <Buyer snapshot={snapshot} format={format} draft={draft} />
      </div>
      <dl className="paper-meta">{metaRows(snapshot, format, draft)}</dl>
    </div>
  );
}

function Buyer({ snapshot, format, draft }: HeadProps) {
  const { buyer, seller } = snapshot;
  if (buyer === null) return <div className="paper-name"><span className="paper-ghost">{format.words.noCustomer}</span></div>;
  const ids = [buyer.vatId && `${format.words.vatId} ${buyer.vatId}`, buyer.taxNumber && `${format.words.taxNumber} ${buyer.taxNumber}`];
  // A person who buys for themselves is not named twice.
  const lines = [buyer.contact === buyer.name ? '' : buyer.contact, ...addressLines(buyer), countryLine(buyer.country, seller.country, format.lang) ?? '', ...ids];
  const mark = markClass(draft, 'customer');
  return (
    <>
      <div className="paper-name"><Said className={mark} from={[buyer.country, seller.country]}>{buyer.name}</Said></div>
      {lines.map((line, i) => (line === '' ? null : <div key={`${i}`}><Said className={mark} from={[buyer.country, seller.country]}>{line}</Said></div>))}
    </>
  );
}

function metaRows(snapshot: Snapshot, { words, day }: PageFormat, draft: PageDraft | null): ReactNode[] {
  const rows: [label: string, value: string, mark: string | undefined][] = [[words.date, day(snapshot.issueDate), markClass(draft, 'issueDate')]];
  if (snapshot.validUntil !== null) rows.push([words.goodUntil, day(snapshot.validUntil), markClass(draft, 'validUntil')]);
  if (snapshot.dueDate !== null && snapshot.terms?.kind !== 'instalments') rows.push([words.payBy, day(snapshot.dueDate), markClass(draft, 'dueDate')]);
  if (snapshot.supplyDate !== null) rows.push([words.supplied, day(snapshot.supplyDate), markClass(draft, 'supplyDate')]);
  if (snapshot.reference !== '') rows.push([words.reference, snapshot.reference, markClass(draft, 'reference')]);
  if (snapshot.seller.contact !== '') rows.push([words.questions, snapshot.seller.contact, undefined]);
  return rows.flatMap(([label, value, mark]) => [<dt key={`${label}-k`}>{label}</dt>, <dd key={label}><Said className={mark} from={[snapshot.seller.country]}>{value}</Said></dd>]);
}

/** Title, number, subject and, at the end, the one figure the reader looks for. */
export function Title({ snapshot, format, draft, level: Heading }: HeadProps & { readonly level: 'h1' | 'h2' }) {
  const number = snapshot.number === '' ? format.words.noNumber : snapshot.number;
  return (
    <div className="paper-title">
      <div>
        <Heading>
          {kindWords(snapshot, format.lang).title} <bdi className={numberClass(draft)}>{number}</bdi>
        </Heading>
        {snapshot.original === null ? null : <div className="paper-original"><bdi>{format.words.forInvoice(snapshot.original.number, format.day(snapshot.original.issueDate))}</bdi></div>}
        {snapshot.origin === null ? null : <div className="paper-original"><bdi>{asIn(snapshot.origin, format)}</bdi></div>}
        {snapshot.subject === '' ? null : <div className="paper-subject"><Said from={[snapshot.buyer?.country ?? '', snapshot.seller.country]}>{snapshot.subject}</Said></div>}
      </div>
      <div className="paper-headline">
        <Headline snapshot={snapshot} format={format} draft={draft} />
      </div>
    </div>
  );
}

function asIn({ kind, number, issueDate }: NonNullable<Snapshot['origin']>, { words, lang, day }: PageFormat): string {
  return words.asIn(kindWords({ kind }, lang).named(number, day(issueDate)));
}

function Headline({ snapshot, format, draft }: HeadProps) {
  const { payable } = snapshot.totals;
  const { headline } = kindWords(snapshot, format.lang);
  if (headline === null) return null;
  const asks = asksForMoney(snapshot.kind);
  const inParts = snapshot.terms?.kind === 'instalments';
  const day = asks ? (inParts ? null : snapshot.dueDate) : snapshot.validUntil;
  const above = headline(day === null ? null : format.day(day));
  if (!asks) {
    return (
      <>
        <div>{above}</div>
        <b>{format.money(payable)}</b>
      </>
    );
  }
  if (payable === 0) return <div>{format.words.nothingToPay}</div>;
  const words = payable < 0 ? format.words.inYourFavour : above;
  return (
    <>
      <div className={payable > 0 ? markClass(draft, 'dueDate') : undefined}>{words}</div>
      <b>{format.money(Math.abs(payable))}</b>
    </>
  );
}
