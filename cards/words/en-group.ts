/** What is said in group chats and channels. */
export const enGroup = {
  'go.chat': 'Open your own chat',
  'go.public': 'Sprint and next meeting',

  'public.title': 'Right now in the academy',
  'public.summary': 'Sprint and next meeting',
  'public.meeting': 'Next meeting',
  'public.nothing': 'Nothing is coming up in the programme right now.',
  'public.own':
    'How you are doing, your answers and the meeting links: I show those in your own chat with me.',

  'pointer.private.title': 'I answer that in your own chat',
  'pointer.private.text':
    'Others read here too, so I show nothing that belongs to you or your organisation. Ask me again in your own chat with me.',
  'pointer.several.title': 'I answer that in your own chat',
  'pointer.several.text':
    'I can’t tell from here which academy you mean. Ask me in your own chat with me, and I will show you what is yours.',
  'pointer.stranger.title': 'Write to me in your own chat',
  'pointer.stranger.text':
    'Here I answer only people who take part in the academy, and I don’t know you as one of them. If you do take part, write to me in your own chat and we will sort it out.',
  'pointer.trouble.title': 'Something went wrong',
  'pointer.trouble.text': 'The fault is mine, not yours. Try again in a moment, here or in your own chat.',

  'groupHelp.title': 'How I help here',
  'groupHelp.summary': 'How I help here',
  'groupHelp.write': 'Mention me and write what you want to know:',
  'groupHelp.sprint': 'the sprint, its tasks and when they are due',
  'groupHelp.meeting': 'when and where the next meeting is',
  'groupHelp.help': 'this card',
  'groupHelp.own': 'Your own tasks, answers and threads I show only in your own chat with me, never here.',
  'groupHelp.rest': 'I answer only when I am mentioned, and I pass nothing on from here.',

  'greeting.title': 'Hello!',
  'greeting.summary': 'I am Fadder, the academy’s bot',
  'greeting.text':
    'I am Fadder, the academy’s bot. Mention me and write for example “sprint” or “meeting”, and I will show what is going on in the academy. What belongs to you I show only in your own chat with me.',
} as const;
