export type { Debugged, Hooks } from "./debugged.js";
export { DebugHost, type HostOptions } from "./host.js";
export { LIMITS } from "./limits.js";
