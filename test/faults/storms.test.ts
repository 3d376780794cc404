import { storms } from './storms.ts';

const SEED = 20_231_101;
const PEOPLE = 300;

describe('sending through', function () {
  this.timeout(60_000);
  for (const storm of storms) it(storm.name, () => storm.run(PEOPLE, SEED));
});
