import { AuthenticationConstants } from 'botframework-connector';
import type { ServiceClientCredentialsFactory } from 'botframework-connector';

/** What the SDK has to be told of a cloud, by its own names: all of it or nothing. */
type Setting =
  | 'ToBotFromChannelTokenIssuer'
  | 'ToBotFromChannelOpenIdMetadataUrl'
  | 'ToBotFromEmulatorOpenIdMetadataUrl'
  | 'ToChannelFromBotLoginUrl'
  | 'ToChannelFromBotOAuthScope'
  | 'OAuthUrl'
  | 'CallerId';

/** Another cloud than Microsoft's public one. Only code can name it, and only tests do: a variable that moves the
 * issuer or the keys would be a way round the sign-in. */
export interface Cloud {
  readonly settings: Readonly<Record<Setting, string>>;
  /** Where the bot's own tokens come from. */
  readonly credentials: ServiceClientCredentialsFactory;
  /** In place of the configured hosts. */
  readonly reaches: (serviceUrl: URL) => boolean;
}

/** Who signs what Teams sends, and where the keys are published. */
export function signerOf(cloud: Cloud | undefined): {
  readonly issuer: string;
  readonly metadataUrl: string;
} {
  return {
    issuer:
      cloud?.settings.ToBotFromChannelTokenIssuer ?? AuthenticationConstants.ToBotFromChannelTokenIssuer,
    metadataUrl:
      cloud?.settings.ToBotFromChannelOpenIdMetadataUrl ??
      AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
  };
}
