import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { begin } from "../../../packages/asl-cli/src/debug/begin.js";
import { Desk } from "../../../packages/asl-cli/src/debug/desk.js";
import { redactionNote } from "../../../packages/asl-cli/src/debug/keep.js";
import { noColours } from "../../../packages/asl-cli/src/output.js";
import { deskOf, openingOf, refund } from "./desk.js";

const folder = mkdtempSync(join(tmpdir(), "asl-keep-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inside = (name: string) => join(folder, name);
const text = (name: string) => readFileSync(inside(name), "utf8");
function put(name: string, content: string): string {
  writeFileSync(inside(name), content);
  return inside(name);
}

const reading = async (...reads: string[]) => {
  const opened = await deskOf(refund);
  Object.assign(opened.desk, { opening: { ...opened.desk.opening, reads } });
  return opened;
};

describe("saving", () => {
  it("leaves files alone that the run reads, by whatever name, also at save!", async () => {
    const file = put("order.asl.json", "{}");
    symlinkSync(file, inside("link.json"));
    const { say } = await reading(file);
    for (const command of ["save", "save!"])
      for (const name of [file, inside("link.json")])
        expect(await say(`${command} ${name}`)).toMatch(/^! the run reads .*: it is not written over/);
    expect(text("order.asl.json")).toBe("{}");
  });

  it("writes over other files only at save!", async () => {
    const file = put("notes.txt", "mine");
    const { say } = await reading();
    expect(await say(`save ${file}`)).toMatch(/^! there is a file .*notes.txt already that is no recording\n.*save!/);
    expect(text("notes.txt")).toBe("mine");
    expect(await say(`save! ${file}`)).toContain("saved the run");
    expect(await say("n", `save ${file}`)).toContain("saved the run");
    expect(text("notes.txt")).toMatch(/^\{"format":"asl-recording"/);
  });

  it("makes no folders", async () => {
    const { say } = await reading();
    expect(await say(`save ${inside("none/run.json")}`)).toContain("! there is no folder");
    expect(existsSync(inside("none"))).toBe(false);
  });

  it("takes names with blanks in quotation marks", async () => {
    const { say } = await reading();
    expect(await say(`save "${inside("my run.json")}"`)).toContain("saved the run");
    expect(existsSync(inside("my run.json"))).toBe(true);
  });

  it("says at the beginning where --save cannot be done", async () => {
    const desk = new Desk(await openingOf(refund), { width: 80, colours: noColours, line: () => {} });
    const wishes = { breaks: [], stopOnEntry: true, commands: undefined, plain: true, keepsCommands: false };
    await expect(begin(desk, { ...wishes, save: put("taken.txt", "x") })).rejects.toThrow(/^--save .* no recording$/);
    await begin(desk, { ...wishes, save: inside("taken.txt"), force: true });
  });

  it.each(["(", "[a-", "orderId+"])("takes the word %s of redact as it stands", async (word) => {
    const { say } = await reading();
    const said = await say(`save ${inside("redacted.json")} redact ${word}`);
    expect(said).toMatch(/^saved the run/);
    expect(said).toContain("the definition stays as it is written");
    expect(text("redacted.json")).toContain("R-2072");
  });

  it("names the places at which the definition itself has values of such keys", async () => {
    const Result = { apiToken: "t-1", list: [{ token: "t-2" }], id: 3 };
    const definition = JSON.stringify({ StartAt: "A", States: { A: { Type: "Pass", Result, End: true } } });
    const { say } = await deskOf({ definition });
    const said = await say(`save ${inside("literals.json")} redact token`);
    expect(said).toContain(
      "The definition has values of such keys itself: A: Result.apiToken, A: Result.list[0].token",
    );
    expect(await say(`save ${inside("literals.json")} redact password`)).not.toContain("itself");
  });

  it("says of a redacted recording that it is one, and where it comes out another way", async () => {
    expect(redactionNote({ redacted: ["pass\\.word", "token"] })).toContain("redacted (pass.word, token)");
    expect(redactionNote({})).toBeUndefined();
    const lines: string[] = [];
    const opening = { ...(await openingOf(refund)), note: "the recording was redacted (x)" };
    const desk = new Desk(opening, { width: 80, colours: noColours, line: (line = "") => void lines.push(line) });
    const unlike = "nothing is left to do, the recording was redacted and does not come out the same";
    Object.defineProperty(desk, "stop", { value: { ...desk.session.stop, text: unlike } });
    await begin(desk, {
      breaks: [],
      stopOnEntry: true,
      commands: undefined,
      plain: true,
      keepsCommands: false,
      save: undefined,
    });
    expect(lines.slice(0, 2)).toEqual([opening.note, "the recording was redacted and does not come out the same"]);
  });
});
