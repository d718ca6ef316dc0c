import type { Handler } from "../connection.js";
import { breaking } from "./breaking.js";
import { changing } from "./changing.js";
import { evaluating } from "./evaluating.js";
import { living } from "./living.js";
import { looking } from "./looking.js";
import { moving } from "./moving.js";

/** Every request that is answered. */
export const REQUESTS: ReadonlyMap<string, Handler> = new Map(
  [living, breaking, moving, looking, changing, evaluating].flatMap((handlers) => Object.entries(handlers)),
);
