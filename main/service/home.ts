// What home.summary and find.all of the wall do. Called by the IPC router and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { amountsIn, isClearlyAmount } from '../../domain/amountQuery.ts';
import { addMonths } from '../../domain/date.ts';
import type { Permission } from '../../domain/roles.ts';
import { ownDocuments, ownKinds } from '../repo/authors.ts';
import { countRecords } from '../repo/auditTrail.ts';
import { readBusiness } from '../repo/business.ts';
import { countCustomers, suggestCustomers } from '../repo/customers.ts';
import { documentsDueOn, documentsOfAmount, listDocuments } from '../repo/documentLists.ts';
import { countDrafts, listDrafts } from '../repo/drafts.ts';
import { countItems, suggestItems } from '../repo/items.ts';
import { countPendingPdfs } from '../repo/pdf.ts';
import { allSums, baseMonths, countOverdue, outstandingSums, sumsBetween } from '../repo/totals.ts';
import { matchQuery } from '../repo/words.ts';
import { readTogether, type Ctx } from './context.ts';
import { onlyOf } from './own.ts';
import { found } from './problems.ts';

type Summary = Output<'home.summary'>;
/** What only the vault knows. */
export type VaultFacts = Omit<Summary['security'], 'records' | 'pdfsPending'>;

const MONTHS = 12;
const SHOWN = 5;
const EVERYTHING = { customerId: null, from: null, to: null, currency: null, overdueOn: null };

/** Everything the home screen shows, from sums and short lists only: as quick with ten years of invoices as with none. Turnover only for who may see reports, what is owed also for who reminds. */
export function homeSummary(ctx: Ctx, { today }: Parsed<'home.summary'>, vault: VaultFacts): Summary {
  return readTogether(ctx, () => {
    const { name: business, currency: baseCurrency } = found(readBusiness(ctx.db));
    const month = today.slice(0, 7);
    const outstanding = outstandingSums(ctx.db, today);
    const author = onlyOf(ctx);
    const may = (permission: Permission): boolean => ctx.may?.(permission) ?? true;
    const turnover = may('report.read');
    if (author !== null) return ownSummary(ctx, { business, baseCurrency, author }, vault);
    return {
      business,
      user: ctx.actor.name,
      baseCurrency,
      months: turnover ? months(ctx, today, baseCurrency) : [],
      thisMonth: turnover ? sumsBetween(ctx.db, month, month) : [],
      outstanding: turnover || may('reminder.send') ? outstanding : [],
      overdue: listDocuments(ctx.db, '', null, SHOWN, { ...EVERYTHING, overdueOn: today }).rows,
      dueToday: documentsDueOn(ctx.db, today, SHOWN),
      drafts: listDrafts(ctx.db, '', null, SHOWN).rows,
      recent: listDocuments(ctx.db, '', null, SHOWN, EVERYTHING).rows,
      counts: {
        customers: countCustomers(ctx.db, false),
        items: countItems(ctx.db, false),
        invoices: total(allSums(ctx.db).map(({ count }) => count)),
        drafts: countDrafts(ctx.db),
        overdue: countOverdue(ctx.db, today),
        dueToday: total(outstanding.map(({ todayCount }) => todayCount)),
      },
      security: { ...vault, records: countRecords(ctx.db), pdfsPending: countPendingPdfs(ctx.db) },
    };
  });
}

/** For people who see only their own: their drafts and what they issued last, and none of the business's sums. */
function ownSummary(ctx: Ctx, the: { business: string; baseCurrency: string; author: string }, vault: VaultFacts): Summary {
  const { business, baseCurrency, author } = the;
  return {
    business, user: ctx.actor.name, baseCurrency,
    months: [], thisMonth: [], outstanding: [], overdue: [], dueToday: [],
    drafts: listDrafts(ctx.db, '', null, SHOWN, author).rows,
    recent: ownDocuments(ctx.db, author, '', null, SHOWN, EVERYTHING).rows,
    counts: {
      customers: countCustomers(ctx.db, false), items: countItems(ctx.db, false), overdue: 0, dueToday: 0, drafts: countDrafts(ctx.db, author),
      invoices: total([...ownKinds(ctx.db, author)].map(([kind, n]) => (['invoice', 'deposit-invoice', 'final-invoice'].includes(kind) ? n : 0))),
    },
    security: { ...vault, records: countRecords(ctx.db), pdfsPending: countPendingPdfs(ctx.db) },
  };
}

/** The twelve months up to this one, each beside the same month a year before, in the base currency. */
function months(ctx: Ctx, today: string, baseCurrency: string): Summary['months'] {
  const first = `${today.slice(0, 7)}-01`;
  const monthAt = (back: number) => addMonths(first, -back).slice(0, 7);
  const sums = new Map(baseMonths(ctx.db, monthAt(2 * MONTHS - 1), monthAt(0), baseCurrency).map((sum) => [sum.month, sum]));
  return Array.from({ length: MONTHS }, (_, i) => {
    const month = monthAt(MONTHS - 1 - i);
    const sum = sums.get(month);
    return { month, amount: sum?.amount ?? 0, before: sums.get(monthAt(2 * MONTHS - 1 - i))?.amount ?? 0, count: sum?.count ?? 0 };
  });
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Of a bare whole number so many documents of that amount are shown beside those of that name. */
const AMOUNTS = 3;
const FOUND = { customers: 6, items: 6, invoices: 8, drafts: 4 };

/** By number and words, and by amount: what was clearly typed as money comes first. Each once, newest first within each. */
function documentsFound(ctx: Ctx, q: string): Output<'find.all'>['invoices'] {
  const author = onlyOf(ctx);
  if (author !== null) return ownDocuments(ctx.db, author, q, null, FOUND.invoices, EVERYTHING, true).rows;
  const named = listDocuments(ctx.db, q, null, FOUND.invoices, EVERYTHING, true).rows;
  const ofAmount = isClearlyAmount(q) ? [] : documentsOfAmount(ctx.db, q, AMOUNTS);
  return [...new Map([...named.slice(0, FOUND.invoices - ofAmount.length), ...ofAmount].map((row) => [row.id, row])).values()];
}

/** Looks everywhere at once, for the command palette. Nothing typed finds nothing. */
export function findAll(ctx: Ctx, { q }: Parsed<'find.all'>): Output<'find.all'> {
  if (matchQuery(q) === null && amountsIn(q).length === 0) return { customers: [], items: [], invoices: [], drafts: [] };
  return readTogether(ctx, () => ({
    customers: suggestCustomers(ctx.db, q, FOUND.customers).map(({ id, name, city }) => ({ id, name, city })),
    items: suggestItems(ctx.db, q, FOUND.items).map(({ id, name, code }) => ({ id, name, code })),
    invoices: documentsFound(ctx, q),
    drafts: listDrafts(ctx.db, q, null, FOUND.drafts, onlyOf(ctx)).rows,
  }));
}
