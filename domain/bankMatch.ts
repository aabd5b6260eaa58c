// Which open documents a payment on the bank statement is for: proposals with a confidence and the reasons for it. Pure; called by the bank's service, tested by properties.
import { sumsTo } from './bankSums.ts';
import { type NumberHit, findNumbers } from './bankNumbers.ts';
import { nameLikeness } from './bankNames.ts';
import type { KnownParty, MatchDocument, MatchLine, MatchPart, MatchProposal, MatchReason, MatchReasonCode } from './bankProposal.ts';
import { isEarly, payOf, splitOver } from './bankSplit.ts';
import { NOTHING, addMinor, minor, subMinor, sumMinor } from './money.ts';

const MOST_PROPOSALS = 5;
const LEAST = 20;
/** How much each sign alone speaks for a match, in hundredths. Independent signs add up as chances do: 1 - (1-a)(1-b). */
const WEIGHT: Readonly<Record<Exclude<MatchReasonCode, 'others-alike' | 'other-payer' | 'customers'>, number>> = {
  number: 80, 'number-unclear': 60, 'number-digits': 55, 'number-tail': 20, amount: 55, instalment: 45, sum: 50, early: 50, charges: 35, part: 5, over: 5, oldest: 5, iban: 50, 'name-known': 35, name: 35, 'name-similar': 20,
};
/** Where the money does not fit, a person should look before accepting, whatever else speaks for it. */
const MOST: Readonly<Partial<Record<MatchReasonCode, number>>> = { part: 84, customers: 84, over: 74, oldest: 59 };
const HIT: Readonly<Record<NumberHit, MatchReasonCode>> = { exact: 'number', unclear: 'number-unclear', digits: 'number-digits', tail: 'number-tail' };

/** The documents of one customer, and what speaks for the customer. */
interface Side {
  readonly customerId: string;
  readonly customer: string;
  readonly documents: readonly MatchDocument[];
  readonly reasons: readonly MatchReason[];
}

/**
 * At most five proposals, the surest first; none for money out, or when nothing speaks for any. Each is of one currency, and of one customer, or of several whose
 * documents are all named and come to exactly the line; names only documents that still ask for money, gives none of them more than it asks for, and adds up to the line: parts + unapplied = amount.
 */
export function matchLine(line: MatchLine, documents: readonly MatchDocument[], known: readonly KnownParty[] = []): MatchProposal[] {
  if (line.amount <= 0) return [];
  const open = documents.filter((one) => one.balance > 0 && one.currency === line.currency).sort(oldestFirst);
  const hits = findNumbers(`${line.structuredRef} | ${line.text} | ${line.endToEnd}`, open.map(({ number }) => number));
  const alike = open.filter((one) => one.balance === line.amount || one.next === line.amount).length;
  const sides = sidesOf(line, open, known);
  const split = ofSeveral(line, sides, open, hits, alike);
  const single = sides.flatMap((side) => ofSide(line, side, hits, alike));
  // Who wrote all those numbers meant all those documents.
  const proposals = split === null ? single : [split, ...single.map((one) => ({ ...one, confidence: Math.min(one.confidence, split.confidence - 1) }))];
  const named = new Set(proposals.filter((one) => one.reasons.some(({ code }) => code === 'number')).map(({ customerId }) => customerId));
  return proposals
    .map((one) => (named.size > 0 && !named.has(one.customerId) ? weaker(one, 30) : one))
    .filter((one) => one.confidence >= LEAST)
    .sort((a, b) => b.confidence - a.confidence || a.parts.length - b.parts.length || compare(a, b))
    .slice(0, MOST_PROPOSALS);
}

function oldestFirst(a: MatchDocument, b: MatchDocument): number {
  const key = ({ dueDate, issueDate, number, id }: MatchDocument) => `${dueDate ?? '9999-12-31'} ${issueDate} ${number} ${id}`;
  return key(a) < key(b) ? -1 : 1;
}

function compare(a: MatchProposal, b: MatchProposal): number {
  const key = ({ parts }: MatchProposal) => parts.map(({ number }) => number).join(' ');
  return key(a) < key(b) ? -1 : 1;
}

/** The documents of several customers that the payer named, where they are exactly the line. */
function ofSeveral(line: MatchLine, sides: readonly Side[], open: readonly MatchDocument[], hits: ReadonlyMap<string, NumberHit>, alike: number): MatchProposal | null {
  const named = open.filter(({ number }) => hits.has(number) && hits.get(number) !== 'tail');
  const split = splitOver(line, named);
  const [first, ...others] = split?.shares ?? [];
  if (split === null || first === undefined) return null;
  const all = [first, ...others];
  const numbers = named.flatMap(({ number }): MatchReason[] => ((hit) => (hit === undefined ? [] : [{ code: HIT[hit], number }]))(hits.get(number)));
  const speaking = sides.filter(({ customerId }) => all.some((share) => share.customerId === customerId)).flatMap(({ reasons: own }) => own.filter(({ code }) => code !== 'other-payer'));
  const known = [...new Map(speaking.map((reason) => [reason.code, reason])).values()];
  const reasons: MatchReason[] = [...numbers, { code: split.how, count: named.length }, ...known, { code: 'customers', count: all.length }];
  return { ...first, others, unapplied: NOTHING, confidence: confidenceOf(reasons, alike), reasons };
}

function weaker(proposal: MatchProposal, percent: number): MatchProposal {
  return { ...proposal, confidence: Math.max(1, Math.floor((proposal.confidence * percent) / 100)) };
}

function sidesOf(line: MatchLine, open: readonly MatchDocument[], known: readonly KnownParty[]): Side[] {
  const byCustomer = new Map<string, MatchDocument[]>();
  for (const one of open) byCustomer.set(one.customerId, [...(byCustomer.get(one.customerId) ?? []), one]);
  const payers = new Set(known.filter(({ by }) => by === 'iban').map(({ customerId }) => customerId));
  return [...byCustomer].map(([customerId, documents]) => {
    const customer = documents[0]?.customer ?? '';
    const reasons: MatchReason[] = known.filter((one) => one.customerId === customerId).map(({ by, times }) => ({ code: by === 'iban' ? 'iban' : 'name-known', count: times }));
    const likeness = line.name === '' || reasons.some(({ code }) => code === 'name-known') ? null : nameLikeness(line.name, customer);
    if (likeness !== null) reasons.push({ code: likeness === 'same' ? 'name' : 'name-similar' });
    // The account is another customer's: still possible (someone pays for someone), but worth saying.
    if (payers.size > 0 && !payers.has(customerId)) reasons.push({ code: 'other-payer' });
    return { customerId, customer, documents, reasons };
  });
}

function ofSide(line: MatchLine, side: Side, hits: ReadonlyMap<string, NumberHit>, alike: number): MatchProposal[] {
  const named = side.documents.filter(({ number }) => hits.has(number) && hits.get(number) !== 'tail');
  const found: MatchProposal[] = [];
  const add = (documents: readonly MatchDocument[], how: MatchReasonCode): void => {
    const proposal = propose(line, side, documents, how, hits, alike);
    if (!found.some((other) => sameParts(other, proposal))) found.push(proposal);
  };
  if (named.length > 0) addNamed(line, side, named, add);
  for (const one of side.documents) {
    const how = fits(line, [one]);
    if (how !== null) add([one], how);
  }
  if (side.reasons.some(({ code }) => code !== 'other-payer')) {
    const several = sumsTo(line.amount, side.documents.map(({ balance }) => balance));
    if (several !== null && several.length > 1) add(several.flatMap((i) => side.documents[i] ?? []), 'sum');
    if (found.length === 0) add(side.documents, 'oldest');
  }
  return found;
}

/** The documents that were named, with others of the customer where exactly they make up the rest. */
function addNamed(line: MatchLine, side: Side, named: readonly MatchDocument[], add: (documents: readonly MatchDocument[], how: MatchReasonCode) => void): void {
  const whole = fits(line, named);
  if (whole !== null) return add(named, whole);
  const sum = sumMinor(named.map(({ balance }) => balance));
  if (sum > line.amount) return add(named, 'part');
  const others = side.documents.filter((one) => !named.includes(one));
  const rest = sumsTo(subMinor(line.amount, sum), others.map(({ balance }) => balance));
  if (rest !== null) add([...named, ...rest.flatMap((i) => others[i] ?? [])], 'sum');
  else add(named, 'over');
}

/** How the documents' sum and the amount are the same, or null. */
function fits(line: MatchLine, documents: readonly MatchDocument[]): MatchReasonCode | null {
  const sum = sumMinor(documents.map(({ balance }) => balance));
  if (sum === line.amount) return documents.length === 1 ? 'amount' : 'sum';
  if (documents.some((one) => isEarly(one, line)) && sumMinor(documents.map((one) => payOf(one, line))) === line.amount) return 'early';
  const [only] = documents;
  if (documents.length === 1 && only !== undefined && only.next < only.balance && only.next === line.amount) return 'instalment';
  return line.charges > 0 && sum === addMinor(line.amount, line.charges) ? 'charges' : null;
}

function propose(line: MatchLine, side: Side, documents: readonly MatchDocument[], how: MatchReasonCode, hits: ReadonlyMap<string, NumberHit>, alike: number): MatchProposal {
  let left = line.amount;
  const parts: MatchPart[] = [];
  for (const one of documents) {
    const early = how === 'early' && isEarly(one, line);
    const amount = minor(Math.min(left, early ? payOf(one, line) : one.balance));
    if (amount <= 0) break;
    parts.push({ documentId: one.id, number: one.number, amount, rest: early ? 'early' : 'open' });
    left = subMinor(left, amount);
  }
  const numbers = documents.flatMap(({ number }): MatchReason[] => {
    const hit = hits.get(number);
    return hit === undefined || !parts.some((part) => part.number === number) ? [] : [{ code: HIT[hit], number }];
  });
  const money: MatchReason = { code: left > 0 && how === 'oldest' ? 'over' : how, count: parts.length };
  const speaking = numbers.length > 0 || side.reasons.some(({ code }) => code !== 'other-payer');
  const doubt: MatchReason[] = (how === 'amount' || how === 'instalment') && !speaking && alike > 1 ? [{ code: 'others-alike', count: alike - 1 }] : [];
  const reasons = [...numbers, money, ...side.reasons, ...doubt];
  return { customerId: side.customerId, customer: side.customer, parts, others: [], unapplied: left === 0 ? NOTHING : left, confidence: confidenceOf(reasons, alike), reasons };
}

/** Of several numbers the weakest counts: a payment for two invoices is as sure as the less sure of them. */
function confidenceOf(reasons: readonly MatchReason[], alike: number): number {
  const numbers = reasons.filter(({ code }) => code.startsWith('number'));
  const weakest = numbers.reduce<MatchReason | null>((least, one) => (least === null || weightOf(one) < weightOf(least) ? one : least), null);
  const counted = [...reasons.filter(({ code }) => !code.startsWith('number')), ...(weakest === null ? [] : [weakest])];
  const lonely = reasons.some(({ code }) => code === 'others-alike');
  let against = 1_000_000;
  for (const reason of counted) {
    const weight = lonely && (reason.code === 'amount' || reason.code === 'instalment') ? Math.floor(weightOf(reason) / alike) : weightOf(reason);
    against = Math.floor((against * (100 - weight)) / 100);
  }
  const confidence = Math.floor((1_000_000 - against) / 10_000);
  const doubtful = reasons.some(({ code }) => code === 'other-payer') ? Math.floor((confidence * 70) / 100) : confidence;
  const most = Math.min(...reasons.map(({ code }) => MOST[code] ?? 99));
  return Math.max(1, Math.min(doubtful, most));
}

function weightOf({ code, count = 1 }: MatchReason): number {
  if (code === 'others-alike' || code === 'other-payer' || code === 'customers') return 0;
  // Having paid from there more than once is surer; a sum of many fits by chance more easily than a sum of two.
  if (code === 'iban' && count >= 2) return WEIGHT.iban + 10;
  return code === 'sum' ? Math.max(20, WEIGHT.sum - 6 * Math.max(0, count - 2)) : WEIGHT[code];
}

function sameParts(a: MatchProposal, b: MatchProposal): boolean {
  return a.parts.length === b.parts.length && a.parts.every((part, i) => part.documentId === b.parts[i]?.documentId && part.amount === b.parts[i]?.amount && part.rest === b.parts[i]?.rest);
}
