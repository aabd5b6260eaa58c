// How a method of the wall is declared: who may call it, when, and what goes in and out.
import type { z } from 'zod';
import type { Permission } from '../domain/roles.ts';

/** 'open': always; 'closed': only while nobody is logged in (set-up, login, recovery); 'session': only with an unlocked vault. */
export type Access = 'open' | 'closed' | 'session';

export interface Method<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  access: Access;
  /** What the person must be allowed to do; null only for methods that make sense without a session, or that everybody logged in needs. */
  permission: Permission | null;
  /** Writes to the business database: waits while an import holds the write lock. */
  writes: boolean;
  /** PIN and code must have been given again within the last two minutes (H38); the router answers STEP_UP otherwise. */
  stepUp?: true;
  input: I;
  output: O;
}

/** Declares one method; the types of its input and output follow from the schemas. */
export function method<I extends z.ZodType, O extends z.ZodType>(m: Method<I, O>): Method<I, O> {
  return m;
}
