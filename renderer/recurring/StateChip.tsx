// How a recurring invoice stands, as a chip. Recurring screens only.
import { IconFlag, IconPencil, IconPlayerPause, IconPlayerStop, IconRepeat, type Icon } from '@tabler/icons-react';
import type { RecurringState } from '../../contract/recurring.ts';
import { useT } from '../i18n/index.ts';
import { Chip, type ChipKind } from '../ui/Chip.tsx';

const LOOK: Record<RecurringState, { kind: ChipKind; icon: Icon }> = {
  setup: { kind: 'draft', icon: IconPencil }, on: { kind: 'open', icon: IconRepeat }, paused: { kind: 'due', icon: IconPlayerPause }, done: { kind: 'paid', icon: IconFlag }, ended: { kind: 'draft', icon: IconPlayerStop },
};

export function StateChip({ state }: { state: RecurringState }) {
  const t = useT();
  const { kind, icon } = LOOK[state];
  return <Chip kind={kind} icon={icon}>{t(`recurring.state.${state}`)}</Chip>;
}
