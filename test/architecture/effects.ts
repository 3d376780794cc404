import ts from 'typescript';

/**
 * What a module does merely by being imported. A module may declare: types, functions, classes and constants
 * computed from pure calls. Statements that run, variables that can be reassigned, `await`, and calls of
 * things known to reach outside (Node's modules, timers, the clock, the console) are effects.
 */
export interface Effect {
  readonly what: string;
  readonly node: ts.Node;
}

/** Node's modules whose functions only compute. */
const PURE_MODULES = new Set(['node:path', 'node:url', 'node:util', 'node:crypto', 'node:assert/strict']);

/** Globals that reach outside when they are called, constructed or read. */
const OUTSIDE = new Set([
  'process',
  'console',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
]);
const OUTSIDE_CALLS = new Set(['Date.now', 'Math.random', 'performance.now', 'DateTime.now', 'randomUUID']);

/** Constructed for a value alone; anything else that is constructed may open something. */
const PURE_CLASSES =
  /^(Map|Set|WeakMap|WeakSet|RegExp|URL|TextEncoder|TextDecoder|Intl\.\w+|\w*Format|Date|Error)$/;

export function effectsOnImport(source: ts.SourceFile): Effect[] {
  const outside = new Set([...OUTSIDE, ...effectfulImports(source)]);
  return source.statements.flatMap((statement) => effectsOf(statement, outside));
}

/** Local names that come from Node's modules, save the pure ones. */
function effectfulImports(source: ts.SourceFile): string[] {
  return source.statements.filter(ts.isImportDeclaration).flatMap((declaration) => {
    const { text } = declaration.moduleSpecifier as ts.StringLiteral;
    if (!text.startsWith('node:') || PURE_MODULES.has(text)) return [];
    return namesIn(declaration.importClause);
  });
}

function namesIn(clause: ts.ImportClause | undefined): string[] {
  const bindings = clause?.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
  const namespace = bindings && ts.isNamespaceImport(bindings) ? [bindings.name.text] : [];
  return [...(clause?.name ? [clause.name.text] : []), ...named, ...namespace];
}

function effectsOf(statement: ts.Statement, outside: ReadonlySet<string>): Effect[] {
  if (ts.isVariableStatement(statement)) {
    const declared = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword);
    if (declared) return [];
    const constant = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
    const state = constant ? [] : [{ what: 'a module variable that can change', node: statement }];
    return [...state, ...run(statement, outside)];
  }
  if (ts.isClassDeclaration(statement) || ts.isExportAssignment(statement)) return run(statement, outside);
  return DECLARATIONS.some((is) => is(statement)) ? [] : [{ what: 'a statement that runs', node: statement }];
}

const DECLARATIONS = [
  ts.isImportDeclaration,
  ts.isExportDeclaration,
  ts.isFunctionDeclaration,
  ts.isInterfaceDeclaration,
  ts.isTypeAliasDeclaration,
  ts.isModuleDeclaration,
];

/** Effects of what is evaluated at once; the bodies of functions, methods and fields wait for their call. */
function run(node: ts.Node, outside: ReadonlySet<string>): Effect[] {
  if (ts.isFunctionLike(node) || ts.isTypeNode(node) || isInstanceField(node)) return [];
  const children: Effect[] = [];
  ts.forEachChild(node, (child) => void children.push(...run(child, outside)));
  const what = effectOf(node, outside);
  return what ? [{ what, node }, ...children] : children;
}

function isInstanceField(node: ts.Node): boolean {
  if (!ts.isPropertyDeclaration(node)) return false;
  return !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
}

function effectOf(node: ts.Node, outside: ReadonlySet<string>): string | undefined {
  if (ts.isAwaitExpression(node)) return 'await';
  if (ts.isClassStaticBlockDeclaration(node)) return 'a static block';
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const callee = node.expression.getText();
  const root = /^\w+/.exec(callee)?.[0] ?? '';
  if (outside.has(root) || OUTSIDE_CALLS.has(callee)) return `a call of ${callee}`;
  if (!ts.isNewExpression(node)) return undefined;
  if (callee === 'Date' && !node.arguments?.length) return 'a look at the clock';
  return PURE_CLASSES.test(callee) ? undefined : `new ${callee}`;
}
