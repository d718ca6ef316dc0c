export { DebugHost, type HostOptions } from "./host.js";
