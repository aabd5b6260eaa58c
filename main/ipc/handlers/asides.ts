// asides.*: notes through their service; files between the system's dialogs and the vault, a piece at a time.
import { open } from 'node:fs/promises';
import { AppError, isAppError } from '../../../contract/errors.ts';
import { MOST_BYTES, type Attachment } from '../../../contract/asides.ts';
import type { House } from '../../app/house.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import { chooseFile, saveFile } from '../../files/dialogs.ts';
import { keptFileName } from '../../files/place.ts';
import { asidesGet, asidesRemove, asidesSaveNote, attach, readAttachment } from '../../service/asides.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';
import { moveAnchor, openSession } from './session.ts';

type Names = Extract<keyof Handlers, `asides.${string}`>;
/** Read whole, and no more of it than may be kept. */
async function bytesOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch(() => {
    throw new AppError('FILE_GONE');
  });
  try {
    const { size } = await file.stat();
    if (size > MOST_BYTES) throw new AppError('FILE_TOO_LARGE');
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await file.read(bytes, 0, size, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A damaged file can still be removed; there is just nothing whole to bring back. */
function whole<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (isAppError(error) && error.code === 'DB_DAMAGED') return null;
    throw error;
  }
}

async function keep(house: House, documentId: string, name: string, bytes: Buffer): Promise<Attachment> {
  const session = openSession(house);
  const walk = attach(serviceContext(session), documentId, name, bytes);
  for (let step = walk.next(); ; step = walk.next()) {
    if (step.done === true) return step.value;
    await new Promise((next) => setImmediate(next));
    await house.gate.pass();
    // Locked meanwhile: what came in so far is taken out when the next file comes.
    if (session.closed) throw new AppError('LOCKED');
  }
}

export function asideHandlers(house: House): Pick<Handlers, Names> {
  let coming = false;
  const changed = (): void => house.send({ type: 'changed', what: 'asides' });
  const comeIn = async (documentId: string, name: string, read: () => Promise<Buffer>): Promise<Attachment> => {
    // One at a time: the next one takes out what never came in whole.
    if (coming) throw new AppError('BUSY');
    coming = true;
    try {
      const added = await keep(house, documentId, name, await read());
      changed();
      moveAnchor(house);
      return added;
    } finally {
      coming = false;
    }
  };
  return {
    'asides.get': reading(house, asidesGet),
    'asides.saveNote': writing(house, 'asides', asidesSaveNote),
    'asides.attach': async ({ documentId }) => {
      if (!house.window) throw new AppError('INTERNAL');
      const path = await chooseFile(house.window, []);
      if (path === null) return { added: null };
      return { added: await comeIn(documentId, keptFileName(path), () => bytesOf(path)) };
    },
    'asides.saveAs': async ({ id }) => {
      if (!house.window) throw new AppError('INTERNAL');
      const { name, bytes } = readAttachment(serviceContext(openSession(house)), id);
      return { saved: await saveFile(house.window, name, [], bytes, house.paths.userData) };
    },
    'asides.remove': ({ id }) => {
      const session = openSession(house);
      const file = whole(() => readAttachment(serviceContext(session), id));
      const gone = writing(house, 'asides', asidesRemove)({ id });
      if (file !== null) house.removed.hold(session, id, file);
      return gone;
    },
    'asides.putBack': async ({ documentId, id }) => {
      const file = house.removed.take(openSession(house), id);
      if (file === null || file.documentId !== documentId) throw new AppError('NOT_FOUND');
      const added = await comeIn(documentId, file.name, () => Promise.resolve(file.bytes));
      file.bytes.fill(0);
      return { added };
    },
  };
}
