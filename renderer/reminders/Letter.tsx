// A reminder letter on screen, scaled to the room there is. Reminder panels show it.
import type { ReminderLetter } from '../../contract/reminders.ts';
import { ReminderPage } from '../../paper/ReminderPage.tsx';
import { useLogo } from '../document/useLogo.ts';
import { ScaledSheet } from '../ui/ScaledSheet.tsx';

export function Letter({ letter }: { letter: ReminderLetter }) {
  const logo = useLogo(letter.seller.logo);
  return (
    <ScaledSheet country={letter.seller.country}>
      <ReminderPage letter={letter} logo={logo} />
    </ScaledSheet>
  );
}
