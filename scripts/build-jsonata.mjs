// Makes the installed jsonata library synchronous and free of clock, randomness and globals, and writes it as one
// TypeScript module: packages/asl-core/src/language/jsonata/generated/library.ts (never committed).
//
//   node scripts/build-jsonata.mjs [--force]
//
// The published library is async only because a host function might be. ASL has no host functions, so every `async`,
// `await`, `Promise.all` and promise check can go. The work is done on the syntax tree; every rule below states how
// often it must apply, and a list of names that must be gone is checked at the end: a new release of the library that
// does not fit makes the build fail instead of changing behaviour.
//
// Besides, internal marks on values (`sequence`, `_jsonata_lambda`, …) become symbols, so that user data with such keys
// cannot be taken for them; error objects lose their stacks (costly, and never shown); tracing callbacks are dropped;
// the public wrapper is replaced by the parts that evaluator.ts needs; and the parser sets up its grammar once instead of
// for every text, which costs ten times what parsing does and as much memory in every tree that is kept.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const core = join(root, "packages", "asl-core");
const require = createRequire(join(core, "package.json"));
const libraryFile = require.resolve("jsonata");
const outFile = join(core, "src", "language", "jsonata", "generated", "library.ts");

const f = ts.factory;
const MARKS = new Set([
  "sequence",
  "keepSingleton",
  "tupleStream",
  "outerWrapper",
  "cons",
  "_jsonata_lambda",
  "_jsonata_function",
]);
const MODULES = ["datetime", "functions", "jsonata", "parser", "signature", "utils"];
const ORDER = ["utils", "signature", "parser", "functions", "datetime", "jsonata"];
const FORBIDDEN = new RegExp(
  [
    String.raw`\basync\b|\bawait\b|isParallelCall|\bPromise\b|\bisPromise\b|\beval\(|new Function`,
    String.raw`\bDate\.(now|parse)\b|new Date\(\)|Math\.random|\brequire\b|\bglobal\.|\bwindow\b|\bself\.atob|\bprocess\b|\bBuffer\b`,
    String.raw`\._jsonata_|\b_jsonata_\w+:|(?<!marks)\.(keepSingleton|tupleStream|outerWrapper)\b`,
  ].join("|"),
);

/** How often each rule applied; compared with EXPECTED at the end. */
const applied = {};
const count = (rule) => void (applied[rule] = (applied[rule] ?? 0) + 1);
/** Rules whose number tells that the library still looks the way this script knows it. */
const EXPECTED = {
  require: 9,
  "Promise.all": 2,
  "promise check": 7,
  "promise helper": 1,
  "promise export": 1,
  "tracing callback": 6,
  random: 2,
  "local time": 1,
  base64: 2,
  wrapper: 1,
  "exports of the evaluator": 1,
  "entry point": 1,
  charge: 1,
  "string limit": 1,
  "parallel flag": 4,
  "copy of an operand": 2,
  "call of a function": 1,
  comparison: 1,
  "pattern of a picture": 1,
  parser: 1,
  "state of the parser": 4,
};

function main() {
  const source = readFileSync(libraryFile, "utf8");
  const stamp = createHash("sha256")
    .update(source)
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest("hex");
  if (!process.argv.includes("--force") && upToDate(stamp)) return;
  const text = generate(source, stamp);
  mkdirSync(dirname(outFile), { recursive: true });
  writeFileSync(outFile, text);
}

function upToDate(stamp) {
  return existsSync(outFile) && readFileSync(outFile, "utf8").slice(0, 400).includes(stamp);
}

function generate(source, stamp) {
  const bodies = moduleBodies(ts.createSourceFile("jsonata.js", source, ts.ScriptTarget.ES2022, true));
  const printer = ts.createPrinter({ removeComments: true });
  const modules = ORDER.map((name) => printModule(name, bodies[name], printer));
  const code = modules.join("\n");
  check(code);
  return `${banner(stamp)}${code}\n  return jsonata;\n}\n`;
}

function banner(stamp) {
  const { version } = JSON.parse(readFileSync(join(dirname(libraryFile), "package.json"), "utf8"));
  return `// @ts-nocheck
// Generated from jsonata ${version} by scripts/build-jsonata.mjs; do not edit. ${stamp}
/*! JSONata: (c) Copyright IBM Corp. 2016, 2018, MIT License */
import type { Host, Library } from "../library.js";
import { marks } from "../marks.js";

/** One instance of the library. All work happens inside, so that loading this module costs next to nothing. */
export function createLibrary(host: Host): Library {
`;
}

/** The bundle is a call whose argument is a table of modules: number → [function (require, module, exports) {…}, …]. */
function moduleBodies(file) {
  const bodies = {};
  const visit = (node) => {
    if (
      ts.isPropertyAssignment(node) &&
      ts.isNumericLiteral(node.name) &&
      ts.isArrayLiteralExpression(node.initializer)
    ) {
      const [definition] = node.initializer.elements;
      bodies[MODULES[Number(node.name.text) - 1]] = unwrapGlobal(definition.body.statements);
    } else ts.forEachChild(node, visit);
  };
  visit(file);
  if (Object.keys(bodies).length !== MODULES.length) throw new Error("jsonata: the bundle is not built as expected");
  return bodies;
}

/** A module that mentions `global` is wrapped once more: (function (global) {(function () {…}).call(this)}).call(…). */
function unwrapGlobal(statements) {
  const [only] = statements;
  if (statements.length !== 1 || !ts.isExpressionStatement(only) || !ts.isCallExpression(only.expression))
    return statements;
  let found;
  const visit = (node) => {
    if (ts.isFunctionExpression(node)) {
      const inner = node.body.statements;
      if (inner.length > 1) return void (found ??= inner);
    }
    ts.forEachChild(node, visit);
  };
  visit(only);
  if (!found) throw new Error("jsonata: a module is not wrapped as expected");
  return found;
}

function printModule(name, statements, printer) {
  const file = ts.createSourceFile(`${name}.js`, "", ts.ScriptTarget.ES2022);
  const result = ts.transform(f.createBlock(statements, true), [transformer(name)]);
  const lines = result.transformed[0].statements
    .map((statement) => (isModuleExport(statement) ? exported(name, statement) : statement))
    .filter((statement) => statement !== undefined)
    .map((statement) => printer.printNode(ts.EmitHint.Unspecified, statement, statements[0].getSourceFile() ?? file));
  return lines.join("\n");
}

const isModuleExport = (node) =>
  ts.isExpressionStatement(node) &&
  ts.isBinaryExpression(node.expression) &&
  node.expression.left.getText?.() === "module.exports";

/** A module is known to the others by its file's name. */
function exported(name, statement) {
  const local = statement.expression.right.text;
  return local === name ? undefined : constant(name, f.createIdentifier(local));
}

function transformer(module) {
  return (context) => (start) => {
    const visit = (node) => {
      const replaced = rewrite(node, module, visit, context);
      return replaced === undefined ? ts.visitEachChild(node, visit, context) : replaced;
    };
    return ts.visitEachChild(start, visit, context);
  };
}

const declared = new Set(); // other names under which modules know each other
const REMOVE = []; // what a visitor returns to drop a statement

/** The rules. Returns undefined where none applies. */
function rewrite(node, module, visit, context) {
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return (count("async"), REMOVE);
  if (ts.isAwaitExpression(node)) return (count("await"), ts.visitNode(node.expression, visit));
  if (ts.isVariableStatement(node)) return rewriteVariable(node, module, visit);
  if (ts.isExpressionStatement(node)) return rewriteStatement(node, module);
  if (ts.isIfStatement(node)) return rewriteIf(node);
  if (ts.isFunctionDeclaration(node)) return rewriteFunction(node, visit, context);
  if (ts.isReturnStatement(node)) return rewriteReturn(node, module);
  if (ts.isPropertyAssignment(node)) return rewriteProperty(node, visit);
  if (ts.isShorthandPropertyAssignment(node) && node.name.text === "isPromise")
    return (count("promise export"), REMOVE);
  if (ts.isPropertyAccessExpression(node)) return rewriteAccess(node, visit);
  if (ts.isCallExpression(node)) return rewriteCall(node, visit);
  if (ts.isNewExpression(node) && node.getText() === "new RegExp(fullRegex, 'i')")
    return (count("pattern of a picture"), parseExpression("host.regex(fullRegex, 'i')"));
  return undefined;
}

function rewriteVariable(node, module, visit) {
  const [declaration] = node.declarationList.declarations;
  if (module === "parser" && declaration.name.text === "parser" && ts.isFunctionExpression(declaration.initializer))
    return (count("parser"), preparedParser(declaration.initializer, visit));
  const text = declaration.initializer?.getText() ?? "";
  if (/^require\('\.\/(\w+)'\)$/.test(text)) {
    count("require");
    const name = /'\.\/(\w+)'/.exec(text)[1];
    const local = declaration.name.text;
    return local === name || declared.has(local)
      ? REMOVE
      : (declared.add(local), constant(local, f.createIdentifier(name)));
  }
  if (text === "utils.isPromise") return (count("promise check"), REMOVE);
  if (/^\w+\.lookup\(Symbol\.for\('jsonata\./.test(text)) return (count("tracing callback"), REMOVE);
  if (/^typeof window !== 'undefined'/.test(text)) {
    count("base64");
    return constant(
      declaration.name.text,
      f.createPropertyAccessExpression(f.createIdentifier("host"), declaration.name.text),
    );
  }
  return undefined;
}

/**
 * The parser is `function (source, recover) {grammar; lexer = tokenizer(source); parsing}`. The grammar is set up once;
 * what it declares to hold the state of one parse is set again before each. It does not call itself.
 */
function preparedParser(parser, visit) {
  const { statements } = parser.body;
  const start = statements.findIndex((one) => one.getText() === "lexer = tokenizer(source);");
  if (start < 0) throw new Error("jsonata: the parser is not built as expected");
  const state = statements.slice(0, start).filter(holdsState);
  const resets = state.map(({ declarationList: { declarations } }) => {
    count("state of the parser");
    return parseStatement(`${declarations[0].name.text} = ${declarations[0].initializer.getText()};`);
  });
  const parse = f.createFunctionExpression(
    undefined,
    undefined,
    undefined,
    undefined,
    ["text", "recovering"].map((name) => f.createParameterDeclaration(undefined, undefined, name)),
    undefined,
    f.createBlock(
      [
        parseStatement("source = text;"),
        parseStatement("recover = recovering;"),
        ...resets,
        ...ts.visitNodes(f.createNodeArray(statements.slice(start)), visit),
      ],
      true,
    ),
  );
  const grammar = ts.visitNodes(f.createNodeArray(statements.slice(0, start)), visit);
  const body = [parseStatement("var source, recover;"), ...grammar, f.createReturnStatement(parse)];
  return constant("parser", f.createImmediatelyInvokedFunctionExpression(body));
}

/** A list or a counter that parsing adds to; the table of symbols belongs to the grammar. */
const holdsState = (node) => {
  if (!ts.isVariableStatement(node)) return false;
  const { initializer } = node.declarationList.declarations[0];
  return initializer !== undefined && /^(\[\]|0)$/.test(initializer.getText());
};

function rewriteStatement(node, module) {
  const text = node.getText();
  if (module === "jsonata" && text.startsWith("jsonata.parser = parser")) return (count("wrapper"), REMOVE);
  if (module === "jsonata" && text === "environment.base.depth--;") {
    count("charge");
    return [node, parseStatement("environment.base.charge(result);")];
  }
  if (text.startsWith("environment.isParallelCall =")) return (count("parallel flag"), REMOVE);
  if (text === "result = lstr.concat(rstr);") {
    count("string limit");
    return parseStatement("result = host.concat(lstr, rstr);");
  }
  return undefined;
}

function rewriteIf(node) {
  const condition = node.expression.getText();
  if (/^isPromise\(/.test(condition)) return (count("promise check"), REMOVE);
  if (/^(entry|exit|framePush)Callback$/.test(condition)) return (count("tracing callback"), REMOVE);
  return undefined;
}

function rewriteFunction(node, visit, context) {
  if (node.name?.text === "isDeepEqual") {
    count("comparison");
    const copy = ts.visitEachChild(node, visit, context);
    const body = f.createBlock([parseStatement("host.compare(lhs);"), ...copy.body.statements], true);
    return f.createFunctionDeclaration(undefined, undefined, copy.name, undefined, copy.parameters, undefined, body);
  }
  if (node.name?.text === "isPromise") return (count("promise helper"), REMOVE);
  if (node.name?.text === "jsonata") return (count("entry point"), REMOVE);
  return undefined;
}

/** The evaluator module gives away its parts instead of the wrapper around them. */
function rewriteReturn(node, module) {
  if (module !== "jsonata" || node.expression?.getText() !== "jsonata") return undefined;
  count("exports of the evaluator");
  return parseStatement(
    "return { parser, evaluate, apply, createFrame, defineFunction, populateMessage, staticFrame, functions: fn, datetime, utils };",
  );
}

function rewriteProperty(node, visit) {
  if (node.name.getText() === "async" || node.name.getText() === "isParallelCall")
    return (count("parallel flag"), REMOVE);
  if (node.name.getText() === "stack" && node.initializer.getText() === "(new Error()).stack")
    return (count("stack"), REMOVE);
  if (ts.isIdentifier(node.name) && MARKS.has(node.name.text)) {
    count("mark");
    return f.createPropertyAssignment(
      f.createComputedPropertyName(mark(node.name.text)),
      ts.visitNode(node.initializer, visit),
    );
  }
  return undefined;
}

function rewriteAccess(node, visit) {
  const name = node.name.text;
  if (MARKS.has(name) && !/options$/.test(node.expression.getText())) {
    count("mark");
    return f.createElementAccessExpression(ts.visitNode(node.expression, visit), mark(name));
  }
  return undefined;
}

function rewriteCall(node, visit) {
  const callee = node.expression.getText();
  if (node.getText() === "proc.implementation.apply(focus, validatedArgs)")
    return (count("call of a function"), parseExpression("host.call(proc, focus, validatedArgs)"));
  if (callee === "Promise.all") return (count("Promise.all"), ts.visitNode(node.arguments[0], visit));
  if (callee === "JSON.parse" && node.getText() === "JSON.parse(JSON.stringify(left))")
    return (count("copy of an operand"), parseExpression("host.copy(left)"));
  if (callee === "Date.parse") return (count("local time"), parseExpression("host.parseDate(timestamp)"));
  if (callee === "Math.random") return (count("random"), parseExpression("host.random()"));
  if (callee === "Object.defineProperty" && node.arguments[1].getText() === "'cons'") {
    count("mark");
    return f.createCallExpression(node.expression, undefined, [
      ts.visitNode(node.arguments[0], visit),
      mark("cons"),
      ts.visitNode(node.arguments[2], visit),
    ]);
  }
  return undefined;
}

const mark = (name) => f.createPropertyAccessExpression(f.createIdentifier("marks"), name.replace("_jsonata_", ""));

const constant = (name, value) =>
  f.createVariableStatement(
    undefined,
    f.createVariableDeclarationList(
      [f.createVariableDeclaration(name, undefined, undefined, value)],
      ts.NodeFlags.Const,
    ),
  );

/** New nodes must not point into another source text, or the printer would read their literals from there. */
function parseStatement(text) {
  const [statement] = ts.createSourceFile("new.js", text, ts.ScriptTarget.ES2022, true).statements;
  return detached(statement);
}
const parseExpression = (text) => parseStatement(text).expression;

function detached(node) {
  const visit = (child) => detached(child);
  const copy = ts.visitEachChild(node, visit, undefined);
  const fresh = copy === node ? cloneNode(node) : copy;
  return ts.setTextRange(fresh, { pos: -1, end: -1 });
}

function cloneNode(node) {
  if (ts.isIdentifier(node)) return f.createIdentifier(node.text);
  if (ts.isStringLiteral(node)) return f.createStringLiteral(node.text);
  return node;
}

function check(code) {
  for (const [rule, times] of Object.entries(EXPECTED))
    if (applied[rule] !== times)
      throw new Error(`jsonata: rule "${rule}" applied ${applied[rule] ?? 0} times, not ${times}`);
  for (const rule of ["async", "await", "stack", "mark"])
    if (!applied[rule]) throw new Error(`jsonata: rule "${rule}" never applied`);
  const line = code.split("\n").find((text) => FORBIDDEN.test(text));
  if (line) throw new Error(`jsonata: something unexpected remains: ${line.trim()}`);
}

main();
