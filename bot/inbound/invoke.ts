import type { Card } from '../../services/domain/view.ts';

/** The body of an invoke's answer: a card in place of the one clicked, or a line below it. */
export interface InvokeAnswer {
  readonly statusCode: number;
  readonly type: string;
  readonly value: unknown;
}

const CARD = 'application/vnd.microsoft.card.adaptive';
const LINE = 'application/vnd.microsoft.activity.message';

export function cardAnswer(card: Card): InvokeAnswer {
  return { statusCode: 200, type: CARD, value: card.content };
}

export function lineAnswer(card: Card): InvokeAnswer {
  return { statusCode: 200, type: LINE, value: card.summary };
}
