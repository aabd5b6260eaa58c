// What taxDue.* of the wall does: since when tax falls due when invoiced or when paid, and changing it with its record. Called by the IPC router and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { addDays, addMonths } from '../../domain/date.ts';
import { DomainError } from '../../domain/error.ts';
import { checkTaxDue, taxDueOn } from '../../domain/taxDue.ts';
import { addTaxDue, taxDueChoices } from '../repo/cashTax.ts';
import { closedThrough, lastDay } from '../repo/closing.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { refuseField } from './problems.ts';

export function taxDueGet(ctx: Ctx): Output<'taxDue.get'> {
  return readTogether(ctx, () => {
    const byDay = new Map(taxDueChoices(ctx.db).map((choice) => [choice.validFrom, choice]));
    const busy = [lastDay(ctx.db), closedThrough(ctx.db)].filter((day) => day !== null).toSorted().at(-1) ?? null;
    return { choices: [...byDay.values()].toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1)), earliest: busy === null ? null : nextMonth(busy) };
  });
}

/** The first day of the month after a day. */
function nextMonth(day: string): string {
  return addMonths(`${day.slice(0, 7)}-01`, 1);
}

/** From a month on. Documents issued before keep their way for ever, whenever they are paid. INVALID_INPUT at validFrom. */
export function taxDueSet(ctx: Ctx, { validFrom, due }: Parsed<'taxDue.set'>): Output<'taxDue.set'> {
  return transact(ctx, () => {
    const choices = taxDueChoices(ctx.db);
    try {
      checkTaxDue(choices, { validFrom, due }, lastDay(ctx.db), closedThrough(ctx.db));
    } catch (failure) {
      if (failure instanceof DomainError) refuseField('validFrom', failure.code, { ...failure.params });
      throw failure;
    }
    const changes = [{ field: `due.${validFrom}`, from: taxDueOn(choices, addDays(validFrom, -1)), to: due }];
    const auditSeq = audit(ctx, 'settings.taxDue', 'settings', null, { changes });
    addTaxDue(ctx.db, { validFrom, due, auditSeq, at: ctx.clock.now(), by: ctx.actor.name });
    return {};
  });
}
