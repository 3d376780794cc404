/** Commands about no academy in particular. */
import type { CommandOf } from '../domain/command.ts';
import { roles } from '../domain/people.ts';
import type { Person } from '../domain/people.ts';
import type { AskSendView, HelpView, View } from '../domain/view.ts';
import { academiesOf, membershipsIn, permitting } from '../rules/rights.ts';
import type { openVerbs } from '../rules/rights.ts';
import { cleanText } from '../rules/text.ts';
import type { Academy } from './academies.ts';
import type { Act, Deps } from './deps.ts';
import { showHome } from './home.ts';
import { coordinatorNames, organisationName } from './names.ts';
import { MESSAGE_MAX_CHARS, threadsOf } from './threads.ts';

export async function handleOpen(
  deps: Deps,
  person: Person,
  command: CommandOf<(typeof openVerbs)[number]>,
): Promise<readonly View[]> {
  switch (command.verb) {
    case 'help':
      return [await help(deps, person)];
    case 'language.show':
      return [{ kind: 'language', language: person.language, changed: false }];
    case 'language.set': {
      const { language } = command;
      const chosen = person.language === language && person.languageChosen;
      if (!chosen) await deps.persons.change(person.id, (p) => ({ ...p, language, languageChosen: true }));
      return [{ kind: 'language', language, changed: true }];
    }
    case 'home': {
      const acts = await actsOf(deps, person);
      const views = await Promise.all(acts.map(showHome));
      const shown = views.flat();
      return shown.length > 0 ? shown : [await help(deps, person)];
    }
    case 'text':
      return [await freeText(deps, person, command.text)];
  }
}

/** The person in each of their academies. */
async function actsOf(deps: Deps, person: Person): Promise<readonly Act[]> {
  const now = deps.wallNow();
  const found = await Promise.all(academiesOf(person, now).map((id) => deps.academies.read(id)));
  return found.flatMap((academy) => {
    if (!academy) return [];
    const [first, ...rest] = membershipsIn(person, academy.id, now);
    return first ? [{ deps, person, academy, memberships: [first, ...rest] }] : [];
  });
}

async function help(deps: Deps, person: Person, unknown?: string): Promise<HelpView> {
  const acts = await actsOf(deps, person);
  const mine = new Set(acts.flatMap((act) => act.memberships.map((m) => m.role)));
  const coordinators = await Promise.all(acts.map((act) => coordinatorNames(deps.academies, act.academy)));
  const frames = acts.map((act: { academy: Academy }) => act.academy.frame);
  return {
    kind: 'help',
    roles: roles.filter((role) => mine.has(role)),
    coordinators: [...new Set(coordinators.flat())],
    // With several academies the help is about none of them in particular.
    ...(frames.length === 1 && frames[0] ? { frame: frames[0] } : {}),
    ...(unknown === undefined ? {} : { unknown }),
  };
}

const QUOTED = 200;

/** A sentence that is no command: perhaps meant for a thread, which is asked and never assumed. */
async function freeText(deps: Deps, person: Person, typed: string): Promise<HelpView | AskSendView> {
  const text = cleanText(typed);
  const acts = await actsOf(deps, person);
  const threads = (await Promise.all(acts.map(threadChoices))).flat();
  if (threads.length === 0 || text === '') return help(deps, person, [...text].slice(0, QUOTED).join(''));
  const kept = [...text].slice(0, MESSAGE_MAX_CHARS).join('');
  return { kind: 'askSend', text: kept, threads, nonce: deps.nonce(), maxChars: MESSAGE_MAX_CHARS };
}

async function threadChoices(act: Act): Promise<AskSendView['threads']> {
  const [first, ...rest] = permitting('thread.send', act.memberships);
  if (!first) return [];
  const threads = await threadsOf({ ...act, memberships: [first, ...rest] });
  return threads.map(({ pairing, organisation, others }) => ({
    frame: act.academy.frame,
    thread: pairing,
    organisation: organisationName(act.academy, organisation),
    to: others.map((member) => member.name),
  }));
}
