import { readFileSync } from "node:fs";
import { join } from "node:path";
import { perform } from "../../../packages/asl-cli/src/debug/command.js";
import { Desk } from "../../../packages/asl-cli/src/debug/desk.js";
import { mistakeOf } from "../../../packages/asl-cli/src/debug/faults.js";
import type { Opening } from "../../../packages/asl-cli/src/debug/opening.js";
import { stopLines } from "../../../packages/asl-cli/src/debug/stop-lines.js";
import { noColours } from "../../../packages/asl-cli/src/output.js";
import { DebugSession, type Program } from "../../../packages/asl-core/src/debug/index.js";
import {
  compileDefinition,
  type Json,
  type JsonObject,
  readAnswers,
  readDefinition,
  type TaskHandler,
} from "../../../packages/asl-core/src/index.js";
import { root } from "../../../scripts/workspace.mjs";

/** A definition's text as a program. */
export async function programFrom(text: string, file = "machine.asl.json"): Promise<Program> {
  const read = await readDefinition(text, { file });
  return { machine: compileDefinition(read.value as JsonObject), read, file };
}

export interface Setting {
  readonly definition: object | string;
  readonly input?: Json;
  readonly answers?: Json;
  readonly handler?: TaskHandler;
  /** What the definition has become when it is read once more. */
  readonly edited?: object;
}

/** How a run of a definition is opened. */
export async function openingOf({ definition, input = {}, answers, handler, edited }: Setting): Promise<Opening> {
  const text = typeof definition === "string" ? definition : JSON.stringify(definition, null, 2);
  const program = await programFrom(text);
  const made = answers === undefined ? undefined : () => readAnswers(answers, program.machine).handler;
  const makeHandler = handler === undefined ? made : () => handler;
  return {
    title: "machine",
    open: ({ log, breathe }) => DebugSession.start(program, { input, makeHandler, onLog: log, breathe }),
    reread: async () => programFrom(JSON.stringify(edited ?? definition, null, 2)),
  };
}

/** The example whose mistake docs/debugging.md finds. */
export const refund: Setting = {
  definition: readFileSync(join(root, "examples/parcel-refund/parcel-refund.asl.json"), "utf8"),
  input: { orderId: "R-2072" },
  answers: {
    "Look up order": { output: { Payload: { amount: 900, paidBy: "card" } } },
    "Refund card": { error: "Payments.CardExpired", cause: "Too old", takes: "500ms" },
    "Issue voucher": { output: { Payload: { code: "V-900" } } },
    "Tell customer": { output: {} },
  },
};

/** A desk in line mode, and what it says to each command. */
export async function deskOf(setting: Setting, width = 100) {
  const lines: string[] = [];
  const paper = { width, colours: noColours, line: (text = "") => void lines.push(text) };
  const desk = new Desk(await openingOf(setting), paper);
  desk.onStop = (stop, before) => stopLines(desk, stop, before);
  const say = async (...commands: readonly string[]): Promise<string> => {
    lines.length = 0;
    for (const command of commands)
      try {
        await perform(desk, command);
      } catch (error) {
        const { message, hint } = mistakeOf(error);
        lines.push(`! ${message}`, ...(hint === undefined ? [] : [`  ${hint}`]));
      }
    return lines.join("\n");
  };
  return { desk, say };
}
