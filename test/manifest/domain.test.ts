import assert from 'node:assert/strict';
import { domainProblem } from '../../manifest/domain.ts';

describe('the host that Teams is told of', () => {
  it('is a public name', () => {
    for (const domain of [
      'fadder.example.fi',
      'fadder-1.azurewebsites.net',
      'a.b.c.example.org',
      'xn--hyv-sla.fi',
    ])
      assert.equal(domainProblem(domain), undefined, domain);
  });

  for (const [domain, problem] of [
    ['https://fadder.example.fi', /leave out https/],
    ['fadder.example.fi/api', /leave out https/],
    ['me@example.fi', /leave out https/],
    ['fadder.example.fi:3978', /leave out the port/],
    ['::1', /leave out the port/],
    ['*.azurewebsites.net', /a wildcard takes in hosts that are not yours/],
    ['*.example.fi', /a wildcard/],
    ['azurewebsites.net', /shared by many/],
    ['10.0.0.1', /address in numbers/],
    ['localhost', /cannot be reached from Teams/],
    ['fadder', /cannot be reached from Teams/],
    ['hyvä.fi', /should be written as xn--hyv-sla\.fi/],
    ['fadder..example.fi', /is not the name of a host/],
    ['-fadder.example.fi', /is not the name of a host/],
    ['fadder_1.example.fi', /is not the name of a host/],
    ['fadder.example.fi.', /is not the name of a host/],
    [`${'a.'.repeat(130)}fi`, /is longer than/],
    ['', /cannot be reached/],
  ] as const)
    it(`is not “${domain.slice(0, 40)}”, and the words say why`, () => {
      assert.match(domainProblem(domain) ?? 'no problem', problem);
    });
});
