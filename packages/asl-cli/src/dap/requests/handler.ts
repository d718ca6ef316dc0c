import type { Asked } from "../asked.js";
import type { Connection } from "../connection.js";

/** Answers one request: gives the body of the response. What it throws is the refusal. */
export type Handler = (connection: Connection, asked: Asked) => unknown;

/** Handlers by the names of their requests. */
export type Handlers = Readonly<Record<string, Handler>>;
