import { isObject, parseJson } from "asl-core";
import { Asked } from "../dap/asked.js";
import type { WrittenOptions } from "../dap/options.js";
import { planOf } from "../dap/plan.js";
import { Refusal } from "../dap/refusal.js";
import { readTextFile } from "../files.js";
import { EXIT, type ExitCode, usage } from "../stop.js";

/** Listens to nobody but this machine where nothing else is said. */
const LOOPBACK = "127.0.0.1";

/** `asl dap`. Resolves with the exit code once the client has left; throws Stop for what is wrong with its arguments. */
export async function dapCommand({ port, host, launch }: WrittenOptions): Promise<ExitCode> {
  if (port === undefined) {
    if (host !== undefined || launch !== undefined)
      throw usage(`--${host === undefined ? "launch" : "host"} goes with --port`);
    const { serveStdio } = await import("../dap/stdio.js");
    return serveStdio();
  }
  const { serveTcp } = await import("../dap/server.js");
  return serveTcp({ port: portIn(port), host: host ?? LOOPBACK }, launch === undefined ? undefined : launchIn(launch));
}

function portIn(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port < 65_536) return port;
  throw usage(`--port ${text} is no port`, "Write a number from 0 to 65535; 0 takes any that is free.");
}

function launchIn(text: string) {
  const written = /^\s*\{/.test(text) ? text : readTextFile(text, { what: "launch arguments", exitCode: EXIT.usage });
  const value = parseJson(written);
  if (!isObject(value)) throw usage("--launch is no JSON object", 'Like --launch \'{"program": "order.asl.json"}\'.');
  try {
    return planOf(new Asked("--launch", value));
  } catch (error) {
    throw error instanceof Refusal ? usage(error.message) : error;
  }
}
