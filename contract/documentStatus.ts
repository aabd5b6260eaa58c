// Words of the wall about issued documents that several areas share: their kinds and what is still owed of them.
import { z } from 'zod';
import { DOCUMENT_KINDS } from '../domain/lifecycle.ts';

export const documentKind = z.enum(DOCUMENT_KINDS);
/** What follows from the balance. Overdue is a matter of the day: an open balance whose due date has gone by. */
export const paidStatus = z.enum(['open', 'partial', 'paid', 'credited', 'written-off']);
/** What a list can be asked for: 'unpaid' is everything that is still owed, in part or whole. */
export const statusFilter = z.enum(['unpaid', 'partial', 'paid', 'credited', 'written-off']);
export type PaidStatus = z.infer<typeof paidStatus>;
