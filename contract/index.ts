// The wall: every method there is, and the types both sides share. main/ipc serves this table, the renderer calls it, nothing else crosses.
import type { z } from 'zod';
import { bank } from './bank.ts';
import { business } from './business.ts';
import { customers, items } from './customers.ts';
import type { Result } from './errors.ts';
import type { BillfoldEvent } from './events.ts';
import { imports } from './imports.ts';
import { drafts, find, home, invoices } from './invoices.ts';
import { recurring } from './recurring.ts';
import { payments } from './payments.ts';
import { reports } from './reports.ts';
import { session } from './session.ts';
import { setup } from './setup.ts';
import { system } from './system.ts';

export const METHODS = Object.freeze({ ...system, ...setup, ...session, ...business, ...customers, ...items, ...drafts, ...invoices, ...home, ...find, ...imports, ...bank, ...recurring, ...payments, ...reports });

export type Methods = typeof METHODS;
export type MethodName = keyof Methods;
/** What a caller passes (before cleaning) and what a handler gets (after). */
export type Input<N extends MethodName> = z.input<Methods[N]['input']>;
export type Parsed<N extends MethodName> = z.output<Methods[N]['input']>;
export type Output<N extends MethodName> = z.output<Methods[N]['output']>;

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
