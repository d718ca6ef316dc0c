import type { InspectionData, TestStateRequest, TestStateResponse } from "asl-core/testing";
import type { Colours, Output } from "../output.js";
import { columns, printable, printableLines } from "../print/text.js";

const LINES = 40;

/** A response for people: status, each stage of the data, and where the state leads. */
export function printResponse(
  out: Output,
  request: TestStateRequest,
  response: TestStateResponse,
  full: boolean,
): void {
  const { status, error, cause, output, nextState, inspectionData = {} } = response;
  const { bold, red } = out.colours;
  const name = request.stateName === undefined ? "" : `  ${printable(request.stateName)}`;
  out.line(`${bold(paint(out.colours, status)(status))}${name}`);
  const rows: Row[] = [
    ...stages(inspectionData),
    ["error", error === undefined ? undefined : red(printable(error))],
    ["cause", cause === undefined ? undefined : printableLines(cause)],
    ["output", json(output)],
    ["next", nextState === undefined ? undefined : printable(nextState)],
  ];
  table(out, rows, full);
}

type Row = readonly [name: string, text: string | undefined];

function paint({ green, yellow, red }: Colours, status: TestStateResponse["status"]) {
  if (status === "SUCCEEDED") return green;
  return status === "FAILED" ? red : yellow;
}

/** In the order in which the data goes through the state. */
const ORDER = [
  "input",
  "afterInputPath",
  "afterParameters",
  "afterArguments",
  "afterItemsPath",
  "afterItemsPointer",
  "afterItemSelector",
  "afterItemBatcher",
  "result",
  "afterResultSelector",
  "afterResultPath",
  "variables",
] as const;

function stages(data: InspectionData): Row[] {
  const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage, errorDetails, request, response } = data;
  return [
    ...ORDER.map((stage): Row => [stage, json(data[stage])]),
    ["maxConcurrency", maxConcurrency?.toString()],
    ["toleratedFailureCount", toleratedFailureCount?.toString()],
    ["toleratedFailurePercentage", toleratedFailurePercentage?.toString()],
    ["request", json(request && JSON.stringify(request))],
    ["response", json(response && JSON.stringify(response))],
    ["handled by", errorDetails && handling(errorDetails)],
  ];
}

function handling({
  catchIndex,
  retryIndex,
  retryBackoffIntervalSeconds,
}: NonNullable<InspectionData["errorDetails"]>) {
  if (catchIndex !== undefined) return `Catch[${catchIndex}]`;
  const again = retryBackoffIntervalSeconds;
  return `Retry[${retryIndex}], ${again === undefined ? "exhausted" : `again in ${again} s`}`;
}

/** JSON on one line where it is short, else laid out. */
function json(text: string | undefined): string | undefined {
  if (text === undefined || text.length <= 80) return text && printable(text);
  return printableLines(JSON.stringify(JSON.parse(text), null, 2));
}

function table(out: Output, rows: readonly Row[], full: boolean): void {
  const there = rows.filter(([, text]) => text !== undefined);
  const width = Math.max(0, ...there.map(([name]) => columns(name))) + 2;
  for (const [name, text] of there)
    for (const [index, line] of shortened(text!, full).entries())
      out.line(`  ${out.colours.dim((index === 0 ? name : "").padEnd(width))}${line}`);
}

function shortened(text: string, full: boolean): string[] {
  const lines = text.split("\n");
  if (full || lines.length <= LINES) return lines;
  const left = lines.length - LINES;
  return [...lines.slice(0, LINES - 5), `… ${left} lines left out: --full shows them`, ...lines.slice(-5)];
}
