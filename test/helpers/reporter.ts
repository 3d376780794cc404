import Mocha from 'mocha';

const { Base, Dot, Spec } = Mocha.reporters;

/**
 * Mocha's own `spec` output (`dot` with `--reporter-option quiet`), closed by what was skipped and one plain line
 * that a script can read: `N passed, N failed, N skipped`.
 */
export default class ClosingLine extends Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions = {}) {
    super(runner, options);
    const Shown = isQuiet(options) ? Dot : Spec;
    new Shown(runner, options);
    const skipped: string[] = [];
    runner.on('pending', (test) => skipped.push(test.fullTitle()));
    // The one shown registered its summary first, so this line comes after it.
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      for (const title of skipped) console.log(`Skipped: ${title}`);
      console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
    });
  }
}

function isQuiet({ reporterOptions }: Mocha.MochaOptions): boolean {
  return typeof reporterOptions === 'object' && reporterOptions !== null && 'quiet' in reporterOptions;
}
