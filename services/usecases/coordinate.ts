/** What only coordinators ask for. */
import type { CommandOf } from '../domain/command.ts';
import type { Refusal } from '../domain/problem.ts';
import type { View } from '../domain/view.ts';
import { showBroadcast, stopBroadcast, withdrawBroadcast } from './broadcast-change.ts';
import { composeBroadcast, composeCorrection } from './broadcast-compose.ts';
import { listBroadcasts } from './broadcast-list.ts';
import { previewBroadcast } from './broadcast-preview.ts';
import { cancelScheduled, sendScheduledNow } from './broadcast-schedule.ts';
import { sendBroadcast } from './broadcast-send.ts';
import { jump } from './clock.ts';
import type { Act } from './deps.ts';
import { showDesk, showReach } from './desk.ts';
import { feedbackResults } from './feedback.ts';
import { leaveHeld, sendAgain, sendAllAgain, showHeld } from './held.ts';
import { decideNewcomer, showNewcomer } from './newcomer-answer.ts';
import { showNewcomers } from './newcomers-open.ts';
import { showNotice } from './notice-card.ts';
import { showReceived } from './person-card.ts';

const verbs = [
  'desk.show',
  'desk.reach',
  'desk.feedback',
  'desk.held',
  'held.again',
  'held.all',
  'held.leave',
  'notice.show',
  'person.show',
  'person.find',
  'broadcast.compose',
  'broadcast.preview',
  'broadcast.send',
  'broadcast.now',
  'broadcast.cancel',
  'broadcast.stop',
  'broadcast.correct',
  'broadcast.withdraw',
  'broadcast.show',
  'broadcast.list',
  'newcomer.list',
  'newcomer.show',
  'newcomer.link',
  'newcomer.refuse',
  'newcomer.reopen',
  'clock.jump',
] as const;

type Coordinating = CommandOf<(typeof verbs)[number]>;

export function isCoordinating(command: { readonly verb: string }): command is Coordinating {
  return verbs.some((verb) => verb === command.verb);
}

export function coordinate(act: Act, command: Coordinating): Promise<View | Refusal> {
  switch (command.verb) {
    case 'desk.show':
      return showDesk(act);
    case 'desk.reach':
      return showReach(act);
    case 'desk.feedback':
      return feedbackResults(act);
    case 'desk.held':
      return showHeld(act);
    case 'held.again':
      return sendAgain(act, command);
    case 'held.all':
      return sendAllAgain(act, command);
    case 'held.leave':
      return leaveHeld(act, command);
    case 'notice.show':
      return showNotice(act, command);
    case 'person.show':
    case 'person.find':
      return showReceived(act, command);
    case 'broadcast.compose':
      return composeBroadcast(act, command);
    case 'broadcast.preview':
      return previewBroadcast(act, command);
    case 'broadcast.send':
      return sendBroadcast(act, command);
    case 'broadcast.now':
      return sendScheduledNow(act, command);
    case 'broadcast.cancel':
      return cancelScheduled(act, command);
    case 'broadcast.correct':
      return composeCorrection(act, command);
    case 'broadcast.withdraw':
      return withdrawBroadcast(act, command);
    case 'broadcast.stop':
      return stopBroadcast(act, command.broadcast);
    case 'broadcast.show':
      return showBroadcast(act, command.broadcast);
    case 'broadcast.list':
      return listBroadcasts(act, command);
    case 'newcomer.list':
      return showNewcomers(act);
    case 'newcomer.show':
      return showNewcomer(act, command.newcomer);
    case 'newcomer.link':
    case 'newcomer.refuse':
    case 'newcomer.reopen':
      return decideNewcomer(act, command);
    case 'clock.jump':
      return jump(act, command);
  }
}
