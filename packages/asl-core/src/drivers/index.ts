export * from "./handler.js";
export * from "./objects/index.js";
