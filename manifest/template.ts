import type { TeamsManifestV1D30 } from '@microsoft/app-manifest';
import { commandsIn, scopes } from './commands.ts';
import { words } from './words/words.ts';
import type { Language } from './words/words.ts';

export type Manifest = TeamsManifestV1D30.TeamsManifestV1D30;

/** What differs from one installation to another. */
export interface App {
  /** The bot's application id in Entra, and the app's id in Teams. */
  readonly appId: string;
  /** The host that the bot is reached at. */
  readonly domain: string;
  readonly version: string;
  /** Who runs it. */
  readonly developer: string;
  /** Set behind the name, to tell a trial installation from the real one; may be empty. */
  readonly nameSuffix: string;
  /** Pages of whoever runs it, which Teams links to on the app's page. */
  readonly website: string;
  readonly privacy: string;
  readonly terms: string;
}

export const SCHEMAS = 'https://developer.microsoft.com/json-schemas/teams/v1.30';

/** The language of the manifest itself, for people whose Teams speaks none of the others. */
export const DEFAULT_LANGUAGE = 'en' satisfies Language;
export const OTHER_LANGUAGES = ['fi', 'sv'] as const satisfies readonly Language[];

/** The manifest with its texts in one of the languages. */
export function manifestOf(app: App, language: Language): Manifest {
  const said = words[language];
  const named = (name: string): string => [name, app.nameSuffix].filter(Boolean).join(' ');
  return {
    $schema: `${SCHEMAS}/MicrosoftTeams.schema.json`,
    manifestVersion: '1.30',
    version: app.version,
    id: app.appId,
    developer: {
      name: app.developer,
      websiteUrl: app.website,
      privacyUrl: app.privacy,
      termsOfUseUrl: app.terms,
    },
    name: { short: named('Fadder'), full: named(said.fullName) },
    description: { short: said.short, full: said.description.join('\n\n') },
    icons: { color: 'color.png', outline: 'outline.png' },
    // The background of the colour icon.
    accentColor: '#0B5563',
    localizationInfo: {
      defaultLanguageTag: DEFAULT_LANGUAGE,
      additionalLanguages: OTHER_LANGUAGES.map((other) => ({ languageTag: other, file: `${other}.json` })),
    },
    bots: [botOf(app, language)],
    // It asks who somebody is, and writes to people before they have written to it.
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [app.domain],
    defaultInstallScope: 'personal',
    // Without it Teams refuses every app with the scope `team`.
    supportsChannelFeatures: 'tier1',
  };
}

function botOf({ appId }: App, language: Language): NonNullable<Manifest['bots']>[number] {
  return {
    botId: appId,
    scopes: [...scopes],
    isNotificationOnly: false,
    supportsFiles: false,
    supportsCalling: false,
    supportsVideo: false,
    commandLists: scopes.map((scope) => ({ scopes: [scope], commands: commandsIn(scope, language) })),
  };
}
