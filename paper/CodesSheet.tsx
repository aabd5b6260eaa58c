// The sheet of recovery codes, to be printed and kept with the Recovery Kit. Pure; needs paper.css. Holds secrets: never keep what it draws.
import { formatDay } from '../domain/date.ts';
import type { Lang } from '../domain/lang.ts';

export interface CodesSheetProps {
  readonly business: string;
  readonly lang: Lang;
  readonly codes: readonly string[];
  /** YYYY-MM-DD */
  readonly madeOn: string;
}

interface CodesWords {
  readonly title: string;
  readonly made: (business: string, day: string) => string;
  readonly use: string;
  readonly once: string;
  readonly kept: string;
}

const WORDS: Readonly<Record<Lang, CodesWords>> = {
  en: {
    title: 'Recovery codes', made: (business, day) => `${business}, printed on ${day}`,
    use: 'Without your phone, type one of these instead of its six digits. Your PIN is still asked for.',
    once: 'Each works once: cross it out. New codes made in Billfold end all of these.', kept: 'Kept at (write the place here)',
  },
  de: {
    title: 'Ersatzcodes', made: (business, day) => `${business}, gedruckt am ${day}`,
    use: 'Ohne Ihr Telefon tippen Sie einen davon anstelle der sechs Ziffern. Die PIN wird weiterhin verlangt.',
    once: 'Jeder gilt einmal: streichen Sie ihn durch. Neue Codes aus Billfold machen alle diese ungültig.', kept: 'Aufbewahrt bei (bitte eintragen)',
  },
  fr: {
    title: 'Codes de secours', made: (business, day) => `${business}, imprimé le ${day}`,
    use: 'Sans votre téléphone, saisissez l’un d’eux à la place des six chiffres. Votre PIN reste demandé.',
    once: 'Chacun sert une seule fois\u00a0: barrez-le. De nouveaux codes créés dans Billfold annulent tous ceux-ci.', kept: 'Conservé à (indiquez le lieu ici)',
  },
  es: {
    title: 'Códigos de recuperación', made: (business, day) => `${business}, impreso el ${day}`,
    use: 'Sin su teléfono, escriba uno de ellos en lugar de las seis cifras. El PIN se sigue pidiendo.',
    once: 'Cada uno sirve una sola vez: táchelo. Los códigos nuevos hechos en Billfold anulan todos estos.', kept: 'Guardado en (escriba el lugar aquí)',
  },
};

export function codesTitle(lang: Lang): string {
  return WORDS[lang].title;
}

/** One page of A4 or Letter. */
export function CodesSheet({ business, lang, codes, madeOn }: CodesSheetProps) {
  const words = WORDS[lang];
  return (
    <article className="paper paper-kit paper-kit-print" lang={lang} dir="ltr">
      <header className="paper-kit-head">
        <div>
          <h1>{words.title}</h1>
          <p><bdi>{words.made(business, formatDay(madeOn, lang))}</bdi></p>
        </div>
      </header>
      <ol className="paper-codes">
        {codes.map((code, i) => (
          <li key={code}>
            <small>{i + 1}</small>
            {code}
          </li>
        ))}
      </ol>
      <p className="paper-kit-hint">{words.use}</p>
      <p className="paper-kit-hint">{words.once}</p>
      <div className="paper-kit-place">{words.kept}</div>
    </article>
  );
}
