// reminders.*: straight to the services; a letter's PDF is drawn right after it was written, and goes where the person says.
import { AppError } from '../../../contract/errors.ts';
import type { House } from '../../app/house.ts';
import { printReminderLetter, reminderPdfBytes } from '../../app/reminderPrint.ts';
import { saveFile } from '../../files/dialogs.ts';
import { remindersDue, remindersGet, remindersList, remindersOf, remindersPreview, remindersQuiet, remindersSend, remindersVoid } from '../../service/reminders.ts';
import { remindersSaveSettings, remindersSettings } from '../../service/reminderSettings.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';

type Names = Extract<keyof Handlers, `reminders.${string}`>;

export function reminderHandlers(house: House): Pick<Handlers, Names> {
  const send = writing(house, 'reminders', remindersSend);
  return {
    'reminders.settings': reading(house, remindersSettings),
    'reminders.saveSettings': writing(house, 'reminders', remindersSaveSettings),
    'reminders.due': reading(house, remindersDue),
    'reminders.preview': reading(house, remindersPreview),
    'reminders.send': (input) => {
      const sent = send(input);
      // Not waited for: one that fails is drawn when it is asked for.
      void reminderPdfBytes(house, sent.id)
        .then(() => house.send({ type: 'changed', what: 'reminders' }))
        .catch((error: unknown) => house.log.failure('reminder pdf', error));
      return sent;
    },
    'reminders.list': reading(house, remindersList),
    'reminders.get': reading(house, remindersGet),
    'reminders.void': writing(house, 'reminders', remindersVoid),
    'reminders.quiet': writing(house, 'reminders', remindersQuiet),
    'reminders.of': reading(house, remindersOf),
    'reminders.savePdf': async ({ id }) => {
      if (!house.window) throw new AppError('INTERNAL');
      const { bytes, number } = await reminderPdfBytes(house, id);
      return { saved: await saveFile(house.window, `Reminder-${number}.pdf`, [{ name: 'PDF', extensions: ['pdf'] }], bytes, house.paths.userData) };
    },
    'reminders.print': async ({ id }) => ({ printed: await printReminderLetter(house, id) }),
  };
}
