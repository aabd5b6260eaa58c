// recurring.*: straight to the services, with word to the window and the PDF queue where an invoice came of it.
import type { House } from '../../app/house.ts';
import { recurringAdopt, recurringDiscard, recurringEdit, recurringEnd, recurringFromInvoice, recurringGet, recurringList, recurringPause, recurringResume, recurringSave, recurringStart, recurringTakeBack } from '../../service/recurring.ts';
import { recurringDecide, recurringDue, recurringPreview } from '../../service/recurringDue.ts';
import { recurringUndo } from '../../service/recurringUndo.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';

type Names = Extract<keyof Handlers, `recurring.${string}`>;

export function recurringHandlers(house: House): Pick<Handlers, Names> {
  const [adopt, edit, decide, undo] = [writing(house, 'recurring', recurringAdopt), writing(house, 'recurring', recurringEdit), writing(house, 'recurring', recurringDecide), writing(house, 'recurring', recurringUndo)];
  /** Drafts come and go with these. */
  const withDrafts = <T>(value: T): T => {
    house.send({ type: 'changed', what: 'drafts' });
    return value;
  };
  return {
    'recurring.list': reading(house, recurringList),
    'recurring.get': reading(house, recurringGet),
    'recurring.fromInvoice': writing(house, 'recurring', recurringFromInvoice),
    'recurring.adopt': (input) => withDrafts(adopt(input)),
    'recurring.edit': (input) => withDrafts(edit(input)),
    'recurring.save': writing(house, 'recurring', recurringSave),
    'recurring.start': (input) => {
      const started = writing(house, 'recurring', recurringStart)(input);
      house.recurring.wake();
      return started;
    },
    'recurring.pause': writing(house, 'recurring', recurringPause),
    'recurring.resume': writing(house, 'recurring', recurringResume),
    'recurring.end': writing(house, 'recurring', recurringEnd),
    'recurring.takeBack': (input) => {
      const back = writing(house, 'recurring', recurringTakeBack)(input);
      house.recurring.wake();
      return back;
    },
    'recurring.discard': writing(house, 'recurring', recurringDiscard),
    'recurring.due': reading(house, recurringDue),
    'recurring.preview': reading(house, recurringPreview),
    'recurring.decide': (input) => {
      const decided = decide(input);
      if (decided.kind === 'issued') {
        house.send({ type: 'changed', what: 'invoices' });
        house.pdfs.wake();
      }
      if (decided.kind === 'drafted') house.send({ type: 'changed', what: 'drafts' });
      return decided;
    },
    'recurring.undo': (input) => withDrafts(undo(input)),
  };
}
