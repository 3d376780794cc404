import type { Cloud } from './cloud.ts';
import type { Config } from './config.ts';

/** Whether a service URL may be written to, and so be heard from. */
export type Reaches = (serviceUrl: string) => boolean;

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

/** With an application id the configured hosts over https, since a token goes with each request; without one this
 * machine alone. */
export function reachesOf(
  { app, serviceHosts }: Pick<Config, 'app' | 'serviceHosts'>,
  cloud?: Cloud,
): Reaches {
  const allowed = (url: URL): boolean => {
    if (!app) return LOOPBACK.includes(url.hostname);
    if (cloud) return cloud.reaches(url);
    return (
      url.protocol === 'https:' && url.port === '' && serviceHosts.some((host) => covers(host, url.hostname))
    );
  };
  return (serviceUrl) => {
    if (!URL.canParse(serviceUrl)) return false;
    const url = new URL(serviceUrl);
    return url.username === '' && url.password === '' && allowed(url);
  };
}

/** `*.` stands for any host below, not for the host itself. */
function covers(pattern: string, host: string): boolean {
  return pattern.startsWith('*.')
    ? host.endsWith(pattern.slice(1)) && host.length >= pattern.length
    : host === pattern;
}
