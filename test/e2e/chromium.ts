import { accessSync, constants, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/** Commands that start a Chromium, in order of preference. */
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const USUAL_PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'Chromium/Application/chrome.exe',
    'Google/Chrome/Application/chrome.exe',
    'Microsoft/Edge/Application/msedge.exe',
  ].flatMap((place) =>
    ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((root) =>
      join(process.env[root] ?? 'C:/', place),
    ),
  ),
};

/** Where Playwright keeps the browsers it has downloaded, and where in one of them the executable is. */
const PLAYWRIGHT_CACHE: Partial<Record<NodeJS.Platform, string>> = {
  linux: join(homedir(), '.cache/ms-playwright'),
  darwin: join(homedir(), 'Library/Caches/ms-playwright'),
  win32: join(process.env['LOCALAPPDATA'] ?? homedir(), 'ms-playwright'),
};
const PLAYWRIGHT_EXECUTABLES = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-win/chrome.exe',
  'chrome-win64/chrome.exe',
];

function onPath(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return COMMANDS.flatMap((command) => ['/usr/bin', ...folders].map((folder) => join(folder, command)));
}

function inPlaywrightCache(): string[] {
  const cache = PLAYWRIGHT_CACHE[process.platform];
  if (!cache) return [];
  const browsers = listed(cache).filter((name) => /^chromium-\d+$/.test(name));
  const newestFirst = browsers.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
  return newestFirst.flatMap((name) =>
    PLAYWRIGHT_EXECUTABLES.map((executable) => join(cache, name, executable)),
  );
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The path of a Chromium (or Chrome, or Edge) on this machine; `undefined` when none is found.
 * `CHROMIUM_PATH` goes before all else, and nothing else is tried when it is set.
 */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return executable(named) ? named : undefined;
  return [...onPath(), ...(USUAL_PLACES[process.platform] ?? []), ...inPlaywrightCache()].find(executable);
}

export const MISSING =
  'NO CHROMIUM FOUND. Install one (Debian, Ubuntu: apt-get install chromium; macOS: brew install --cask ' +
  'chromium) or set CHROMIUM_PATH to its executable';

/**
 * A suite that needs a browser: `suite` gets the path of one. Without one it becomes a pending test that says
 * so loudly, or a failing one when `FADDER_REQUIRE_E2E=1`.
 */
export function describeInChromium(
  title: string,
  suite: (this: Mocha.Suite, chromium: string) => void,
): void {
  const chromium = findChromium();
  describe(title, function () {
    if (chromium) suite.call(this, chromium);
    else if (process.env['FADDER_REQUIRE_E2E'] === '1') {
      it('finds a Chromium', () => {
        throw new Error(MISSING);
      });
    } else it(`END-TO-END TESTS SKIPPED: ${MISSING}`);
  });
}
