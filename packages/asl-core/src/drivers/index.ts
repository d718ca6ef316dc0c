export * from "./handler.js";
export { HandlerError } from "./handler-error.js";
export * from "./objects/index.js";
export { type RealtimeOptions, runRealtime } from "./realtime.js";
export type { Run, RunOptions } from "./run.js";
export { run, runSync, VirtualDriver } from "./virtual.js";
