/** Codes of refusals, beside those of JSON-RPC 2.0 itself. */
export const CODES = {
  /** The run goes on: `pause` it first. */
  BUSY: 1,
  /** Nothing is debugged, or this host does not do that. */
  UNAVAILABLE: 2,
  /** There is no such position, frame, task or value here: a RangeError. */
  RANGE: 3,
  /** A value that cannot serve: a TypeError. */
  TYPE: 4,
  /** An expression that cannot be read; `data.offset` in it. */
  SYNTAX: 5,
  /** An expression without a value: `data.error`, `data.cause`. */
  STATES: 6,
  /** A text that cannot be read; `data.diagnostics` where it is a definition, `data.hint`. */
  TEXT: 7,
  /** More than is taken: `data.limit`. */
  LIMIT: 8,
  INVALID_REQUEST: -32600,
  METHOD_NOT_FOUND: -32601,
  INVALID_PARAMS: -32602,
  INTERNAL: -32603,
  PARSE: -32700,
  /** Only of clients: the connection is closed. */
  CLOSED: -32000,
} as const;
export type Code = (typeof CODES)[keyof typeof CODES];

/** What is wrong with a definition, for `data.diagnostics`. Lines and columns count from 1. */
export interface Problem {
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Details of a refusal, by its code. */
export interface ErrorData {
  readonly offset?: number;
  readonly error?: string;
  readonly cause?: string;
  readonly diagnostics?: readonly Problem[];
  readonly hint?: string;
  readonly limit?: number;
}
