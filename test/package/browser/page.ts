import { order } from "./order.js";

/** Tells the test what the run gave, or why there was none. */
order().then(
  (result) => void (document.title = result),
  (reason) => void (document.title = `failed: ${reason}`),
);
