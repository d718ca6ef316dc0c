export { type Channel, channelPair, type Socket, socketChannel } from "./channel.js";
export { DebugClient } from "./client.js";
export { DebugError } from "./debug-error.js";
export { debugInPage, loadTests } from "./in-page.js";
export type { Heard } from "./inbox.js";
export { KnownEvents } from "./known-events.js";
export { connectLive } from "./live.js";
export * from "./protocol.js";
export { TOKEN, tokenIn } from "./token.js";
