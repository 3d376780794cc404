/** What coordinators read about deliveries, in English; the contract for the other languages. */
export const enLedger = {
  'send.message': 'Message in a thread',
  'send.pairing': 'Mentor and organisation',
  'send.welcome': 'Welcome',
  'send.home': 'Overview',
  'send.desk': 'Coordinator’s desk',
  'desk.showHeld': 'Messages in doubt',
  'held.title': 'Messages in doubt',
  'held.summary':
    '{count, plural, =0 {No message is in doubt} one {# message is in doubt} other {# messages are in doubt}}',
  'held.none': '✓ No message is in doubt.',
  'held.lead':
    'These were sent, but Teams never confirmed that they arrived. Usually they have. If you send one again, the person may get it twice. If you know that it has arrived, leave it.',
  'held.all': 'Send all {count} again',
  'held.again': 'Send again',
  'held.leave': 'Leave it',
  'held.again.done':
    '{count, plural, one {✓ # message is being sent again.} other {✓ # messages are being sent again.}}',
  'held.left.done': '✓ Left as it is. Nothing more is sent.',
  'held.again.before': '{name} already had it sent again: {when}.',
  'held.left.before': '{name} already chose to leave it as it is: {when}.',
  'held.settled': 'It is no longer in doubt.',
  'held.cause.crash': 'Fadder was interrupted while sending',
  'held.cause.noAnswer': 'Teams gave no answer',
  'held.cause.reset': 'the connection broke',
  'held.cause.serverError': 'Teams reported a fault of its own',
  'held.cause.gateway': 'the answer was lost on its way',
} as const;
