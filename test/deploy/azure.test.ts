import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readConfig, variables } from '../../bot/config.ts';
import { CONTAINER, DEFINITION, differences, needlessPaths } from '../../services/store/cosmos/definition.ts';
import { APP, FOUNDATION, callsOf, deploy, readTemplate, templateText } from '../helpers/arm.ts';
import type { Deployed, Resource } from '../helpers/arm.ts';
import { TENANT, textOf } from '../helpers/arm-functions.ts';
import type { Json } from '../helpers/arm-functions.ts';
import { dockerfile } from '../helpers/dockerfile.ts';
import { OTHER_SETTINGS } from '../helpers/settings.ts';

const templates = { [FOUNDATION]: readTemplate(FOUNDATION), [APP]: readTemplate(APP) } as const;
const NEEDED = {
  [FOUNDATION]: { contactEmail: 'it@example.fi' },
  [APP]: { image: 'fadder1234567890abc.azurecr.io/fadder:0.1.0' },
} as const;
type Name = keyof typeof templates;
const NAMES = Object.keys(templates) as Name[];

const deployed = (name: Name, given: Readonly<Record<string, Json>> = {}): Deployed =>
  deploy(templates[name], { ...NEEDED[name], ...given });
const ofType = ({ resources }: Deployed, end: string): Resource[] =>
  resources.filter(({ type }) => type.endsWith(`/${end}`));
function only(of: Deployed, end: string): Resource {
  const [found, ...more] = ofType(of, end);
  assert.ok(found && more.length === 0, `one resource ${end}`);
  return found;
}

interface Container {
  readonly env: readonly { readonly name: string; readonly value?: string; readonly secretRef?: string }[];
  readonly probes: readonly {
    readonly type: string;
    readonly httpGet: { readonly path: string; readonly port: number };
    readonly failureThreshold: number;
  }[];
}
interface AppProperties {
  readonly configuration: {
    readonly ingress: Readonly<Record<string, Json>>;
    readonly secrets: readonly { readonly name: string; readonly value: string }[];
    readonly registries: readonly Json[];
  };
  readonly template: {
    readonly terminationGracePeriodSeconds: number;
    readonly containers: readonly [Container];
    readonly scale: { readonly minReplicas: number; readonly maxReplicas: number };
  };
}
const appOf = (of: Deployed) => only(of, 'containerApps').properties as Json as AppProperties & Json;

/** What the process finds in its environment: the image's settings, and over them the template's. */
function environmentOf(of: Deployed): Record<string, string> {
  const { configuration, template } = appOf(of);
  const secret = (name: string | undefined) => configuration.secrets.find((one) => one.name === name)?.value;
  const set = template.containers[0].env.map(({ name, value, secretRef }) => [
    name,
    value ?? secret(secretRef),
  ]);
  return { ...dockerfile().environment, ...Object.fromEntries(set) } as Record<string, string>;
}

describe('the templates for Azure', () => {
  for (const name of NAMES) {
    describe(name, () => {
      const template = templates[name];
      const whole = deployed(name);

      it('uses each parameter and variable that it declares, and no other', () => {
        for (const kind of ['parameters', 'variables'] as const) {
          const used = callsOf(template).flatMap(({ name: called, args: [first] }) =>
            called === kind && first?.kind === 'value' ? [String(first.value)] : [],
          );
          assert.deepEqual([...new Set(used)].sort(), Object.keys(template[kind]).sort());
        }
      });

      it('names each resource once, and depends on such as are in it', () => {
        const ids = whole.resources.map(({ id }) => id);
        assert.equal(new Set(ids).size, ids.length);
        for (const { id, dependsOn } of whole.resources)
          for (const other of dependsOn) assert.ok(ids.includes(other) && other !== id, `${id} on ${other}`);
      });

      it('waits for a parent, a scope and whatever a resource names', () => {
        for (const { id, dependsOn, properties, rest } of whole.resources) {
          const said = JSON.stringify([properties, rest]);
          for (const other of whole.resources) {
            const named = id !== other.id && (id.startsWith(`${other.id}/`) || said.includes(other.id));
            if (named) assert.ok(waitsFor(whole, dependsOn, other.id), `${id} does not wait for ${other.id}`);
          }
        }
      });

      it('asks for stable versions of Azure’s interfaces, by their dates', () => {
        for (const { type, version } of whole.resources) {
          // Azure has never published a stable version of this one.
          const preview = type === 'Microsoft.Insights/diagnosticSettings' ? '-preview' : '';
          assert.match(version, new RegExp(`^20(2[0-4])-(0[1-9]|1[0-2])-([0-2]\\d|3[01])${preview}$`), type);
        }
      });

      it('keeps everything in the region that was chosen, inside the EU', () => {
        const here = deployed(name, { location: 'northeurope' });
        for (const { type, location } of here.resources) {
          // Their only European region.
          const where = type.startsWith('Microsoft.BotService/') ? 'westeurope' : 'northeurope';
          assert.ok(location === undefined || location === where, type);
        }
        assert.throws(() => deployed(name, { location: 'eastus' }), /location may not be eastus/);
      });

      it('gives no secret away, and asks Azure for none', () => {
        assert.doesNotMatch(templateText(name), /list\w*\(|accountKey|sharedKey|password=/i);
        const secure = Object.keys(template.parameters).filter(
          (parameter) => template.parameters[parameter]?.type === 'securestring',
        );
        const given = callsOf(template.outputs).flatMap(({ args: [first] }) =>
          first?.kind === 'value' ? [first.value] : [],
        );
        for (const parameter of secure) assert.ok(!given.includes(parameter), parameter);
        for (const [parameter, { type }] of Object.entries(template.parameters))
          assert.equal(type === 'securestring', /password|secret|key/i.test(parameter), parameter);
      });
    });
  }

  it('find in one what the other made, in the same version', () => {
    const made = deployed(FOUNDATION).resources;
    const { looked } = deployed(APP);
    assert.ok(looked.length > 3);
    for (const { id, version } of looked)
      assert.equal(made.find((one) => one.id === id)?.version, version, id);
    const { registries } = appOf(deployed(APP)).configuration;
    const { registry } = deployed(FOUNDATION).outputs;
    assert.equal((registries[0] as { server: string }).server, registry);
    assert.equal(deployed(APP).outputs['host'], deployed(FOUNDATION).outputs['host']);
    assert.equal(deployed(APP).outputs['botId'], deployed(FOUNDATION).outputs['botId']);
  });

  it('make names that Azure takes, whatever the installation is called', () => {
    const names = fc.stringMatching(/^[a-z][a-z0-9]([a-z0-9]|-[a-z0-9]){1,7}$/).filter((s) => s.length <= 16);
    const rules: Readonly<Record<string, RegExp>> = {
      databaseAccounts: /^[a-z0-9][a-z0-9-]{1,42}[a-z0-9]$/,
      registries: /^[a-zA-Z0-9]{5,50}$/,
      managedEnvironments: /^[a-z][a-z0-9-]{0,58}[a-z0-9]$/,
      userAssignedIdentities: /^[a-zA-Z0-9][\w-]{2,127}$/,
      workspaces: /^[a-zA-Z0-9][a-zA-Z0-9-]{2,61}[a-zA-Z0-9]$/,
      containerApps: /^(?!.*--)[a-z][a-z0-9-]{0,30}[a-z0-9]$/,
      botServices: /^[a-zA-Z0-9][\w-]{3,41}$/,
    };
    fc.assert(
      fc.property(names, (name) => {
        const all = [deployed(FOUNDATION, { name }), deployed(APP, { name })];
        for (const [type, rule] of Object.entries(rules)) {
          const found = all.flatMap((one) => ofType(one, type));
          assert.equal(found.length, 1);
          assert.match(String(found[0]?.name), rule);
        }
      }),
      { numRuns: 50 },
    );
  });
});

/** Whether one waits for the other, itself or through those that it waits for. */
function waitsFor(of: Deployed, dependsOn: readonly string[], id: string): boolean {
  return dependsOn.some(
    (next) => next === id || waitsFor(of, of.resources.find((one) => one.id === next)?.dependsOn ?? [], id),
  );
}

describe('what Azure is asked for', () => {
  const foundation = deployed(FOUNDATION);
  const app = deployed(APP);

  it('is a database without keys, paid by use, in strong consistency, with seven days to go back to', () => {
    const { properties } = only(foundation, 'databaseAccounts');
    assert.equal(properties['disableLocalAuth'], true);
    assert.equal(properties['disableKeyBasedMetadataWriteAccess'], true);
    assert.deepEqual(properties['capabilities'], [{ name: 'EnableServerless' }]);
    assert.deepEqual(properties['consistencyPolicy'], { defaultConsistencyLevel: 'Strong' });
    const { type, continuousModeProperties } = properties['backupPolicy'] as Record<string, Json>;
    assert.deepEqual([type, continuousModeProperties], ['Continuous', { tier: 'Continuous7Days' }]);
    assert.equal(only(foundation, 'locks').properties['level'], 'CanNotDelete');
  });

  it('is the container that Fadder would make itself, in the database that it opens', () => {
    const { resource } = only(foundation, 'containers').properties as { readonly resource: Json };
    assert.deepEqual(resource, { ...DEFINITION });
    assert.deepEqual(differences(DEFINITION), []);
    assert.deepEqual(needlessPaths(DEFINITION), []);
    const { cosmos } = readConfig(environmentOf(app));
    assert.equal(
      only(foundation, 'containers').id,
      `${only(foundation, 'databaseAccounts').id}/sqlDatabases/${cosmos?.database ?? ''}/containers/${CONTAINER}`,
    );
  });

  it('lets Fadder write documents, and beside it the operators alone', () => {
    const people = ['33333333-3333-4333-8333-333333333333', '44444444-4444-4444-8444-444444444444'];
    const roles = ofType(deployed(FOUNDATION, { operators: people }), 'sqlRoleAssignments');
    const account = only(foundation, 'databaseAccounts').id;
    for (const { properties } of roles) {
      assert.equal(properties['scope'], account);
      assert.match(textOf(properties['roleDefinitionId']), /sqlRoleDefinitions\/0+-0000-0000-0000-0+2$/);
    }
    const [own, ...others] = roles.map(({ properties }) => properties['principalId']);
    assert.deepEqual(others, people);
    assert.deepEqual(
      ofType(foundation, 'sqlRoleAssignments').map(({ properties }) => properties['principalId']),
      [own],
    );
  });

  it('leaves registry and budget out where they are not wanted', () => {
    const without = deployed(FOUNDATION, { createRegistry: false, monthlyBudget: 0 });
    assert.deepEqual([ofType(without, 'registries'), ofType(without, 'roleAssignments')], [[], []]);
    assert.deepEqual(ofType(without, 'budgets'), []);
    assert.equal(without.outputs['registry'], '');
    assert.deepEqual(appOf(deployed(APP, { privateRegistry: false })).configuration.registries, []);
  });

  it('tells somebody before the budget is used up', () => {
    const { amount, notifications, timePeriod } = only(deployed(FOUNDATION, { monthlyBudget: 75 }), 'budgets')
      .properties as Record<string, Json>;
    assert.deepEqual([amount, timePeriod], [75, { startDate: '2026-12-01' }]);
    const all = Object.values(notifications as Record<string, { contactEmails: Json; threshold: number }>);
    assert.ok(all.length > 0 && all.every(({ threshold }) => threshold <= 100));
    for (const { contactEmails } of all) assert.deepEqual(contactEmails, ['it@example.fi']);
  });

  it('is an identity that is the bot, so that there is no secret', () => {
    const { app: bot, ...config } = readConfig(environmentOf(app));
    const clientId = foundation.outputs['botId'];
    assert.deepEqual(bot, { id: clientId, type: 'UserAssignedMSI', tenant: TENANT });
    assert.equal(config.host, '0.0.0.0');
    assert.equal(config.publicUrl, `https://${textOf(foundation.outputs['host'])}`);
    assert.deepEqual([config.trustedTenants, config.allowedTenants], [[TENANT], []]);
    const { properties } = only(app, 'botServices');
    assert.equal(properties['msaAppType'], 'UserAssignedMSI');
    assert.equal(properties['msaAppId'], clientId);
    assert.equal(properties['msaAppMSIResourceId'], only(foundation, 'userAssignedIdentities').id);
    assert.equal(properties['endpoint'], `${config.publicUrl}/api/messages`);
    assert.deepEqual(appOf(app).configuration.secrets, []);
  });

  it('is an app registration with its secret where tenants beside the organiser’s add the app', () => {
    const appId = '55555555-5555-4555-8555-555555555555';
    const trustedTenants = [TENANT, '66666666-6666-4666-8666-666666666666'];
    const other = deployed(APP, {
      ...{ appId, appPassword: 'quite secret', domain: 'fadder.example.fi' },
      ...{ trustedTenants, allowedTenants: trustedTenants },
    });
    const config = readConfig(environmentOf(other));
    assert.deepEqual(config.app, {
      id: appId,
      type: 'SingleTenant',
      tenant: TENANT,
      password: 'quite secret',
    });
    assert.equal(config.publicUrl, 'https://fadder.example.fi');
    assert.deepEqual([config.trustedTenants, config.allowedTenants], [trustedTenants, trustedTenants]);
    const { properties } = only(other, 'botServices');
    const { msaAppType, msaAppId, msaAppMSIResourceId, endpoint } = properties;
    assert.deepEqual([msaAppType, msaAppId, msaAppMSIResourceId], ['SingleTenant', appId, null]);
    assert.equal(endpoint, 'https://fadder.example.fi/api/messages');
    const outside = JSON.stringify(other.resources).replace('"value":"quite secret"', '');
    assert.ok(!outside.includes('quite secret'), 'it stands among the secrets alone');
  });

  it('reads a restored database where one is named', () => {
    const restored = environmentOf(deployed(APP, { cosmosAccount: 'fadder-restored' }));
    assert.equal(restored['COSMOS_ENDPOINT'], 'https://fadder-restored.documents.azure.com:443/');
    assert.equal(environmentOf(app)['COSMOS_ENDPOINT'], foundation.outputs['cosmosEndpoint']);
  });

  it('sets nothing that nobody reads', () => {
    const known = [...Object.keys(variables), ...OTHER_SETTINGS];
    for (const name of Object.keys(environmentOf(app))) assert.ok(known.includes(name), name);
  });

  it('asks the bot where it answers, and gives it time to end', () => {
    const { configuration, template } = appOf(app);
    const [{ probes }] = template.containers;
    assert.deepEqual(probes.map(({ type, httpGet }) => `${type} ${httpGet.path}`).sort(), [
      'Liveness /healthz',
      'Readiness /readyz',
      'Startup /readyz',
    ]);
    const { port } = readConfig(environmentOf(app));
    assert.deepEqual(dockerfile().ports, [port]);
    assert.equal(configuration.ingress['targetPort'], port);
    // Azure takes no more.
    for (const { httpGet, failureThreshold } of probes)
      assert.ok(httpGet.port === port && failureThreshold <= 10);
    const { sendTimeoutMs } = readConfig({});
    assert.ok(template.terminationGracePeriodSeconds * 1000 >= sendTimeoutMs + 20_000);
    assert.equal(configuration.ingress['allowInsecure'], false);
  });

  it('keeps one instance at least, and never fewer at most than at least', () => {
    assert.throws(() => deployed(APP, { minInstances: 0 }), /minInstances is out of bounds/);
    const { minReplicas, maxReplicas } = appOf(deployed(APP, { minInstances: 5 })).template.scale;
    assert.deepEqual([minReplicas, maxReplicas], [5, 5]);
  });

  it('binds a domain once its certificate is there', () => {
    const domain = 'fadder.example.fi';
    const bound = (given: Readonly<Record<string, Json>>) =>
      appOf(deployed(APP, given)).configuration.ingress['customDomains'];
    assert.deepEqual(bound({}), []);
    assert.deepEqual(bound({ domain }), [{ name: domain, bindingType: 'Disabled' }]);
    assert.deepEqual(bound({ domain, certificateId: '/c' }), [
      { name: domain, bindingType: 'SniEnabled', certificateId: '/c' },
    ]);
  });

  it('is reached through Teams, and through no other channel', () => {
    assert.equal(only(app, 'channels').properties['channelName'], 'MsTeamsChannel');
  });
});
