import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'The environment is read in bot/config.ts alone.',
};
const DOUBLE_ASSERTION = {
  selector: "TSAsExpression > TSAsExpression[typeAnnotation.type='TSUnknownKeyword']",
  message: 'Check the value instead of asserting through unknown.',
};
const CLOCK_AND_CHANCE = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take `now` as an argument.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take `now` as an argument.',
  },
  {
    selector: "CallExpression[callee.object.name='DateTime'][callee.property.name='now']",
    message: 'Take `now` as an argument.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Take chance as an argument.',
  },
  { selector: "CallExpression[callee.name='randomUUID']", message: 'Take chance as an argument.' },
];

export default defineConfig(
  { ignores: ['coverage/', 'test-results/', '.data/', '.cards/'] },
  // Exceptions stand here, where they are seen, and not in the code.
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // `modified`: an exhaustive switch counts once, however many members its union has.
      complexity: ['error', { max: 25, variant: 'modified' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-depth': ['error', 4],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
      'no-console': 'error',
      // Code that cleans what people wrote has to name what it removes.
      'no-control-regex': 'off',
      'no-misleading-character-class': ['error', { allowEscape: true }],
      'no-param-reassign': 'error',
      'object-shorthand': 'error',
      'no-restricted-syntax': ['error', ENVIRONMENT, DOUBLE_ASSERTION, ...CLOCK_AND_CHANCE],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // Text is counted and cut by code points.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // An adapter that answers at once still answers with a promise, and fails with a rejected one.
      '@typescript-eslint/require-await': 'off',
      // Schema builders are taken apart by name; they do not use `this`.
      '@typescript-eslint/unbound-method': 'off',
      // One type parameter used once documents what a reader of the store expects.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    // The edges: adapters and composition roots.
    files: ['bot/**', 'deploy/**', 'services/store/**'],
    rules: { 'no-restricted-syntax': ['error', ENVIRONMENT, DOUBLE_ASSERTION] },
  },
  { files: ['bot/config.ts'], rules: { 'no-restricted-syntax': ['error', DOUBLE_ASSERTION] } },
  { files: ['bot/cli/**', 'bot/serve.ts', 'deploy/**'], rules: { 'no-console': 'off' } },
  {
    // A text run's `bold` and `small` are taken for the methods of String, its alternative.
    files: ['cards/**'],
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
  // Lists of words, not code.
  { files: ['cards/words/**'], rules: { 'max-lines': ['error', { max: 600 }] } },
  {
    // Scripts of a page: plain, since a browser runs them as they are.
    files: ['test/gallery/page/*.js', 'bot/cli/{page,rehearsal}/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...['document', 'getComputedStyle', 'IntersectionObserver', 'location', 'NodeFilter'],
          ...['URLSearchParams', 'window', 'AdaptiveCards', 'make', 'drawCard', 'gallery', 'rehearsal'],
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['test/**'],
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      'no-console': 'off',
      'no-restricted-syntax': ['error', DOUBLE_ASSERTION],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
