import type { Language } from '../../services/domain/language.ts';
import type { WantedPort } from './ports.ts';

/** How the terminal can be written to. */
export interface Style {
  /** Lines can be written over. */
  readonly live: boolean;
  /** Colour may be used; it never says anything that the words don't. */
  readonly colour: boolean;
}

export interface SeatOnScreen {
  readonly role: string;
  readonly url: string;
  readonly name: string;
  /** Of a participant. */
  readonly organisation?: string;
  readonly language: Language;
}

export interface ReadyScreen {
  readonly seats: readonly SeatOnScreen[];
  /** Academy time, as text. */
  readonly clock: string;
  /** Where the logs are. */
  readonly logs: string;
}

const LANGUAGES = { fi: 'Finnish', sv: 'Swedish', en: 'English' } as const satisfies Record<Language, string>;

const ESCAPE = '\u001b[';
const CLEAR_LINE = `\r${ESCAPE}2K`;

export function heading({ colour }: Style): string {
  return `\n${bold('Fadder', colour)} – a sprint academy in Microsoft Teams, here as a demonstration\n\n`;
}

/** While something is being done; only where the line can be written over later. */
export function began(what: string, { live }: Style): string {
  return live ? `  … ${what}` : '';
}

export function done(what: string, { live, colour }: Style): string {
  return `${live ? CLEAR_LINE : ''}  ${green('✓', colour)} ${what}\n`;
}

export function failed(what: string, { live, colour }: Style): string {
  return `${live ? CLEAR_LINE : ''}  ${red('✗', colour)} ${what}: this did not work\n`;
}

/** What a newcomer needs to know, once everything is there. */
export function ready({ seats, clock, logs }: ReadyScreen, { colour }: Style): string {
  const wide = (key: 'role' | 'url'): number => Math.max(...seats.map((seat) => seat[key].length));
  const rows = seats.map((seat) => {
    const role = capital(seat.role).padEnd(wide('role'));
    const who = [seat.name, seat.organisation, `in ${LANGUAGES[seat.language]}`].filter(Boolean).join(', ');
    return `    ${role}   ${bold(seat.url.padEnd(wide('url')), colour)}   ${who}`;
  });
  return [
    '',
    '  Open these in a browser, side by side:',
    '',
    ...rows,
    '',
    `  The academy's clock stands at ${clock}.`,
    '  On the coordinator\'s desk, "Jump to ..." moves it on to the next thing that falls due.',
    '  Write "help" in any chat to see what else there is.',
    '',
    '  Stop: Ctrl-C, and npm start goes on from there.   Start afresh: npm run reset',
    `  Logs: ${logs}`,
    '',
    '',
  ].join('\n');
}

export function stopping(): string {
  return '\n  Stopping: what is under way is finished first. Ctrl-C again ends it at once.\n';
}

export function stopped(): string {
  return '  Stopped. Everything is kept.\n';
}

export function alreadyRunning(pid: number, style: Style): string {
  const who = pid === 0 ? 'another npm start' : `process ${pid}`;
  return problem(
    'The demonstration is already running',
    [`It is ${who}. Stop it there with Ctrl-C, or use it.`],
    style,
  );
}

export function portsTaken(taken: readonly WantedPort[], style: Style): string {
  const lines = taken.map(({ port, what }) => `${String(port).padEnd(7)}${what}`);
  const settings = taken.flatMap(({ setting }) => (setting ? [setting] : []));
  const elsewhere = settings.map((setting) => `Or choose another: ${setting}=<port> npm start.`);
  const count = taken.length === 1 ? 'A port is taken' : `${taken.length} ports are taken`;
  return problem(`${count} by another program`, [...lines, 'Stop what listens there.', ...elsewhere], style);
}

/** Something that keeps the demonstration from starting, and what to do. */
export function problem(what: string, lines: readonly string[], { colour }: Style): string {
  return [``, `${red('✗', colour)} ${what}.`, ...lines.map((text) => `    ${text}`), ``, ``].join('\n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function bold(text: string, colour: boolean): string {
  return coloured(text, '1', colour);
}

function green(text: string, colour: boolean): string {
  return coloured(text, '32', colour);
}

function red(text: string, colour: boolean): string {
  return coloured(text, '31', colour);
}

function coloured(text: string, code: string, colour: boolean): string {
  return colour ? `${ESCAPE}${code}m${text}${ESCAPE}0m` : text;
}
