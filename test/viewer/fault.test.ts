import { expect, it } from "vitest";
import { ended } from "../../packages/asl-core/src/display.js";
import { faultOf, sentence, unreadReload, wordsOf } from "../../packages/asl-viewer/src/controllers/fault.js";
import { DebugHost } from "../../packages/asl-viewer/src/debugging/host/index.js";
import { CODES, channelPair, DebugClient, DebugError } from "../../packages/asl-viewer/src/debugging/index.js";
import { cut } from "../../packages/asl-viewer/src/text.js";
import { previewText } from "../../packages/asl-viewer/src/timeline/preview.js";
import { machine, pass } from "./machines.js";

it.each([
  ["nothing is debugged", "Nothing is debugged"],
  ["live/o.asl.json:28:15: next-missing", "live/o.asl.json:28:15: next-missing"],
  ["o.asl.json is empty", "o.asl.json is empty"],
  ['the task in "A" waits', 'The task in "A" waits'],
  ["", ""],
])("begins a sentence with a capital, but no path: %s", (text, written) => expect(sentence(text)).toBe(written));

it("tells a definition that is not valid in one sentence and a list, and what follows from another error last", async () => {
  const host = new DebugHost({ starts: true });
  const [here, there] = channelPair();
  host.connect(there);
  const text = JSON.stringify(machine({ A: pass("Gone"), B: pass("C"), C: pass() }));
  const error = await new DebugClient(here).call("start", { kind: "definition", text }).catch((one) => one);
  const { text: head, lines = [] } = faultOf(error);
  expect(head).toBe("The definition is not valid.");
  expect(lines.map((line) => /not reachable/.test(line))).toEqual([false, true, true]);
  expect(lines[0]).toMatch(/^line 1: .*Gone/);
  expect(unreadReload(error)).toEqual({ text: `${head} Nothing of the run has changed.`, lines });
  expect(wordsOf(error)).toMatch(/^The definition is not valid: line 1: .*Gone.* \(and 2 more\)$/);
  expect(unreadReload(new DebugError(CODES.TEXT, "it is no text"))).toEqual({ text: "It is no text" });
});

it.each([
  ["It stands", "It stands."],
  ["over the service limit.", "over the service limit."],
  ['it says "no."', 'it says "no."'],
])("ends a sentence with one full stop: %s", (text, written) => expect(ended(text)).toBe(written));

it.each([
  ["Short", 10, "Short"],
  ["Longer than it", 6, "Longe…"],
  ["Ship 🚚🚚🚚", 8, "Ship 🚚🚚🚚"],
  ["Ship 🚚🚚🚚", 7, "Ship 🚚…"],
  ["a\u202egnp", 20, "a\\u202egnp"],
  ["a\u0007\nb", 20, "a\\u0007 b"],
])("cuts a text that is drawn between characters, its steering ones as escapes: %s", (text, room, written) =>
  expect(cut(text, room)).toBe(written),
);

it("cuts previews of values between characters", () => {
  for (let most = 1; most < 14; most++)
    expect(previewText({ k: "🚚🚚🚚🚚", "🚚🚚🚚": 1 }, most)).not.toMatch(/[\ud800-\udfff]/u);
});
