// The owner's levels of reminders: read, checked, saved, and as the rules the domain works with. Called by reminder services and the IPC router.
import type { Output, Parsed } from '../../contract/index.ts';
import { type ReminderLevelWire, type ReminderSettings, reminderSettings as schema } from '../../contract/reminders.ts';
import { add, cmp, decOf, formatDec, parseDec } from '../../domain/decimal.ts';
import { DomainError } from '../../domain/error.ts';
import type { InterestRate } from '../../domain/interest.ts';
import { LANGS } from '../../domain/lang.ts';
import { checkedLevels, type ReminderLevel, type ReminderRules } from '../../domain/reminder.ts';
import { reminderSlips } from '../../domain/reminderText.ts';
import { changesIn } from '../audit/changes.ts';
import { readSetting, writeSetting } from '../repo/business.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { refuseField } from './problems.ts';
import { DEFAULT_REMINDERS } from './reminderDefaults.ts';

const KEY = 'reminders';

export function readReminderSettings(ctx: Ctx): ReminderSettings {
  return readSetting(ctx.db, KEY, schema) ?? DEFAULT_REMINDERS;
}

export function remindersSettings(ctx: Ctx): Output<'reminders.settings'> {
  return readTogether(ctx, () => readReminderSettings(ctx));
}

/** INVALID_INPUT at the field: days that do not rise, a fee below zero, a statutory rate without any, a name in braces that no letter knows. */
export function remindersSaveSettings(ctx: Ctx, input: Parsed<'reminders.saveSettings'>): Output<'reminders.saveSettings'> {
  return transact(ctx, () => {
    check(input);
    audit(ctx, 'reminder.settings', 'settings', null, changesIn(readReminderSettings(ctx), input));
    writeSetting(ctx.db, KEY, input);
    return {};
  });
}

function check(settings: ReminderSettings): void {
  settings.levels.forEach(({ texts, interest }, i) => {
    for (const lang of LANGS) {
      const [slip] = reminderSlips(texts[lang]);
      if (slip !== undefined) refuseField(`levels.${i}.texts.${lang}`, 'PLACEHOLDER', { name: slip });
      if (texts[lang].title === '') refuseField(`levels.${i}.texts.${lang}.title`, 'REQUIRED');
    }
    if (interest.kind === 'statutory' && settings.statutory.base.length === 0) refuseField('statutory.base', 'REQUIRED');
  });
  try {
    checkedLevels(rulesOf(settings).levels);
  } catch (failure) {
    if (!(failure instanceof DomainError)) throw failure;
    refuseField(`levels.${failure.params['level'] ?? 0}.after`, failure.code);
  }
}

/** As the domain works with them. */
export function rulesOf(settings: ReminderSettings): ReminderRules {
  return { levels: settings.levels.map((level) => levelOf(level, settings)), convention: settings.convention };
}

function levelOf({ after, fees, interest }: ReminderLevelWire, settings: ReminderSettings): ReminderLevel {
  return {
    after,
    fees: Object.fromEntries(fees.map(({ currency, amount }) => [currency, amount])),
    interest: interest.kind === 'none' ? null : interest.kind === 'own' ? interest.rate : statutoryRates(settings),
  };
}

/** Reference rate and margin added up; a reference rate below zero can bring it down to nothing, never under. */
function statutoryRates({ statutory: { margin, base } }: ReminderSettings): InterestRate[] {
  return base.map(({ from, rate }) => {
    const sum = add(parseDec(rate), parseDec(margin));
    return { from, rate: formatDec(cmp(sum, decOf(0n)) < 0 ? decOf(0n) : sum) };
  });
}
