// documents.*: lists, states, conversions and reissuing, straight to their services.
import type { House } from '../../app/house.ts';
import { documentsCollect, documentsOpen } from '../../service/collect.ts';
import { documentsConvert, documentsLeft, documentsReissue } from '../../service/convert.ts';
import { documentsAct, documentsCounts, documentsLife, documentsList } from '../../service/life.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';

type Names = Extract<keyof Handlers, `documents.${string}`>;

export function documentHandlers(house: House): Pick<Handlers, Names> {
  const reissue = writing(house, 'invoices', documentsReissue);
  return {
    'documents.list': reading(house, documentsList),
    'documents.counts': reading(house, documentsCounts),
    'documents.life': reading(house, documentsLife),
    'documents.act': writing(house, 'invoices', documentsAct),
    'documents.left': reading(house, documentsLeft),
    'documents.convert': writing(house, 'drafts', documentsConvert),
    'documents.open': reading(house, documentsOpen),
    'documents.collect': writing(house, 'drafts', documentsCollect),
    'documents.reissue': (input) => {
      const done = reissue(input);
      house.send({ type: 'changed', what: 'drafts' });
      house.pdfs.wake();
      return done;
    },
  };
}
