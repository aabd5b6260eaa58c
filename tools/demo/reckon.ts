// What the orders come to, computed straight from their CSV with whole numbers and nothing of the app. The demo compares the app with this; tests compare this with figures worked out by hand.

/** One line of an order as the file says it. `percent` '' is no discount; `tax` '' is no tax. */
export interface OrderLine {
  product: string;
  quantity: string;
  price: string;
  percent: string;
  tax: string;
}

export interface Order {
  id: string;
  /** YYYY-MM-DD. */
  date: string;
  customer: string;
  reference: string;
  /** '' where nothing was charged for carriage. */
  freight: string;
  /** The tax on carriage; null shares it out over the taxes of the lines. */
  freightTax: string | null;
  lines: OrderLine[];
}

/** In hundredths of the currency. */
export interface Reckoned {
  lines: bigint[];
  net: bigint;
  tax: bigint;
  total: bigint;
}

/** Percent by the name of the tax; a name that is not listed charges nothing. */
export type Rates = ReadonlyMap<string, string>;

interface Exact {
  units: bigint;
  scale: number;
}

function exact(text: string): Exact {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw new Error(`“${text}” is not a number.`);
  const after = match[2] ?? '';
  return { units: BigInt(`${match[1]}${after}`), scale: after.length };
}

/** a / b to the nearest whole number, halves away from zero; b is positive. */
function nearest(a: bigint, b: bigint): bigint {
  const whole = ((a < 0n ? -a : a) * 2n + b) / (b * 2n);
  return a < 0n ? -whole : whole;
}

/** A decimal text in hundredths. */
export function hundredths(text: string): bigint {
  const { units, scale } = exact(text);
  return nearest(units * 100n, 10n ** BigInt(scale));
}

function percentOf(amount: bigint, percent: string): bigint {
  const { units, scale } = exact(percent);
  return nearest(amount * units, 100n * 10n ** BigInt(scale));
}

/** Quantity times price, rounded; then the discount of it, rounded, taken off. */
export function lineNet({ quantity, price, percent }: OrderLine): bigint {
  const [count, each] = [exact(quantity), exact(price)];
  const gross = nearest(count.units * each.units * 100n, 10n ** BigInt(count.scale + each.scale));
  return percent === '' ? gross : gross - percentOf(gross, percent);
}

/** Shares an amount out in proportion, to the hundredth; what is left over goes to the largest remainders, the first one where they are equal. */
export function shareOut(amount: bigint, weights: readonly bigint[]): bigint[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  const parts = weights.map((weight) => (amount * weight) / whole);
  const left = Number(amount - parts.reduce((sum, part) => sum + part, 0n));
  const byRemainder = weights.map((weight, i) => ({ i, rest: (amount * weight) % whole })).sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
  for (const { i } of byRemainder.slice(0, left)) parts[i] = (parts[i] ?? 0n) + 1n;
  return parts;
}

/** Everything an order comes to: tax once per rate on the sum of what carries it. */
export function reckon(order: Order, rates: Rates): Reckoned {
  const lines = order.lines.map(lineNet);
  const bases = new Map<string, bigint>();
  const add = (tax: string, amount: bigint) => bases.set(tax, (bases.get(tax) ?? 0n) + amount);
  order.lines.forEach((line, i) => add(line.tax, lines[i] ?? 0n));
  if (order.freight !== '') {
    const freight = hundredths(order.freight);
    const taxes = [...bases.keys()];
    if (order.freightTax !== null) add(order.freightTax, freight);
    else shareOut(freight, [...bases.values()]).forEach((part, i) => add(taxes[i] ?? '', part));
  }
  const net = [...bases.values()].reduce((sum, base) => sum + base, 0n);
  const tax = [...bases].reduce((sum, [name, base]) => sum + percentOf(base, rates.get(name) ?? '0'), 0n);
  return { lines, net, tax, total: net + tax };
}

/** Hundredths as a decimal text: 133073545 is '1330735.45'. */
export function decimal(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
