/** A node of the library's syntax tree, after its post-processing. Positions count UTF-16 units, after the token. */
export interface Node {
  type: string;
  value?: unknown;
  position?: number;
  // path
  steps?: Node[];
  keepSingletonArray?: boolean;
  tuple?: unknown;
  // any node
  predicate?: Filter[];
  stages?: Filter[];
  keepArray?: boolean;
  consarray?: boolean;
  group?: Group;
  focus?: string;
  index?: string;
  ancestor?: unknown;
  // operators and constructors
  lhs?: Node | [Node, Node][];
  rhs?: Node;
  expression?: Node;
  expressions?: Node[];
  // condition
  condition?: Node;
  then?: Node;
  else?: Node;
  // functions
  procedure?: Node;
  arguments?: Node[];
  body?: Node;
  thunk?: boolean;
  signature?: unknown;
  // sort and transform
  terms?: { descending: boolean; expression: Node }[];
  pattern?: Node;
  update?: Node;
  delete?: Node;
}

/** `[…]` after a step: a predicate, or `#$i`, which names the position. */
export interface Filter {
  type: "filter" | "index";
  expr: Node;
  value?: string;
}

/** `{…}` after an expression: pairs of key and value. */
export interface Group {
  lhs: [Node, Node][];
  position: number;
}

/** What the library throws: a code of its catalogue and the values its message mentions. */
export interface LibraryError {
  code: string;
  message?: string;
  position?: number;
  token?: string;
  value?: unknown;
  [insert: string]: unknown;
}

/** Variables of an expression, one frame inside another. */
export interface Frame {
  bind(name: string, value: unknown): void;
  lookup(name: string): unknown;
  base: BaseFrame;
}

/** The outermost frame of one evaluation: what lies outside the expression, and the guards. */
export interface BaseFrame extends Frame {
  depth: number;
  options: { sequence: number };
  timestamp: unknown;
  global: unknown;
  RegexEngine: unknown;
  /** Called on entry to every node. */
  guardrails(): void;
  /** Called with the value of every node. */
  charge(value: unknown): void;
  createSequence(...one: unknown[]): unknown[];
}

/** A built-in function with its argument check. */
export interface FunctionValue {
  implementation: (this: unknown, ...args: never[]) => unknown;
  signature?: { validate(args: unknown[], context: unknown): unknown[] };
}

/** What the library takes from outside. */
export interface Host {
  random(): number;
  btoa(text: string): string;
  atob(text: string): string;
  concat(left: string, right: string): string;
  /** Copies an operand for the operators that use it twice. */
  copy(node: Node): Node;
  parseDate(text: string): number;
  /** Calls a function that is not written in the expression. */
  call(procedure: FunctionValue, focus: unknown, args: readonly unknown[]): unknown;
  /** Told of every comparison of two values, before it is made. */
  compare(value: unknown): void;
  /** A regular expression that did not come from the expression. */
  regex(source: string, flags: string): { exec(text: string): RegExpExecArray | null };
}

/** The parts of the library this interpreter uses. */
export interface Library {
  parser(text: string, recover?: boolean): Node;
  evaluate(node: Node, input: unknown, frame: Frame): unknown;
  apply(procedure: unknown, args: unknown[], input: unknown, frame: Frame): unknown;
  defineFunction(implementation: unknown, signature?: string): FunctionValue;
  populateMessage(error: LibraryError): void;
  staticFrame: Frame;
  functions: Record<string, (...args: never[]) => unknown>;
  datetime: { fromMillis(millis: number, picture?: string, timezone?: string): string };
}
