/** The language inside the square brackets of an Azure template, as far as its grammar goes. */

export type Expression =
  | { readonly kind: 'value'; readonly value: string | number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'member'; readonly of: Expression; readonly key: Expression };

/** `[…]` is an expression; `[[…` is text that begins with a bracket. */
export const isExpression = (text: string): boolean => /^\[(?!\[).*\]$/s.test(text);

const TOKEN = /\s*(?:(?<word>[A-Za-z]\w*)|(?<number>-?\d+)|'(?<text>(?:[^']|'')*)'|(?<sign>[()[\].,]))/y;

const KINDS = ['word', 'number', 'text', 'sign'] as const;

interface Token {
  readonly kind: (typeof KINDS)[number];
  readonly text: string;
}

/** Throws where it is none, with what was found. */
export function parseExpression(whole: string): Expression {
  const tokens = tokensOf(whole.slice(1, -1));
  const refuse = (): never => {
    throw new Error(`not an expression: ${whole}`);
  };
  const take = (): Token => tokens.shift() ?? refuse();
  const takes = (sign: string): boolean => {
    const [next] = tokens;
    if (next?.kind !== 'sign' || next.text !== sign) return false;
    tokens.shift();
    return true;
  };

  function argumentsOf(): Expression[] {
    const args: Expression[] = [];
    if (takes(')')) return args;
    do args.push(expression());
    while (takes(','));
    if (!takes(')')) refuse();
    return args;
  }

  function first(): Expression {
    const { kind, text } = take();
    if (kind === 'text') return { kind: 'value', value: text.replaceAll("''", "'") };
    if (kind === 'number') return { kind: 'value', value: Number(text) };
    if (kind !== 'word' || !takes('(')) return refuse();
    return { kind: 'call', name: text, args: argumentsOf() };
  }

  function expression(): Expression {
    let found = first();
    for (;;) {
      if (takes('.')) {
        const { kind, text } = take();
        if (kind !== 'word') refuse();
        found = { kind: 'member', of: found, key: { kind: 'value', value: text } };
      } else if (takes('[')) {
        found = { kind: 'member', of: found, key: expression() };
        if (!takes(']')) refuse();
      } else return found;
    }
  }

  const found = expression();
  return tokens.length > 0 ? refuse() : found;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < text.trimEnd().length) {
    const at = pattern.lastIndex;
    const groups = pattern.exec(text)?.groups;
    const found = KINDS.find((kind) => groups?.[kind] !== undefined);
    if (found === undefined) throw new Error(`not understood: ${text.slice(at)}`);
    tokens.push({ kind: found, text: groups?.[found] ?? '' });
  }
  return tokens;
}

/** Every call in it, the expression's own first. */
export function callsIn(expression: Expression): Extract<Expression, { kind: 'call' }>[] {
  switch (expression.kind) {
    case 'value':
      return [];
    case 'call':
      return [expression, ...expression.args.flatMap(callsIn)];
    case 'member':
      return [...callsIn(expression.of), ...callsIn(expression.key)];
  }
}
