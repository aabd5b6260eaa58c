// The picture of a place: stick, folder, cloud folder or network share.
import { IconCloud, IconFolder, IconServer, IconUsb, type Icon } from '@tabler/icons-react';
import type { BackupTarget } from '../../contract/backup.ts';

type Place = Pick<BackupTarget, 'kind' | 'program'>;

export function placeIcon({ kind, program }: Place): Icon {
  if (kind === 'stick') return IconUsb;
  return kind === 'network' ? IconServer : program === '' ? IconFolder : IconCloud;
}

/** 20 px, beside the name of the place. */
export function PlaceIcon({ place }: { place: Place }) {
  const { kind, program } = place;
  const look = { size: 20, stroke: 1.6, 'aria-hidden': true } as const;
  if (kind === 'stick') return <IconUsb {...look} />;
  if (kind === 'network') return <IconServer {...look} />;
  return program === '' ? <IconFolder {...look} /> : <IconCloud {...look} />;
}
