import { domainToASCII } from 'node:url';

/** Hosts below which anybody can have one of their own. */
const SHARED = [
  'azurecontainerapps.io',
  'azurefd.net',
  'azurewebsites.net',
  'cloudapp.azure.com',
  'devtunnels.ms',
  'github.io',
  'herokuapp.com',
  'ngrok-free.app',
  'ngrok.io',
  'trafficmanager.net',
];

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const HOST = new RegExp(`^(${LABEL}\\.)+${LABEL}$`);

/** Why this cannot be the host that Teams is told of, in words that go on from its name; nothing where it can. */
export function domainProblem(domain: string): string | undefined {
  if (/[/@]/.test(domain))
    return 'should be the host alone, like fadder.example.fi: leave out https:// and the path';
  if (domain.includes(':')) return 'should be the host alone, like fadder.example.fi: leave out the port';
  if (domain.includes('*'))
    return 'should name the bot’s own host: a wildcard takes in hosts that are not yours to vouch for';
  if (domain.length > 253) return 'is longer than a host name can be';
  if (/^[0-9.]+$/.test(domain)) return 'is an address in numbers; Teams wants the name of a host';
  const ascii = domainToASCII(domain);
  if (ascii !== '' && ascii !== domain.toLowerCase()) return `should be written as ${ascii}`;
  if (domain === 'localhost' || domain.endsWith('.localhost') || !domain.includes('.'))
    return 'cannot be reached from Teams: name the public host, like fadder.example.fi';
  if (!HOST.test(domain.toLowerCase())) return 'is not the name of a host, like fadder.example.fi';
  if (SHARED.includes(domain.toLowerCase()))
    return 'is shared by many: name the bot’s own host below it, like fadder.azurewebsites.net';
  return undefined;
}
