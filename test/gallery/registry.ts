/** Every card that the gallery shows: the page, its index and the checks are derived from this list. */
import { renderCard } from '../../cards/render.ts';
import { languages } from '../../services/domain/language.ts';
import type { Language } from '../../services/domain/language.ts';
import type { Card, View } from '../../services/domain/view.ts';
import { viewCases } from '../helpers/view-cases.ts';
import type { ViewCase } from '../helpers/view-cases-work.ts';
import { longestCases } from '../helpers/views-longest.ts';
import { kinds, stateOf, states } from './states.ts';
import type { Kind, State } from './states.ts';

export interface Exhibit {
  /** For links and checks, in small letters and hyphens. */
  readonly id: string;
  readonly kind: Kind;
  readonly state: State;
  /** What the case shows. */
  readonly name: string;
  readonly cards: Readonly<Record<Language, Card>>;
}

/** By kind, and each kind from empty to error. */
export function exhibits(): readonly Exhibit[] {
  const all = viewCases.map(exhibit);
  return [...all].sort(
    (a, b) =>
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || states.indexOf(a.state) - states.indexOf(b.state),
  );
}

function exhibit(viewCase: ViewCase): Exhibit {
  const { name, view } = viewCase;
  const drawn = languages.map(
    (language) => [language, renderCard(readIn(language, view), language)] as const,
  );
  return {
    id: name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/-$/, ''),
    kind: view.kind,
    state: longestCases.includes(viewCase) ? 'longest' : stateOf(view),
    name,
    cards: Object.fromEntries(drawn) as Record<Language, Card>,
  };
}

/** A card that names its reader's language is read in that one. */
function readIn(language: Language, view: View): View {
  return 'language' in view ? { ...view, language } : view;
}
