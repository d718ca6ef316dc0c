#!/usr/bin/env node
import { isMainThread } from "node:worker_threads";
import { exit } from "./exit.js";
import { main } from "./main.js";

if (isMainThread) void main(process.argv.slice(2)).then(exit);
else void import("./test/worker.js").then(({ serve }) => serve());
