/** What a notice tells, for those who send it: its kind and what it is about, never what people wrote. */
import type { Broadcast } from '../domain/broadcast.ts';
import type { Content } from '../domain/delivery.ts';
import type { ItemId, MeetingId, OrganisationId } from '../domain/ids.ts';
import type { Language, Localised } from '../domain/language.ts';
import type { WhatLine } from '../domain/view.ts';
import { findItem, findMeeting, findOrganisation, itemTitle, findSprint } from '../rules/lookup.ts';
import { academyPartition } from '../store/documents.ts';
import type { Academy } from './academies.ts';
import type { Deps } from './deps.ts';

export async function whatOf(deps: Deps, academy: Academy, content: Content): Promise<WhatLine> {
  const { programme } = academy;
  switch (content.kind) {
    case 'sprint':
      return { kind: 'sprint', title: findSprint(programme, content.sprint)?.theme ?? {} };
    case 'prompt':
    case 'task': {
      const item = findItem(programme, content.item);
      return { kind: content.reminder ? 'reminder' : 'prompt', title: item ? itemTitle(item) : {} };
    }
    case 'reminders':
      return { kind: 'reminder', title: titleOfAll(academy, content.items) };
    case 'bringBack': {
      const item = findItem(programme, content.item);
      return { kind: 'bringBack', title: item ? itemTitle(item) : {} };
    }
    case 'closing':
      return { kind: 'closing', title: findSprint(programme, content.sprint)?.theme ?? {} };
    case 'followUp':
      return { kind: 'followUp', title: programme.title };
    case 'meeting':
      return { kind: 'meetingReminder', title: meetingTitle(academy, content.meeting) };
    case 'moved':
      return { kind: 'moved', title: meetingTitle(academy, content.meeting) };
    case 'cancelled': {
      // The programme no longer knows it.
      const { programme: told } = await deps.academies.revisionOf(academy.id, content.told);
      return { kind: 'cancelled', title: findMeeting(told, content.meeting)?.meeting.title ?? {} };
    }
    case 'feedback':
      return { kind: 'feedback', title: meetingTitle(academy, content.meeting) };
    case 'broadcast': {
      const { broadcast } = content;
      const doc = await deps.store.read<Broadcast>(academyPartition(academy.id), `broadcast:${broadcast}`);
      return { kind: 'broadcast', title: doc ? meetingTitle(academy, doc.data.meeting) : {}, broadcast };
    }
    case 'pairing':
      return { kind: 'pairing', title: organisationTitle(academy, content.organisation) };
    case 'message': {
      const pairing = academy.revision.pairings.find(({ id }) => id === content.pairing);
      return { kind: 'message', title: pairing ? organisationTitle(academy, pairing.organisation) : {} };
    }
    case 'newcomers':
      return { kind: 'newcomer', title: {} };
    case 'newcomer':
    case 'welcome':
    case 'home':
    case 'desk':
      return { kind: content.kind, title: {} };
  }
}

/** Titles named before it says that there are more. */
const TITLES = 3;

/** Titles of several items, in each language. */
function titleOfAll({ programme }: Academy, items: readonly ItemId[]): Localised {
  const titles = items.flatMap((id) => {
    const item = findItem(programme, id);
    return item ? [itemTitle(item)] : [];
  });
  const inOne = (language: Language) => {
    const named = titles.slice(0, TITLES).flatMap((title) => title[language] ?? []);
    return [...named, ...(titles.length > TITLES ? ['…'] : [])].join(' · ');
  };
  return Object.fromEntries(programme.languages.map((language) => [language, inOne(language)]));
}

function meetingTitle({ programme }: Academy, meeting: MeetingId): Localised {
  return findMeeting(programme, meeting)?.meeting.title ?? {};
}

function organisationTitle({ programme }: Academy, organisation: OrganisationId): Localised {
  return findOrganisation(programme, organisation)?.name ?? {};
}
