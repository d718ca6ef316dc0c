import { createInterface, type Interface } from "node:readline";
import { failure, type Missing, type NeededResult, parseJson, stringify, success, type TaskOutcome } from "asl-core";
import { stderr } from "../output.js";
import { cut, printable } from "../print/text.js";
import { resultText } from "./json.js";

/** Asks on the terminal for results that were never recorded: shows what is needed, and offers the nearest recording. */
export class Asker {
  private lines: AsyncIterator<string> | undefined;
  private input: Interface | undefined;

  /** For `missing`. */
  readonly ask: Missing = async (needed) => {
    this.show(needed);
    for (;;) {
      stderr.write("result> ");
      const line = await this.next();
      if (line === undefined) return undefined;
      const read = readResult(line, needed);
      if (typeof read !== "string") return read.outcome;
      stderr.line(read);
    }
  };

  close(): void {
    this.input?.close();
  }

  private async next(): Promise<string | undefined> {
    if (this.lines === undefined) {
      this.input = createInterface({ input: process.stdin, terminal: false });
      this.lines = this.input[Symbol.asyncIterator]();
    }
    const { value, done } = await this.lines.next();
    return done === true ? undefined : value;
  }

  private show({ text, request, nearest }: NeededResult): void {
    const { bold, dim } = stderr.colours;
    const wide = Math.max(40, stderr.width - 10);
    stderr.line();
    stderr.line(`${bold("needed")}    ${printable(text)}`);
    stderr.line(`${dim("resource")}  ${printable(request.resource)}`);
    stderr.line(`${dim("sent")}      ${cut(printable(stringify(request.arguments)), wide)}`);
    if (nearest !== undefined) stderr.line(`${dim("nearest")}   ${cut(printable(resultText(nearest)), wide)}`);
    const enter = nearest === undefined ? "" : "Enter for the nearest, ";
    stderr.line(dim(`JSON, "error Name cause", ${enter}or "stop".`));
  }
}

/** What a line means: an outcome, none (`stop`), or what is wrong with it. */
function readResult(line: string, { nearest }: NeededResult): { outcome: TaskOutcome | undefined } | string {
  const text = line.trim();
  if (text === "stop") return { outcome: undefined };
  if (text === "" && nearest !== undefined)
    return { outcome: nearest.kind === "succeeded" ? success(nearest.output) : failure(nearest.error, nearest.cause) };
  const error = /^error\s+(\S+)(?:\s+(.*))?$/s.exec(text);
  if (error !== null) return { outcome: failure(error[1], error[2]) };
  const value = parseJson(text);
  return value === undefined
    ? 'This is no JSON. An error is written: error Name cause; "stop" ends.'
    : { outcome: success(value) };
}
