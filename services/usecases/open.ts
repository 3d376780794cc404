/** Commands about no academy in particular. */
import type { CommandOf } from '../domain/command.ts';
import { roles } from '../domain/people.ts';
import type { Person } from '../domain/people.ts';
import type { AskSendView, Frame, HelpView, LanguageView, View } from '../domain/view.ts';
import { academiesOf, membershipsIn, permitting } from '../rules/rights.ts';
import type { openVerbs } from '../rules/rights.ts';
import { cleanText, lengthOf } from '../rules/text.ts';
import type { Act, Deps } from './deps.ts';
import { showHome } from './home.ts';
import { coordinatorNames, organisationName } from './names.ts';
import { noteLanguage } from './languages.ts';
import { MESSAGE_MAX_CHARS, threadsOf } from './threads.ts';
import { showWelcome } from './welcome.ts';

export async function handleOpen(
  deps: Deps,
  person: Person,
  command: CommandOf<(typeof openVerbs)[number]>,
): Promise<readonly View[]> {
  switch (command.verb) {
    case 'help':
      return [await help(deps, person)];
    case 'language.show':
      return [await languageView(deps, person, false)];
    case 'language.set':
      return setLanguage(deps, person, command);
    // In one's own chat nothing has to be left out.
    case 'public.show':
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

async function setLanguage(
  deps: Deps,
  person: Person,
  { language, welcome }: CommandOf<'language.set'>,
): Promise<readonly View[]> {
  const chosen = person.language === language && person.languageChosen;
  const changed = chosen
    ? person
    : await deps.persons.change(person.id, (p) => ({ ...p, language, languageChosen: true }));
  const acts = await actsOf(deps, changed);
  for (const act of acts) await noteLanguage(act);
  const from = acts.find((act) => act.academy.id === welcome);
  return [from ? await showWelcome(from) : await languageView(deps, changed, true)];
}

async function languageView(deps: Deps, person: Person, changed: boolean): Promise<LanguageView> {
  const frame = onlyFrame(await actsOf(deps, person));
  return { kind: 'language', language: person.language, changed, ...(frame ? { frame } : {}) };
}

/** What is about no academy in particular names one only where there is no other. */
function onlyFrame(acts: readonly Act[]): Frame | undefined {
  return acts.length === 1 ? acts[0]?.academy.frame : undefined;
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
  const frame = onlyFrame(acts);
  return {
    kind: 'help',
    roles: roles.filter((role) => mine.has(role)),
    coordinators: [...new Set(coordinators.flat())],
    ...(frame ? { frame } : {}),
    ...(deps.calendars ? { calendar: true } : {}),
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
  const length = lengthOf(text);
  const problem = { code: 'tooLong', length, max: MESSAGE_MAX_CHARS } as const;
  return {
    kind: 'askSend',
    text: [...text].slice(0, MESSAGE_MAX_CHARS).join(''),
    threads,
    nonce: deps.nonce(),
    maxChars: MESSAGE_MAX_CHARS,
    ...(length > MESSAGE_MAX_CHARS ? { problem } : {}),
  };
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
