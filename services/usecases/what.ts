/** What a notice tells, for those who send it: its kind and what it is about, never what people wrote. */
import type { Broadcast } from '../domain/broadcast.ts';
import type { Content } from '../domain/delivery.ts';
import type { MeetingId, OrganisationId } from '../domain/ids.ts';
import type { Localised } from '../domain/language.ts';
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
    case 'meeting':
      return { kind: 'meetingReminder', title: meetingTitle(academy, content.meeting) };
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
    case 'welcome':
    case 'home':
    case 'desk':
      return { kind: content.kind, title: {} };
  }
}

function meetingTitle({ programme }: Academy, meeting: MeetingId): Localised {
  return findMeeting(programme, meeting)?.meeting.title ?? {};
}

function organisationTitle({ programme }: Academy, organisation: OrganisationId): Localised {
  return findOrganisation(programme, organisation)?.name ?? {};
}
