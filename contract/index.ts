// The wall: every method there is, and the types both sides share. main/ipc serves this table, the renderer calls it, nothing else crosses.
import type { z } from 'zod';
import { alerts } from './alerts.ts';
import { approvals } from './approvals.ts';
import { asides } from './asides.ts';
import { audit } from './audit.ts';
import { backup } from './backup.ts';
import { bank } from './bank.ts';
import { batch } from './batch.ts';
import { business } from './business.ts';
import { closing } from './closing.ts';
import { customers, items } from './customers.ts';
import { datev } from './datev.ts';
import { documents } from './documents.ts';
import type { Result } from './errors.ts';
import type { BillfoldEvent } from './events.ts';
import { erasure } from './erasure.ts';
import { exports } from './exports.ts';
import { imports } from './imports.ts';
import { drafts, find, home, invoices } from './invoices.ts';
import { recurring } from './recurring.ts';
import { payments } from './payments.ts';
import { reminders } from './reminders.ts';
import { restore } from './restore.ts';
import { rates } from './rates.ts';
import { reports } from './reports.ts';
import { session } from './session.ts';
import { sessions } from './sessions.ts';
import { setup } from './setup.ts';
import { system } from './system.ts';
import { taxDue } from './taxDue.ts';
import { users } from './users.ts';
import { views } from './views.ts';

export const METHODS = Object.freeze({
  ...system,
  ...setup,
  ...session,
  ...business,
  ...customers,
  ...items,
  ...drafts,
  ...invoices,
  ...documents,
  ...asides,
  ...home,
  ...find,
  ...payments,
  ...imports,
  ...bank,
  ...exports,
  ...erasure,
  ...datev,
  ...reports,
  ...views,
  ...batch,
  ...recurring,
  ...reminders,
  ...closing,
  ...taxDue,
  ...rates,
  ...audit,
  ...alerts,
  ...users,
  ...approvals,
  ...backup,
  ...restore,
  ...sessions,
});

export type Methods = typeof METHODS;
export type MethodName = keyof Methods;
/** What a caller passes (before cleaning) and what a handler gets (after). */
export type Input<N extends MethodName> = z.input<Methods[N]['input']>;
export type Parsed<N extends MethodName> = z.output<Methods[N]['input']>;
export type Output<N extends MethodName> = z.output<Methods[N]['output']>;
/** What a handler answers, before the wall packs long lists. */
export type Answer<N extends MethodName> = z.input<Methods[N]['output']>;

type Area<N extends string> = N extends `${infer A}.${string}` ? A : never;
type Verb<N extends string, A extends string> = N extends `${A}.${infer V}` ? V : never;
type Call<N extends MethodName> = {} extends Input<N> ? (input?: Input<N>) => Promise<Result<Output<N>>> : (input: Input<N>) => Promise<Result<Output<N>>>;

/** The frozen object on `window`: window.billfold.customers.list({...}). */
export type BillfoldApi = {
  readonly [A in Area<MethodName>]: { readonly [V in Verb<MethodName, A>]: Call<`${A}.${V}` & MethodName> };
} & { readonly onEvent: (listener: (event: BillfoldEvent) => void) => () => void };

declare global {
  interface Window {
    readonly billfold: BillfoldApi;
  }
}
