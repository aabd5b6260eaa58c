// Names and things of the made-up company. Enough of them that searches find few, some and many.
import type { Chance } from './random.ts';

const SURNAMES = [
  'Ahlberg', 'Brennan', 'Castell', 'Dvořák', 'Eriksen', 'Fontaine', 'García', 'Hartmann', 'Ivanova', 'Jansen', 'Kowalski', 'Laurent', 'Müller', 'Nakamura', "O'Neill", 'Pereira',
  'Quinn', 'Rossi', 'Schäfer', 'Tanaka', 'Ulrich', 'Vasquez', 'Whelan', 'Xenakis', 'Yilmaz', 'Zimmer', 'Ångström', 'Çelik', 'Łukasz', 'Ørsted', 'Byrne', 'Costa', 'Doyle', 'Egan',
];
const TRADES = [
  'Bakery', 'Books', 'Brewery', 'Carpentry', 'Ceramics', 'Cycles', 'Dental', 'Design', 'Electrical', 'Flowers', 'Foods', 'Furniture', 'Garden', 'Glass', 'Harbour', 'Hotel', 'Joinery',
  'Kitchens', 'Legal', 'Logistics', 'Market', 'Motors', 'Music', 'Optics', 'Paper', 'Pharmacy', 'Print', 'Roofing', 'School', 'Studio', 'Tailors', 'Textiles', 'Timber', 'Travel', 'Wines',
];
const CITIES: readonly (readonly [city: string, country: string, postcode: string])[] = [
  ['Dublin', 'IE', 'D02 X285'], ['Cork', 'IE', 'T12 W8AP'], ['Wien', 'AT', '1080'], ['Berlin', 'DE', '10115'], ['Hamburg', 'DE', '20095'], ['Lyon', 'FR', '69002'], ['Paris', 'FR', '75011'],
  ['Sevilla', 'ES', '41001'], ['Porto', 'PT', '4050-253'], ['Gent', 'BE', '9000'], ['Utrecht', 'NL', '3511'], ['Malmö', 'SE', '211 20'], ['Kraków', 'PL', '31-042'], ['Brno', 'CZ', '602 00'],
];
const MATERIALS = ['Oak', 'Linen', 'Steel', 'Glass', 'Paper', 'Copper', 'Wool', 'Cork', 'Slate', 'Maple', 'Cotton', 'Brass', 'Clay', 'Birch', 'Leather', 'Stone', 'Felt', 'Silk', 'Walnut', 'Tin'];
const THINGS = ['board', 'poster', 'lamp', 'shelf', 'notebook', 'frame', 'bowl', 'chair', 'sign', 'table', 'basket', 'print', 'vase', 'tray', 'hook', 'stool', 'panel', 'cushion', 'clock', 'box'];
const SUBJECTS = ['Monthly delivery', 'Spring order', 'Shop fittings', 'Repair and service', 'Signs for the counter', 'Consulting', 'Second part of the order', 'Autumn collection'];

export interface Person { name: string; contact: string; email: string; street: string; city: string; country: string; postcode: string; code: string }

export function person(n: number, c: Chance): Person {
  const surname = c.pick(SURNAMES);
  const trade = c.pick(TRADES);
  const [city, country, postcode] = c.pick(CITIES);
  return {
    name: `${surname} ${trade} ${n}`, contact: `${c.pick(['Eva', 'Tom', 'Ines', 'Jan', 'Mira', 'Paul'])} ${surname}`, email: `office${n}@${trade.toLowerCase()}.example`,
    street: `${c.pick(['Mill', 'Harbour', 'Church', 'Station', 'Garden'])} Street ${1 + c.int(180)}`, city, country, postcode, code: `C${10_000 + n}`,
  };
}

export interface Thing { name: string; code: string; description: string; unit: string; price: string }

export function thing(n: number, c: Chance): Thing {
  const cents = 150 + c.int(45_000);
  return {
    name: `${c.pick(MATERIALS)} ${c.pick(THINGS)} ${n}`, code: `A-${1000 + n}`, description: '', unit: c.pick(['pcs', 'h', 'kg', 'm', 'set']),
    price: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`.replace(/\.?0+$/, ''),
  };
}

export function subject(c: Chance): string {
  return c.pick(SUBJECTS);
}
