/** What is said to the bot where it is one among several. */
import { z } from 'zod';
import type { Incoming } from './activity.ts';

const mention = z.looseObject({
  type: z.literal('mention'),
  mentioned: z.looseObject({ id: z.string(), name: z.string().nullish() }),
  text: z.string().nullish(),
});

/** More than anybody mentions in a message. */
const ENTITIES = 100;
/** Of what is said; a question is shorter. */
const SAID = 1000;

/** The plain text of a message without the bot's own mention; undefined where it does not mention the bot. Only the
 * mentions that the channel vouches for count, whatever the text looks like. */
export function saidToBot({ recipient, text, entities }: Incoming): string | undefined {
  const bot = recipient?.id;
  const mine = mentionsIn(entities).filter(({ mentioned }) => mentioned.id === bot);
  if (bot === undefined || mine.length === 0) return undefined;
  const tags = mine.flatMap(({ text: tag, mentioned: { name } }) => [tag, name ? `<at>${name}</at>` : '']);
  const rest = tags.reduce<string>((said, tag) => (tag ? said.replaceAll(tag, ' ') : said), text ?? '');
  return plain(rest).slice(0, SAID);
}

function mentionsIn(entities: unknown): readonly z.infer<typeof mention>[] {
  if (!Array.isArray(entities)) return [];
  return entities.slice(0, ENTITIES).flatMap((entity: unknown) => {
    const parsed = mention.safeParse(entity);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Tags away (of another mention the name stays), entities read, white space of every kind as one blank. */
function plain(marked: string): string {
  return marked
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(#x?[\da-f]{1,6}|[a-z]{1,8});/gi, (whole, name: string) => characterOf(name) ?? whole)
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['nbsp', ' '],
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['auml', 'ä'],
  ['ouml', 'ö'],
  ['aring', 'å'],
]);

function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return NAMED.get(name.toLowerCase());
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
