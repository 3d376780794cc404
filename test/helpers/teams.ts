import { DEMO_TENANT } from '../../deploy/local/teams/account.ts';
import type { Someone } from '../../deploy/local/teams/account.ts';
import type { Json } from '../../deploy/local/teams/json.ts';

export const AINO: Someone = { name: 'Aino Demo', address: 'aino@etela-savo.example', tenant: DEMO_TENANT };
export const EBBA: Someone = { name: 'Ebba Demo', address: 'ebba@kymenlaakso.example', tenant: DEMO_TENANT };

/** A message that carries the card. */
export function carrying(card: Json): Json {
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}

/** The answer to an invoke that puts the card in the place of the one clicked. */
export function showing(card: Json): Json {
  return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };
}

/** A card with one required text and one button. */
export function askingCard(fields: Json = {}): Json {
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      {
        type: 'Input.Text',
        id: 'text',
        label: 'Answer',
        isRequired: true,
        errorMessage: 'Write something',
        maxLength: 20,
      },
      {
        type: 'Input.ChoiceSet',
        id: 'share',
        label: 'Who reads it',
        value: 'mentor',
        choices: [
          { title: 'Me', value: 'me' },
          { title: 'Mentor', value: 'mentor' },
        ],
      },
    ],
    actions: [
      {
        type: 'Action.Execute',
        title: 'Send',
        verb: 'prompt.answer',
        data: { verb: 'prompt.answer', item: 's1-p1', nonce: 'n1' },
        fallback: {
          type: 'Action.Submit',
          title: 'Send',
          data: { verb: 'prompt.answer', item: 's1-p1', nonce: 'n1' },
        },
      },
    ],
    ...fields,
  };
}

export const PLAIN_CARD: Json = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'Thanks' }],
};

/** Posts to a connector as a bot would. */
export async function ask(
  serviceUrl: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; headers: Headers; body: unknown }> {
  const response = await fetch(`${serviceUrl}/v3/conversations${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}
