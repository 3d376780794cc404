/** What the app's page in Teams says, and the contract for the other languages. */
export const en = {
  fullName: 'Fadder for sprint academies',
  short: 'Your sprint academy in Teams: tasks, reflections, meetings and your mentor.',
  description: [
    'Fadder guides you through a sprint academy in Teams and is with you from start to finish.',
    'Participants get each sprint’s tasks and a few reflection prompts as cards, answer tasks together with their organisation, and choose who reads each reflection.',
    'Mentors follow the organisations they are paired with and share a private thread with each of them.',
    'Coordinators see how every organisation is doing and who could not be reached, and send broadcasts.',
    'Fadder writes in Finnish, Swedish or English: each person chooses. It answers those who are on the list of an academy; ask your coordinator if you should be.',
  ],
  commands: {
    tasks: 'What there is to do, and what is done',
    thread: 'Write in a private thread between an organisation and its mentor',
    language: 'Choose Finnish, Swedish or English',
    desk: 'For coordinators: the whole academy at a glance',
    sprint: 'The sprint, its tasks and when they are due',
    meeting: 'When and where the next meeting is',
    help: 'What I can do, and whom to ask',
  },
} as const;
