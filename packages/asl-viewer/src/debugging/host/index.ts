export { type Channel, channelPair, socketChannel } from "../channel.js";
export { DebugClient } from "../client.js";
export { DebugError } from "../debug-error.js";
export { CODES, type Given, type OpenFile, SUBPROTOCOL } from "../protocol.js";
export { TOKEN } from "../token.js";
export type { Debugged, Hooks } from "./debugged.js";
export { DebugHost, type HostOptions } from "./host.js";
export { LIMITS } from "./limits.js";
