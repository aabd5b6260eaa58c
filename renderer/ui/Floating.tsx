// A panel over everything else, with its focus kept inside and Esc to close: the palette, the sheet of keys, and the question for PIN and code. No other form opens in one.
import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Floating.module.css';

/** In the page only while open, so that nothing empty lies beside the landmarks. */
export function Floating({ open, onClose, label, width, children }: { open: boolean; onClose: () => void; label: string; width: number; children: ReactNode }) {
  if (!open) return null;
  return (
    <Modal.Root opened onClose={onClose} size={width} yOffset={88} padding={0} transitionProps={{ duration: 0 }} classNames={{ content: classes.content ?? '' }}>
      <Modal.Overlay className={classes.scrim ?? ''} transitionProps={{ duration: 0 }} />
      <Modal.Content aria-label={label}>{children}</Modal.Content>
    </Modal.Root>
  );
}
