// Status as shape and word, colour last. The word is the caller's, already translated.
import { IconAlertCircle, IconBan, IconCheck, IconCircle, IconCircleHalf2, IconClock, IconPencil, IconReceiptRefund, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Chip.module.css';

export type ChipKind = 'draft' | 'open' | 'part' | 'paid' | 'due' | 'late' | 'credit' | 'void';
const ICONS: Record<ChipKind, Icon> = { draft: IconPencil, open: IconCircle, part: IconCircleHalf2, paid: IconCheck, due: IconClock, late: IconAlertCircle, credit: IconReceiptRefund, void: IconBan };

export function Chip({ kind, children, icon: Own }: { kind: ChipKind; children: ReactNode; icon?: Icon }) {
  const Shown = Own ?? ICONS[kind];
  return (
    <span className={`${classes.chip} ${classes[kind] ?? ''}`}>
      <Shown size={13} stroke={2} aria-hidden="true" />
      {children}
    </span>
  );
}
