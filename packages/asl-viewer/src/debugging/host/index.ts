export { type Channel, channelPair, socketChannel } from "../channel.js";
export { DebugClient } from "../client.js";
export { DebugError } from "../debug-error.js";
export { TOKEN } from "../token.js";
export { CODES, type Given, type OpenFile, type Replayed, SUBPROTOCOL } from "../protocol.js";
export type { Debugged, Hooks } from "./debugged.js";
export { DebugHost, type HostOptions } from "./host.js";
export { LIMITS } from "./limits.js";
export { comparison } from "./replaying.js";
