import { domainProblem } from '../domain.ts';
import type { Rule } from './facts.ts';

/** Teams is told of the bot's own host and of no other, and people are led to pages that a browser trusts. */
export const addresses: Rule = ({ manifest: { validDomains = [], developer }, wanted: { domain } }) => [
  ...(validDomains.includes(domain) ? [] : [`manifest.json: validDomains leaves out ${domain}`]),
  ...validDomains.flatMap((host) => {
    const problem = domainProblem(host);
    return problem === undefined ? [] : [`manifest.json: validDomains: ${host} ${problem}`];
  }),
  ...[developer.websiteUrl, developer.privacyUrl, developer.termsOfUseUrl]
    .filter((page) => !isPage(page))
    .map((page) => `manifest.json: developer: ${page} should be a page at an https address`),
];

function isPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' && domainProblem(hostname) === undefined;
}
