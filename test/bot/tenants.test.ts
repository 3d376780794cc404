import assert from 'node:assert/strict';
import { readConfig } from '../../bot/config.ts';
import { tenantsOf } from '../../bot/tenants.ts';

const OURS = '0f0dade0-0000-4000-8000-00000000000a';
const COUNTY = 'c0ffee00-0000-4000-8000-000000000003';
const OTHER = 'c0ffee00-0000-4000-8000-000000000004';
const app = { MicrosoftAppId: 'app', MicrosoftAppPassword: 'a-secret', MicrosoftAppTenantId: OURS };

describe('tenants', () => {
  it('are all served and trusted without an application id', () => {
    const { served, trusted } = tenantsOf(readConfig({}));
    assert.deepEqual([served('none'), trusted('none')], [true, true]);
  });

  it('are trusted where it is the bot’s own, or named', () => {
    const own = tenantsOf(readConfig(app));
    assert.deepEqual([OURS, COUNTY, 'none'].map(own.trusted), [true, false, false]);
    const named = tenantsOf(readConfig({ ...app, TRUSTED_TENANTS: COUNTY.toUpperCase() }));
    assert.deepEqual([OURS, COUNTY].map(named.trusted), [false, true]);
  });

  it('are served all, or those that are named', () => {
    assert.ok(tenantsOf(readConfig(app)).served(OTHER));
    const some = tenantsOf(readConfig({ ...app, ALLOWED_TENANTS: `${OURS},${COUNTY}` }));
    assert.deepEqual([OURS, COUNTY, OTHER, 'none'].map(some.served), [true, true, false, false]);
  });
});
