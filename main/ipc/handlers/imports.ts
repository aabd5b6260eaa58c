// imports.*
import { AppError } from '../../../contract/errors.ts';
import type { House } from '../../app/house.ts';
import type { Handlers } from '../router.ts';

type Names = Extract<keyof Handlers, `imports.${string}`>;

export function importHandlers(_house: House): Pick<Handlers, Names> {
  const no = (): never => {
    throw new AppError('BUSY');
  };
  return { 'imports.pick': no, 'imports.preview': no, 'imports.commit': no, 'imports.cancel': no, 'imports.undo': no, 'imports.list': () => ({ rows: [] }) };
}
