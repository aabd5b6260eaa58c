// The invoice page on screen, scaled to the room there is. The document screen and the editor's side panel show it.
import { memo, useEffect, useRef, useState } from 'react';
import type { Snapshot } from '../../contract/invoices.ts';
import type { PageDraft } from '../../paper/draft.ts';
import { InvoicePage } from '../../paper/InvoicePage.tsx';
import { paperSize } from '../../paper/paperSize.ts';
import '../../paper/paper.css';
import { useLogo } from './useLogo.ts';
import classes from './page.module.css';

export interface PageProps {
  snapshot: Snapshot;
  draft: PageDraft | null;
  /** 1 is the width of the room; the page then scrolls sideways when it is larger. */
  zoom?: number;
  /** Never larger than the sheet of paper itself. */
  most?: number;
}

/** Width of the sheet in CSS pixels. */
function sheetWidth(snapshot: Snapshot): number {
  return paperSize(snapshot.seller.country) === 'Letter' ? 816 : 794;
}

export const Page = memo(function Page({ snapshot, draft, zoom = 1, most = 1 }: PageProps) {
  const logo = useLogo(snapshot.seller.logo);
  const room = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ room: 460, sheet: 1123 });
  useEffect(() => {
    const [outer, inner] = [room.current, sheet.current];
    if (!outer || !inner) return;
    const measure = () => setSize({ room: outer.clientWidth || 460, sheet: inner.offsetHeight || 1123 });
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    observer.observe(inner);
    measure();
    return () => observer.disconnect();
  }, []);
  const width = sheetWidth(snapshot);
  const scale = Math.min(size.room / width, most) * zoom;
  return (
    <div ref={room} className={classes.room}>
      <div className={classes.frame} style={{ inlineSize: Math.round(width * scale), blockSize: Math.round(size.sheet * scale) }}>
        <div ref={sheet} className={classes.sheet} style={{ inlineSize: width, transform: `scale(${scale})` }}>
          <InvoicePage snapshot={snapshot} logo={logo} draft={draft} />
        </div>
      </div>
    </div>
  );
});
