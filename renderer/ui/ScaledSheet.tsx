// A sheet of paper drawn at its true size and scaled to the room there is: text wraps exactly as in the PDF. Invoice pages and letters on screen stand in it.
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { paperSize } from '../../paper/paperSize.ts';
import '../../paper/paper.css';
import classes from './ScaledSheet.module.css';

export interface ScaledSheetProps {
  /** Of the seller: decides between A4 and Letter. */
  country: string;
  /** 1 is the width of the room; the sheet then scrolls sideways when it is larger. */
  zoom?: number;
  /** Never larger than the sheet of paper itself. */
  most?: number;
  children: ReactNode;
}

export function ScaledSheet({ country, zoom = 1, most = 1, children }: ScaledSheetProps) {
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
  /** In CSS pixels. */
  const width = paperSize(country) === 'Letter' ? 816 : 794;
  const scale = Math.min(size.room / width, most) * zoom;
  return (
    <div ref={room} className={classes.room}>
      <div className={classes.frame} style={{ inlineSize: Math.round(width * scale), blockSize: Math.round(size.sheet * scale) }}>
        <div ref={sheet} className={classes.sheet} style={{ inlineSize: width, transform: `scale(${scale})` }}>{children}</div>
      </div>
    </div>
  );
}
