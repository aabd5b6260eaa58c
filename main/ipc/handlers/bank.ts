// bank.*: files are read in the job process, with progress and a cancel that kills it; lists and decisions go straight to their services.
import { basename } from 'node:path';
import { statSync } from 'node:fs';
import { AppError } from '../../../contract/errors.ts';
import type { BankLook, BankMapping } from '../../../contract/bank.ts';
import type { House } from '../../app/house.ts';
import { runJob } from '../../app/runJob.ts';
import { chooseFile } from '../../files/dialogs.ts';
import type { FileSource } from '../../files/chosen.ts';
import { bankAccept, bankAccounts, bankLine, bankLines, bankSetAside, bankUndo } from '../../service/bank.ts';
import { bankDocuments } from '../../service/bankProposals.ts';
import type { Stored } from '../../service/bankImport.ts';
import type { Ctx } from '../../service/context.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';
import { moveAnchor, openSession } from './session.ts';

type Names = Extract<keyof Handlers, `bank.${string}`>;
interface Chosen {
  token: string;
  file: string;
  size: number;
}
const EXTENSIONS = ['xml', 'camt', 'sta', 'mt940', '940', 'txt', 'ofx', 'qfx', 'csv', 'tsv'];

export function bankHandlers(house: House): Pick<Handlers, Names> {
  const names = new Map<string, Chosen>();
  const look = async (job: string, chosen: Chosen, source: FileSource, mapping: BankMapping | null): Promise<BankLook> => {
    const seen = await runJob(house, openSession(house), job, { name: 'bankLook', source, mapping });
    names.clear(); // one file at a time
    names.set(chosen.token, chosen);
    return { ...chosen, ...(seen as Omit<BankLook, keyof Chosen>) };
  };
  const known = (token: string): Chosen => {
    const chosen = names.get(token);
    if (chosen === undefined) throw new AppError('FILE_GONE');
    return chosen;
  };
  /** Money moved: documents, customers and the home screen say something else now. */
  const moving = <I, O>(service: (ctx: Ctx, input: I) => O): ((input: I) => O) => {
    const write = writing(house, 'bank', service);
    return (input) => {
      const value = write(input);
      for (const what of ['payments', 'invoices'] as const) house.send({ type: 'changed', what });
      return value;
    };
  };
  return {
    'bank.pick': async ({ job }) => {
      if (!house.window) throw new AppError('INTERNAL');
      const path = await chooseFile(house.window, [{ name: 'CAMT.053, MT940, OFX, CSV', extensions: EXTENSIONS }, { name: '*', extensions: ['*'] }]);
      if (path === null) return null;
      openSession(house); // locked while the dialog was open: the token would be known after
      return look(job, { token: house.files.add(path), file: basename(path).slice(0, 120), size: statSync(path).size }, { path }, null);
    },
    'bank.drop': ({ job, name, content }) => {
      const bytes = new Uint8Array(Buffer.from(content, 'base64'));
      return look(job, { token: house.files.addDropped(bytes), file: name, size: bytes.length }, { bytes }, null);
    },
    'bank.look': ({ job, token, mapping }) => look(job, known(token), house.files.source(token), mapping),
    'bank.commit': async ({ job, token, mapping, skipProblems }) => {
      const [{ file }, source] = [known(token), house.files.source(token)];
      const session = openSession(house);
      // The job has a connection of its own: what keeps this one from writing would not keep that one.
      if (session.readOnly) throw new AppError('DB_READONLY');
      const hold = (): Promise<Stored> => runJob(house, session, job, { name: 'bankCommit', source, file, mapping, skipProblems }) as Promise<Stored>;
      const done = await house.gate.hold(hold).finally(() => house.pdfs.wake());
      for (const what of ['bank', 'security'] as const) house.send({ type: 'changed', what });
      moveAnchor(house);
      return done;
    },
    'bank.cancel': ({ job }) => ({ cancelled: house.jobs.cancel(job) }),
    'bank.accounts': reading(house, bankAccounts),
    'bank.lines': reading(house, bankLines),
    'bank.line': reading(house, bankLine),
    'bank.documents': reading(house, bankDocuments),
    'bank.accept': moving(bankAccept),
    'bank.setAside': writing(house, 'bank', bankSetAside),
    'bank.undo': moving(bankUndo),
  };
}
