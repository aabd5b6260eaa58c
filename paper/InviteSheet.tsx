// The sheet with a one-time code, to hand to the person it was made for. Pure; needs paper.css. Holds a secret: never keep what it draws.
import type { Lang } from '../domain/lang.ts';

export interface InviteSheetProps {
  readonly business: string;
  readonly lang: Lang;
  readonly name: string;
  readonly code: string;
  /** Day and time it ends, in words. */
  readonly until: string;
}

interface InviteWords {
  readonly title: string;
  readonly for: (name: string, business: string) => string;
  readonly until: (when: string) => string;
  readonly steps: readonly string[];
  readonly after: string;
}

const WORDS: Readonly<Record<Lang, InviteWords>> = {
  en: {
    title: 'One-time code', for: (name, business) => `For ${name}, to log in to the books of ${business}`, until: (when) => `Works once, on the computer with these books, until ${when}.`,
    steps: ['On the login screen choose “I have a one-time code”.', 'Type your name as it stands above, then the code.', 'Choose your own PIN and set up the codes on your phone.'],
    after: 'Give this sheet to nobody else, and tear it up once you are in.',
  },
  de: {
    title: 'Einmalcode', for: (name, business) => `Für ${name}, zum Anmelden bei den Büchern von ${business}`, until: (when) => `Gilt einmal, auf dem Computer mit diesen Büchern, bis ${when}.`,
    steps: ['Auf dem Anmeldebildschirm „Ich habe einen Einmalcode“ wählen.', 'Ihren Namen tippen, wie er oben steht, dann den Code.', 'Eine eigene PIN wählen und die Codes auf Ihrem Telefon einrichten.'],
    after: 'Geben Sie dieses Blatt niemandem sonst und zerreißen Sie es, sobald Sie angemeldet sind.',
  },
  fr: {
    title: 'Code à usage unique', for: (name, business) => `Pour ${name}, pour accéder aux livres de ${business}`, until: (when) => `Sert une seule fois, sur l’ordinateur de ces livres, jusqu’au ${when}.`,
    steps: ['Sur l’écran de connexion, choisissez «\u00a0J’ai un code à usage unique\u00a0».', 'Saisissez votre nom comme ci-dessus, puis le code.', 'Choisissez votre PIN et installez les codes sur votre téléphone.'],
    after: 'Ne donnez cette feuille à personne d’autre et déchirez-la une fois connecté.',
  },
  es: {
    title: 'Código de un solo uso', for: (name, business) => `Para ${name}, para entrar en los libros de ${business}`, until: (when) => `Sirve una vez, en el equipo de estos libros, hasta el ${when}.`,
    steps: ['En la pantalla de entrada elija «Tengo un código de un solo uso».', 'Escriba su nombre como figura arriba y después el código.', 'Elija su PIN y prepare los códigos en su teléfono.'],
    after: 'No dé esta hoja a nadie más y rómpala en cuanto haya entrado.',
  },
};

export function inviteTitle(lang: Lang): string {
  return WORDS[lang].title;
}

/** One page of A4 or Letter. */
export function InviteSheet({ business, lang, name, code, until }: InviteSheetProps) {
  const words = WORDS[lang];
  return (
    <article className="paper paper-kit paper-kit-print" lang={lang} dir="ltr">
      <header className="paper-kit-head">
        <div>
          <h1>{words.title}</h1>
          <p><bdi>{words.for(name, business)}</bdi></p>
        </div>
      </header>
      <ol className="paper-codes">
        <li>{code}</li>
      </ol>
      <p className="paper-kit-hint">{words.until(until)}</p>
      {words.steps.map((step, i) => <p key={step} className="paper-kit-hint">{i + 1}. {step}</p>)}
      <p className="paper-kit-hint">{words.after}</p>
    </article>
  );
}
