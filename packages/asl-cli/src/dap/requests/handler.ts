import type { Handler } from "../connection.js";

/** Handlers by the names of their requests. */
export type Handlers = Readonly<Record<string, Handler>>;
