import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import {
  diffGraphs,
  folded,
  graphOf,
  layoutOf,
  STATUSES,
  type SvgOptions,
  toDot,
  toHtml,
  toMermaid,
  toSvg,
} from "../../packages/asl-viewer/src/drawing/index.js";
import { COLOURS } from "../../packages/asl-viewer/src/shapes/index.js";
import { attributes, idOf, idText } from "../../packages/asl-viewer/src/shapes/xml.js";
import { elide, widthOf, wrap } from "../../packages/asl-viewer/src/text.js";
import { machine, order, pass, task } from "./machines.js";

const svg = async (definition: JsonObject, options?: SvgOptions): Promise<string> => {
  const graph = graphOf(definition);
  return toSvg(graph, await layoutOf(graph), options);
};

const HOSTILE = `</text><script>alert("1")</script>&'\u0000\u202e\ud800]]>--> "] %% end`;

describe("the picture as SVG", () => {
  it("has every state with its path, every label, and nothing twice", async () => {
    const text = await svg(order);
    for (const path of ["Check", "Pack", "Pack › branch 0 › Wrap", "Ship each › item › Ship"])
      expect(text.split(`data-state-path="${path}"`)).toHaveLength(2);
    expect(text).toContain(">total &gt; 100</text>");
    expect(text).toContain(">Busy</text>");
  });

  it("is the same every time", async () => {
    expect(await svg(order)).toBe(await svg(structuredClone(order)));
  });

  it("lets no name out of its text", async () => {
    const names = {
      [HOSTILE]: task(undefined, { Resource: HOSTILE, Catch: [{ ErrorEquals: [HOSTILE], Next: HOSTILE }] }),
    };
    const text = await svg(machine(names), { title: HOSTILE });
    expect(text).not.toContain("<script");
    for (const char of ["\u0000", "\u202e", "\ud800"]) expect(text).not.toContain(char);
    const tags = text.replace(/<style>.*?<\/style>/s, "").match(/<\/?[a-z]+/g) ?? [];
    const allowed = ["svg", "title", "style", "rect", "g", "path", "text", "circle"];
    expect(tags.filter((tag) => !allowed.includes(tag.replace(/[</]/g, "")))).toEqual([]);
  });

  it("follows the reader's colours, or has plain ones of its own", async () => {
    expect(await svg(order)).toContain("prefers-color-scheme:dark");
    const dark = await svg(order, { theme: "dark" });
    expect(dark).not.toMatch(/var\(|@media \(prefers|:where/);
    expect(dark).toContain(COLOURS["--asl-ground"][1]);
  });

  it("marks what happened with class, sign and words, not by colour alone", async () => {
    for (const { status, words } of Object.values(STATUSES)) {
      const text = await svg(machine({ A: pass() }), { nodeMarks: new Map([["/States/A", { status, count: "2" }]]) });
      expect(text).toContain(`asl-is-${status}`);
      expect(text).toContain(words);
      expect(text.includes('class="asl-badge"')).toBe(status !== "unreached");
    }
  });

  it("says how often an edge was taken", async () => {
    const edgeMarks = new Map([
      ["/States/Valid? choice 1", { taken: true, count: 7 }],
      ["/States/Check next", { taken: true, count: 8 }],
    ]);
    const text = await svg(order, { edgeMarks });
    expect(text).toContain("retry is true ×7<");
    expect(text).toContain(">×8<");
  });

  it("marks what tests have reached with class, sign and words, not by colour alone", async () => {
    const retried = task("B", { Retry: [{ ErrorEquals: ["Busy"] }] });
    for (const reach of ["full", "partly", "none"] as const) {
      const nodeMarks = new Map([["/States/A", { reach, count: "1/2", retryReach: reach, note: "never <entered>" }]]);
      const edgeMarks = new Map([["/States/A next", { reach, note: "never taken" }]]);
      const text = await svg(machine({ A: retried, B: pass() }), { nodeMarks, edgeMarks });
      expect(text).toMatch(new RegExp(`class="asl-node[^"]* asl-reach-${reach}"`));
      expect(text).toMatch(new RegExp(`class="asl-icon asl-retry asl-reach-${reach}"`));
      expect(text).toMatch(new RegExp(`class="asl-edge [^"]*asl-reach-${reach}"`));
      expect(text).toContain("with Retry, never &lt;entered&gt;</title>");
      expect(text).toContain("<title>Next, never taken</title>");
      expect(text).toContain('class="asl-badge"');
    }
  });

  it("stands beside others in a page that has the style once", async () => {
    expect(await svg(order, { styled: false })).not.toContain("<style");
  });

  it("marks what differs", async () => {
    const graph = diffGraphs(order, { ...order, States: { ...(order.States as JsonObject), Extra: pass() } });
    const text = toSvg(graph, await layoutOf(graph));
    expect(text.match(/class="asl-node[^"]*asl-added/g)).toHaveLength(1);
  });
});

describe("colours", () => {
  const luminance = (colour: string) => {
    const [r, g, b] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  it.each([0, 1] as const)("of texts are read and of lines are seen on every ground they stand on (%i)", (theme) => {
    const grounds = ["--asl-ground", "--asl-fill", "--asl-inside", "--asl-lane"].map((name) => COLOURS[name][theme]);
    const lines = ["line", "edge", "main", "error", "success", "failure", "running", "waiting", "timeout", "aborted"];
    const marks = [...lines, "mocked", "amber"].map((name) => `--asl-${name}`);
    const weak = grounds.flatMap((ground) => [
      ...["--asl-ink", "--asl-dim", "--asl-error"].filter((name) => contrast(COLOURS[name][theme], ground) < 4.5),
      ...marks.filter((name) => contrast(COLOURS[name][theme], ground) < 3),
    ]);
    expect(weak).toEqual([]);
  });
});

describe("the graph as Mermaid", () => {
  it("nests containers and tells edges apart", () => {
    expect(toMermaid(graphOf(order))).toBe(`flowchart TB
  n0(("Start"))
  n1["Check<br/>lambda:invoke"]
  n2{{"Valid?"}}
  subgraph n3 ["Pack<br/>2 branches"]
    direction TB
    subgraph g1 ["branch 0"]
      direction TB
      n7["Wrap<br/>lambda:invoke"]
      n8["Label"]
    end
    subgraph g2 ["branch 1"]
      direction TB
      n9["Bill<br/>lambda:invoke"]
    end
  end
  subgraph n4 ["Ship each<br/>each of lines · 2 at a time"]
    direction TB
    n10["Ship<br/>lambda:invoke"]
  end
  n5((("End")))
  n6(["Apologise<br/>Order.Refused"])
  n0 ==> n1
  n1 ==> n2
  n1 -. "Busy" .-> n6
  n2 ==>|"total #gt; 100"| n3
  n2 -->|"retry is true"| n1
  n2 -->|"otherwise"| n6
  n3 ==> n4
  n3 -.-> n6
  n4 ==> n5
  n7 ==> n8
  classDef fail stroke:#cf222e
  class n6 fail
`);
  });

  it("lets no name end its quotation marks or lines", () => {
    const text = toMermaid(graphOf(machine({ [HOSTILE]: pass(), "a\nb": pass() })), "right");
    expect(text).toContain("flowchart LR");
    expect(text).not.toContain("<script");
    for (const line of text.split("\n").filter((one) => one.includes("["))) expect(line.match(/"/g)).toHaveLength(2);
  });
});

describe("the graph as DOT", () => {
  it("nests clusters and leads edges to them", () => {
    const text = toDot(graphOf(order));
    expect(text).toContain("subgraph cluster_n3 {");
    expect(text).toContain('n2 -> n3 [label="total > 100", weight=10, lhead=cluster_n3];');
    expect(text).toContain('n1 -> n6 [label="Busy", style=dashed, color="#bc4c00"];');
    expect(text.match(/{/g)).toHaveLength(text.match(/}/g)!.length);
  });

  it("lets no name end its quotation marks or lines", () => {
    const text = toDot(graphOf(machine({ 'a"b\\': pass(), "c\nd": pass() })));
    expect(text).toContain('label="a\\"b\\\\"');
    expect(text).toContain('label="c d"');
  });
});

describe("the page", () => {
  it("needs nothing and runs nothing", async () => {
    const graph = graphOf(machine({ [HOSTILE]: pass() }));
    const html = toHtml(graph, await layoutOf(graph), { title: HOSTILE });
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
  });

  it("lists what differs", async () => {
    const graph = diffGraphs(order, { ...order, States: { ...(order.States as JsonObject), "<b>": pass() } });
    expect(toHtml(graph, await layoutOf(graph))).toContain("<li>added &lt;b&gt;</li>");
  });

  it("draws folded containers", async () => {
    const graph = graphOf(order);
    const small = folded(graph, new Set(graph.inside.keys()));
    expect(toHtml(small, await layoutOf(small))).toContain("3 states inside");
  });
});

describe("texts in pictures", () => {
  const font = { size: 13 };

  it("are elided at the width they may have", () => {
    expect(elide("short", 100, font)).toBe("short");
    const cut = elide("a very long name that does not fit", 100, font);
    expect(cut).toMatch(/^a very.*…$/);
    expect(widthOf(cut, font)).toBeLessThanOrEqual(100);
  });

  it("are broken where words begin", () => {
    expect(wrap("GetCustomerStatus", 100, font)).toEqual(["GetCustomer", "Status"]);
    expect(wrap("wait for the_clerk", 90, font)).toEqual(["wait for ", "the_clerk"].map((line) => line.trimEnd()));
    expect(wrap("x".repeat(100), 100, font)).toHaveLength(1);
  });

  it("count wide characters twice", () => {
    expect(widthOf("注文", font)).toBeGreaterThan(widthOf("ab", font));
  });
});

describe("ids in pictures", () => {
  it.each([
    ["plain", "/States/Charge card"],
    ["with signs of XML", `/States/a<b>&"c"'d'`],
    ["with a per cent sign", "/States/50 % and %0041"],
    ["that steers what follows", "/States/\u202elive\u2066"],
    ["with control characters", "/States/\0\u0007\r\n\tx"],
    ["with an emoji and half of one", "/States/😀\ud83d"],
  ])("are found again: %s", (_, id) => {
    const text = idText(id);
    expect(idOf(text)).toBe(id);
    const drawn = /="(.*)"$/s.exec(attributes({ "data-id": text }))?.[1] ?? "";
    expect(
      drawn
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"')
        .replaceAll("&#39;", "'")
        .replaceAll("&amp;", "&"),
    ).toBe(text);
    expect(drawn).not.toMatch(/[<>"'\p{Cc}\p{Cs}\u202e]/u);
  });
});
