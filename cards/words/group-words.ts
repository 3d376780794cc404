import type { Language } from '../../services/domain/language.ts';

/**
 * What a sentence to the bot in a group chat is about, by single words in all three languages at once. A star stands
 * for any ending. What is somebody's own weighs more than what is public.
 */
export const topicWords = {
  private: {
    fi: [
      ...['oma', 'omat', 'omia', 'omani', 'omien', 'minun', 'kummi*', 'keskustelu*', 'viesti*', 'vastaus*'],
      ...['vastauk*', 'pohdin*', 'palaut*', 'työpöy*', 'eteneminen', 'kieli', 'ilmoittau*', 'joukkoviest*'],
    ],
    sv: [
      ...[
        'min',
        'mitt',
        'mina',
        'tråd*',
        'meddelande*',
        'svar',
        'svaret',
        'svaren',
        'reflektion*',
        'respons*',
      ],
      ...['arbetsbord*', 'framsteg*', 'språk*', 'anmäl*', 'utskick*', 'faddern*', 'faddrar*'],
    ],
    en: [
      ...['my', 'mine', 'thread*', 'message*', 'mentor*', 'answer*', 'reflection*', 'feedback', 'desk'],
      ...['progress', 'language*', 'rsvp', 'broadcast*'],
    ],
  },
  academy: {
    fi: ['sprint*', 'tapaami*', 'kokou*', 'tehtäv*', 'aikataul*', 'milloin', 'koska'],
    sv: ['sprint*', 'möte*', 'uppgift*', 'tidtabell*', 'schema*', 'när'],
    en: ['sprint*', 'meeting*', 'task*', 'schedule*', 'deadline*', 'when'],
  },
  help: {
    fi: ['ohje*', 'apua'],
    sv: ['hjälp*'],
    en: ['help*'],
  },
} as const satisfies Record<string, Readonly<Record<Language, readonly string[]>>>;

/** The words that help in a group chat names, one for each thing that can be asked there. */
export const helpWords = {
  sprint: { fi: 'sprintti', sv: 'sprint', en: 'sprint' },
  meeting: { fi: 'tapaaminen', sv: 'möte', en: 'meeting' },
  help: { fi: 'ohje', sv: 'hjälp', en: 'help' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;
