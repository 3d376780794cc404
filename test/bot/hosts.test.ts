import assert from 'node:assert/strict';
import { readConfig } from '../../bot/config.ts';
import { reachesOf } from '../../bot/hosts.ts';

const app = {
  MicrosoftAppId: 'b07b07b0-0000-4000-8000-00000000000b',
  MicrosoftAppPassword: 'a-secret',
  MicrosoftAppTenantId: '0f0dade0-0000-4000-8000-00000000000a',
};
const local = reachesOf(readConfig({}));
const usual = reachesOf(readConfig(app));

describe('the hosts that may be written to', () => {
  it('are those of Microsoft, over https', () => {
    for (const url of [
      'https://smba.trafficmanager.net/emea/',
      'https://SMBA.trafficmanager.net/teams/c0ffee00-0000-4000-8000-000000000003/',
      'https://smba.trafficmanager.net:443',
      'https://webchat.botframework.com/',
      'https://a.b.teams.microsoft.com/x',
      'https://smba.infra.gov.teams.microsoft.us/',
    ])
      assert.ok(usual(url), url);
  });

  it('are no others, however they are spelt', () => {
    for (const url of [
      'http://smba.trafficmanager.net/emea/',
      'https://smba.trafficmanager.net.evil.example/',
      'https://evil.example/smba.trafficmanager.net',
      'https://smba.trafficmanager.net@evil.example/',
      'https://user:secret@smba.trafficmanager.net/',
      'https://smba.trafficmanager.net:8443/',
      'https://other.trafficmanager.net/',
      'https://notbotframework.com/',
      'https://botframework.com/',
      'https://.botframework.com/',
      'https://evilteams.microsoft.com/',
      'https://127.0.0.1/',
      'https://[::1]/',
      'http://localhost:3978/',
      'file:///etc/passwd',
      '//smba.trafficmanager.net',
      '',
    ])
      assert.ok(!usual(url), url);
  });

  it('are the configured ones where there are such', () => {
    const own = reachesOf(readConfig({ ...app, SERVICE_HOSTS: 'teams.example, *.own.example' }));
    for (const url of ['https://teams.example/', 'https://a.own.example/']) assert.ok(own(url), url);
    for (const url of [
      'https://smba.trafficmanager.net/',
      'https://own.example/',
      'https://a.teams.example/',
    ])
      assert.ok(!own(url), url);
  });

  it('are this machine alone without an application id, whatever is configured', () => {
    for (const url of ['http://127.0.0.1:56150/_connector', 'http://localhost:9', 'http://[::1]:9/x'])
      assert.ok(local(url), url);
    for (const url of [
      'https://smba.trafficmanager.net/',
      'http://127.0.0.1.evil.example/',
      'http://10.0.0.1/',
    ])
      assert.ok(!local(url), url);
  });
});
