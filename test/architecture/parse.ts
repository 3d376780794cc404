import ts from 'typescript';
import { effectsOnImport } from './effects.ts';

export interface Import {
  /** As written: './port.ts', 'node:fs', 'botbuilder'. */
  readonly specifier: string;
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean;
  readonly line: number;
}

/** What the rules need to know of a file; `path` is from the project's top, with slashes. */
export interface SourceFacts {
  readonly path: string;
  readonly imports: readonly Import[];
  readonly environmentReads: readonly number[];
  /** Where a quotation mark is doubled, as in a cell of a CSV file. */
  readonly quotesCells: readonly number[];
  readonly effects: readonly { readonly what: string; readonly line: number }[];
}

export function parse(path: string, text: string): SourceFacts {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TS);
  const line = (node: ts.Node): number => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const imports: Import[] = [];
  const environmentReads: number[] = [];
  const quotesCells: number[] = [];
  visit(source, (node) => {
    const found = importIn(node);
    if (found) imports.push({ ...found, line: line(node) });
    if (readsEnvironment(node)) environmentReads.push(line(node));
    if (ts.isStringLiteralLike(node) && node.text === '""') quotesCells.push(line(node));
  });
  const effects = effectsOnImport(source).map(({ what, node }) => ({ what, line: line(node) }));
  return { path, imports, environmentReads, quotesCells, effects };
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

function importIn(node: ts.Node): Omit<Import, 'line'> | undefined {
  if (ts.isImportDeclaration(node)) return named(node.moduleSpecifier, onlyTypes(node.importClause));
  if (ts.isExportDeclaration(node)) return named(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return named(node.argument.literal, true);
  if (ts.isCallExpression(node) && loads(node.expression)) return named(node.arguments[0], false);
  return undefined;
}

function named(specifier: ts.Node | undefined, typeOnly: boolean): Omit<Import, 'line'> | undefined {
  return specifier && ts.isStringLiteralLike(specifier) ? { specifier: specifier.text, typeOnly } : undefined;
}

function onlyTypes(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** `import(…)`, `require(…)`, `require.resolve(…)`, `import.meta.resolve(…)`. */
function loads(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  return /^(require|require\.resolve|import\.meta\.resolve)$/.test(callee.getText());
}

/** `process.env`, `process['env']`, `import { env } from 'node:process'`, `const { env } = process`. */
function readsEnvironment(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return isProcess(node.expression) && node.name.text === 'env';
  if (ts.isElementAccessExpression(node)) {
    const key = node.argumentExpression;
    return isProcess(node.expression) && ts.isStringLiteralLike(key) && key.text === 'env';
  }
  if (ts.isBindingElement(node))
    return (node.propertyName ?? node.name).getText() === 'env' && ofProcess(node);
  if (!ts.isImportDeclaration(node) || !/^.(node:)?process.$/.test(node.moduleSpecifier.getText()))
    return false;
  const bindings = node.importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.some((element) => (element.propertyName ?? element.name).text === 'env');
}

/** Whether `{ … }` takes its properties from `process`. */
function ofProcess({ parent }: ts.BindingElement): boolean {
  const declaration = parent.parent;
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  return isProcess(declaration.initializer);
}

function isProcess(node: ts.Expression): boolean {
  return /^(globalThis\.)?process$/.test(node.getText());
}
