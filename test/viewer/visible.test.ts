import { describe, expect, it } from "vitest";
import { html } from "../../packages/asl-viewer/src/elements/shared/html.js";
import { visible } from "../../packages/asl-viewer/src/text.js";
import { elementSources } from "../../scripts/elements-manifest.mjs";

const TURNING = "a\u202egnp.exe";
const SHOWN = "a\\u202egnp.exe";

describe("a foreign text that is shown", () => {
  it.each([
    [TURNING, SHOWN],
    ["\u2066x\u2069 \u061cy\u200f", "\\u2066x\\u2069 \\u061cy\\u200f"],
    ["\u0000\u001b[31m", "\\u0000\\u001b[31m"],
    ["two\r\nlines\tand a tab", "two\r\nlines\tand a tab"],
    ["مشغول שלום 👩‍💻 plain", "مشغول שלום 👩‍💻 plain"],
  ])("%j is %j", (text, shown) => {
    expect(visible(text)).toBe(shown);
  });
});

describe("a template", () => {
  const text = TURNING;
  const act = () => undefined;
  it.each([
    ["in content", html`<b>${text}</b> of ${text}`, [SHOWN, SHOWN]],
    ["in content of several texts", html`<b>${[text, 7, null]}</b>`, [[SHOWN, 7, null]]],
    ["in what is read out", html`<i title="It's ${text}, ${text}" aria-label=${text}></i>`, [SHOWN, SHOWN, SHOWN]],
    [
      "behind others",
      html`<i class="a ${"b"}" .value=${text} title=${text} @click=${act}>${text}</i>`,
      ["b", text, SHOWN, act, SHOWN],
    ],
    [
      "between tags of others",
      html`<p><i id=${text}></i>${text}<i ?hidden=${true}>${text}</i></p>`,
      [text, SHOWN, true, SHOWN],
    ],
  ])("shows what would turn texts round %s, and leaves data alone", (_, { values }, expected) => {
    expect(values).toEqual(expected);
  });

  it("is made so in every element", () => {
    const others = Object.entries(elementSources()).filter(
      ([file, source]) => file !== "html.ts" && /import \{[^}]*\bhtml\b[^}]*\} from "lit"/.test(source as string),
    );
    expect(others.map(([file]) => file)).toEqual([]);
  });
});
