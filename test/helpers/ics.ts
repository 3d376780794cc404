/** A strict reader of .ics files (RFC 5545): whatever a calendar program could stumble over fails. */
import assert from 'node:assert/strict';

export interface Property {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  readonly value: string;
}

export interface Component {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly parts: readonly Component[];
}

/** The calendar of a file. */
export function readIcs(file: string): Component {
  const lines = unfolded(file).map(property);
  const [calendar, rest] = component(lines);
  assert.deepEqual(rest, [], 'nothing after the calendar');
  assert.equal(calendar.name, 'VCALENDAR');
  return calendar;
}

export function eventsIn(file: string): readonly Component[] {
  return readIcs(file).parts.filter(({ name }) => name === 'VEVENT');
}

/** The one event of a file. */
export function eventIn(file: string): Component {
  const [event, ...more] = eventsIn(file);
  assert.ok(event && more.length === 0, `one event and not ${more.length + 1}`);
  return event;
}

/** The value of a property that stands there once. */
export function valueOf(of: Component, name: string): string {
  return propertyOf(of, name).value;
}

/** The same as a text, what is escaped in it read back. */
export function textOf(of: Component, name: string): string {
  const { value } = propertyOf(of, name);
  assert.match(value, /^(?:[^\\;,]|\\[\\;,nN])*$/, `${name} is escaped`);
  return value.replace(/\\(.)/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign));
}

export function propertyOf({ properties }: Component, wanted: string): Property {
  const [found, ...more] = properties.filter(({ name }) => name === wanted);
  assert.ok(found && more.length === 0, `${wanted} stands there once`);
  return found;
}

export const has = ({ properties }: Component, wanted: string): boolean =>
  properties.some(({ name }) => name === wanted);

function unfolded(file: string): readonly string[] {
  assert.ok(file.endsWith('\r\n'), 'the last line is ended too');
  const lines = file.slice(0, -2).split('\r\n');
  for (const line of lines) {
    assert.doesNotMatch(
      line,
      /(?!\t)[\p{Cc}\u2028\u2029]|\p{Cs}/u,
      'no line end or control character in a line',
    );
    assert.ok(Buffer.byteLength(line) <= 75, `${line} is of at most 75 octets`);
    assert.notEqual(line.trim(), '', 'no empty line');
  }
  return lines.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
}

const LINE = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)$/;

function property(line: string): Property {
  const [, name, params = '', value = ''] = LINE.exec(line) ?? assert.fail(`not a content line: ${line}`);
  const given = new Map<string, string>();
  for (const [, key = '', quoted, plain = ''] of params.matchAll(/;([A-Z0-9-]+)=(?:"([^"]*)"|([^";:,]*))/g))
    given.set(key, quoted ?? plain);
  return { name: name ?? '', params: Object.fromEntries(given), value };
}

function component(lines: readonly Property[]): [Component, readonly Property[]] {
  const [first, ...after] = lines;
  assert.ok(first?.name === 'BEGIN', `a component begins with BEGIN and not ${first?.name ?? 'nothing'}`);
  const properties: Property[] = [];
  const parts: Component[] = [];
  let left: readonly Property[] = after;
  for (;;) {
    const [next, ...rest] = left;
    assert.ok(next, `${first.value} has an end`);
    if (next.name === 'END') {
      assert.equal(next.value, first.value);
      return [{ name: first.value, properties, parts }, rest];
    }
    if (next.name === 'BEGIN') {
      const [part, others] = component(left);
      parts.push(part);
      left = others;
    } else {
      assert.equal(parts.length, 0, `${next.name} of ${first.value} stands before its parts`);
      properties.push(next);
      left = rest;
    }
  }
}
