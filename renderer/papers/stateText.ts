// How a state of a quote or of what follows it looks: the chip's shape. Lists and the document page call it.
import type { PaperRow } from '../../contract/documents.ts';
import type { ChipKind } from '../ui/Chip.tsx';

const CHIPS: Readonly<Record<PaperRow['state'], ChipKind>> = {
  draft: 'draft', issued: 'open', accepted: 'paid', declined: 'void', expired: 'due', converted: 'paid', cancelled: 'void',
};

/** Declined and cancelled are struck through: nothing comes of them any more. */
export function chipOf(state: PaperRow['state']): ChipKind {
  return CHIPS[state];
}
