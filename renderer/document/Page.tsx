// The invoice page on screen, scaled to the room there is. The document screen and the editor's side panel show it.
import { memo } from 'react';
import type { Snapshot } from '../../contract/invoices.ts';
import type { PageDraft } from '../../paper/draft.ts';
import { InvoicePage } from '../../paper/InvoicePage.tsx';
import { ScaledSheet } from '../ui/ScaledSheet.tsx';
import { useLogo } from './useLogo.ts';

export interface PageProps {
  snapshot: Snapshot;
  draft: PageDraft | null;
  /** 1 is the width of the room; the page then scrolls sideways when it is larger. */
  zoom?: number;
  /** Never larger than the sheet of paper itself. */
  most?: number;
}

export const Page = memo(function Page({ snapshot, draft, zoom = 1, most = 1 }: PageProps) {
  const logo = useLogo(snapshot.seller.logo);
  return (
    <ScaledSheet country={snapshot.seller.country} zoom={zoom} most={most}>
      <InvoicePage snapshot={snapshot} logo={logo} draft={draft} />
    </ScaledSheet>
  );
});
