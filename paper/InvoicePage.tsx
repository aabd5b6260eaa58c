// The page a customer gets, as one component tree: live beside the form in the editor, and through main/print as the PDF. Pure: no effects, no DOM.
import type { CSSProperties } from 'react';
import type { Snapshot } from '../contract/invoices.ts';
import { readableAccent } from './contrast.ts';
import type { PageDraft } from './draft.ts';
import { type PageFormat, pageFormat } from './format.ts';
import { legalLines } from './legal.ts';
import { LinesTable } from './LinesTable.tsx';
import { Parties, Sender, Title } from './PageHead.tsx';
import { paperSize } from './paperSize.ts';
import { Payment } from './Payment.tsx';
import { Said } from './Said.tsx';
import { Terms } from './Terms.tsx';
import { Totals } from './Totals.tsx';

export interface InvoicePageProps {
  readonly snapshot: Snapshot;
  /** data: URL of the drawn-anew PNG, or null. */
  readonly logo: string | null;
  /** What is still open on the page of a draft; null for an issued document. */
  readonly draft: PageDraft | null;
  /**
   * Printed, the margins are the sheet's, and no style attribute is written (the print window's policy forbids them). 'one': everything
   * fits on one sheet; 'tight': it fits with less air; 'many': it runs over several, and main/print numbers them.
   */
  readonly medium?: 'screen' | 'one' | 'tight' | 'many';
}

// Above these the figures leave too little room for words: the table is set smaller.
const ROOMY = 35;
const CROWDED = 45;

// With more lines than this it is not said on screen how many sheets it will be.
const ONE_SHEET = 8;

/** An article of 794 x 1123 CSS pixels (816 x 1056 for Letter) on screen, longer when there is more to say; needs paper.css. */
export function InvoicePage({ snapshot, logo, draft, medium = 'screen' }: InvoicePageProps) {
  const format = pageFormat(snapshot);
  const print = medium !== 'screen';
  const size = paperSize(snapshot.seller.country) === 'Letter' ? 'paper-letter' : 'paper-a4';
  const accent = print ? null : readableAccent(snapshot.seller.accent);
  const colour: CSSProperties & Record<'--paper-seller', string> | undefined = accent === null ? undefined : { '--paper-seller': accent };
  return (
    <article className={`paper ${size} ${print ? `paper-print paper-${medium}` : 'paper-screen'} ${density(snapshot, format)}`} lang={format.lang} dir="ltr" style={colour}>
      <Sender snapshot={snapshot} format={format} logo={logo} />
      <Parties snapshot={snapshot} format={format} draft={draft} />
      <Title snapshot={snapshot} format={format} draft={draft} level={print ? 'h1' : 'h2'} />
      <LinesTable snapshot={snapshot} format={format} />
      <Totals snapshot={snapshot} format={format} />
      <Terms snapshot={snapshot} format={format} />
      <div className="paper-end">
        <Payment snapshot={snapshot} format={format} draft={draft} />
        <footer className="paper-legal">
          <div>{legalLines(snapshot, format).map((line) => <div key={line}><Said from={[snapshot.seller.country]}>{line}</Said></div>)}</div>
          {medium === 'many' || (medium === 'screen' && snapshot.lines.length > ONE_SHEET) ? null : <div className="paper-page">{format.words.page(1, 1)}</div>}
        </footer>
      </div>
    </article>
  );
}

/** How wide the figures of the lines are, in characters; decides the size of type. */
function density({ lines }: Snapshot, { decimal, price, amount }: PageFormat): string {
  const longest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));
  const figures = longest(lines.map(({ quantity }) => decimal(quantity))) + longest(lines.map(({ unitPrice }) => price(unitPrice)));
  const wide = figures + longest(lines.map(({ unit }) => unit)) + longest(lines.map(({ entered }) => amount(entered)));
  if (wide > CROWDED) return 'paper-crowded';
  return wide > ROOMY ? 'paper-dense' : '';
}
