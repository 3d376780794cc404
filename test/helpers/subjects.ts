import type { Json } from '../../deploy/local/teams/json.ts';
import type { AcademyVerb } from '../../services/rules/rights.ts';

const drawn = { rev: 0, nonce: 'nonce-1' };
/** What each command that a card can carry names beside the academy; the draft and the clock's next moment are known once it runs. */
export const subjects: Readonly<Record<AcademyVerb, Json>> = {
  'welcome.show': {},
  'tasks.show': {},
  'sprint.show': { sprint: 's1' },
  'task.show': { item: 's1-t1' },
  'task.answer': { item: 's1-t1', ...drawn, text: 'Ett register' },
  'task.done': { item: 's1-t3', ...drawn },
  'task.undo': { item: 's1-t3', ...drawn, rev: 1 },
  'prompt.show': { item: 's1-p1' },
  'prompt.others': { item: 's1-p1' },
  'prompt.answer': { item: 's1-p1', ...drawn, text: 'Mycket', share: 'mentor' },
  'meeting.show': { meeting: 's2-m' },
  'rsvp.set': { meeting: 's2-m', answer: 'online' },
  'calendar.show': {},
  'calendar.renew': { renewals: 0 },
  'feedback.show': { meeting: 's1-m' },
  'feedback.give': { meeting: 's1-m', q_useful: '5' },
  'threads.show': {},
  'thread.show': { pairing: 'unknown' },
  'thread.send': { pairing: 'unknown', nonce: 'nonce-2', text: 'Hej' },
  'overview.show': {},
  'organisation.show': { organisation: 'kymenlaakso' },
  'desk.show': {},
  'desk.reach': {},
  'desk.feedback': {},
  'broadcast.compose': {},
  'broadcast.preview': { nonce: 'nonce-3', audience: 'everybody', meeting: 's2-m' },
  'broadcast.send': { broadcast: 'unknown', rev: 1 },
  'broadcast.show': { broadcast: 'unknown' },
  'clock.jump': { to: '2023-06-15T06:00:00.000Z' },
};
