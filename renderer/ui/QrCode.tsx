// The code that the phone scans: black on paper in both modes, with the quiet edge that scanners need.
import { useT } from '../i18n/index.ts';
import classes from './QrCode.module.css';

/** Modules of white around the code (ISO 18004). */
const QUIET = 4;

/** `path` is the filled area of the dark modules on a size x size grid. */
export function QrCode({ path, size }: { path: string; size: number }) {
  const t = useT();
  return (
    <svg className={classes.code} viewBox={`${-QUIET} ${-QUIET} ${size + 2 * QUIET} ${size + 2 * QUIET}`} role="img" aria-label={t('phone.qr')} shapeRendering="crispEdges">
      <path d={path} />
    </svg>
  );
}
