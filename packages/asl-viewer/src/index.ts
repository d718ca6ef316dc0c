import { register } from "./elements/index.js";

export * from "./elements/index.js";
export * from "./timeline/index.js";
/** The version of this package, as in its package.json. */
export const version = "0.1.0";

if (typeof customElements !== "undefined") register();
