// The two ways to a backup: from open books, and with the kit where none open. The screens are the same; what they call differs.
import { FAULTS, type Fault } from '../../contract/backup.ts';
import type { BackupsFound, RestoreLook } from '../../contract/restore.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { faultDo, faultWhat } from '../backup/faultText.ts';
import { sentence } from '../i18n/errors.ts';
import { t } from '../i18n/index.ts';

export interface Way {
  pick(): Promise<BackupsFound | null>;
  look(input: { token: string; name: string; job: string; kit?: string }): Promise<RestoreLook>;
  cancel(job: string): void;
}

/** A cancel that comes too late changes nothing: the work is over. */
const late = (error: unknown): void => void asApiError(error);

export const OPEN_BOOKS: Way = {
  pick: () => call(api().restore.pick()),
  look: (input) => call(api().restore.look(input)),
  cancel: (job) => void call(api().restore.cancel({ job })).catch(late),
};
export const WITH_KIT: Way = {
  pick: () => call(api().rescue.pick()),
  look: (input) => call(api().rescue.look(input)),
  cancel: (job) => void call(api().rescue.cancel({ job })).catch(late),
};

/** A backup that can be chosen: nothing is wrong with it, or only that it wants an older kit. */
export function canChoose({ code }: BackupsFound['rows'][number]): boolean {
  return code === '' || code === 'OTHER_KIT';
}

function isFault(text: unknown): text is Fault {
  return FAULTS.some((fault) => fault === text);
}

/** The groups are those of no kit, or of another one. */
export function wrongKit(error: ApiError | null): boolean {
  return error?.code === 'KIT_WRONG' || error?.params?.['fault'] === 'OTHER_KIT';
}

/** What a refused backup has, and what to do; any other error in its own sentence. */
export function restoreError(error: ApiError): string {
  const fault = error.params?.['fault'];
  if (fault === 'OTHER_KIT') return t('restore.otherKit');
  return error.code === 'RESTORE_REFUSED' && isFault(fault) ? `${faultWhat(fault)} ${faultDo(fault)}` : sentence(error);
}
