import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type PageParts, pageText, partsIn, partsScript } from "../../packages/asl-viewer/src/page/index.js";

const PARTS: PageParts = {
  ...{ style: "body{margin:0}", styleHash: "sha256-style=" },
  ...{ loader: "offer()", loaderHash: "sha256-loader=" },
  ...{ first: "draw()", firstHash: "sha256-first=" },
  scripts: [{ name: "rest.js", hash: "sha256-rest=", packed: "H4sIAAAA" }],
  notices: "Licenses </script><!-- of others",
};

/** Where elements that hold scripts begin and end, as an HTML parser sees it. */
const tags = (page: string): string[] => page.match(/<\/?script|<!--/gi) ?? [];

describe("pageText", () => {
  const plain = pageText(PARTS, { title: "order", files: [] });

  it("names its scripts and its style by their hashes, and allows nothing else", () => {
    const policy = /content="(default-src[^"]*)"/.exec(plain)?.[1] ?? "";
    expect(policy).toContain("script-src 'sha256-loader=' 'sha256-first=' 'sha256-rest=';");
    expect(policy).toContain("style-src 'sha256-style='");
    expect(policy).not.toMatch(/unsafe|https?:|\*|'self'/);
  });

  it.each([
    ["the end of a script", "</script><script>alert(1)</script>"],
    ["the end of a script in other letters", "</SCRIPT\n><img src=x onerror=alert(1)>"],
    ["a comment that swallows what follows", "<!--<script>"],
    ["the end of the title", "</title><script>alert(1)</script>"],
    ["what replaces texts", "$& $1 $$ $`"],
    ["separators of lines", "\u2028\u2029\0"],
  ])("holds %s in names and texts", (_, hostile) => {
    const files = [{ name: hostile, text: JSON.stringify({ [hostile]: hostile }) }];
    const page = pageText(PARTS, { title: hostile, files });
    expect(tags(page)).toEqual(tags(plain));
    const data = /<script type="application\/json" id="asl-files">(.*?)<\/script>/s.exec(page)?.[1] ?? "";
    expect(JSON.parse(data)).toEqual(files);
    expect(/<title>(.*?)<\/title>/s.exec(page)?.[1]).toBe(hostile.replaceAll("&", "&amp;").replaceAll("<", "&lt;"));
  });

  it("holds what draws the first picture, and all it needs, before what comes later", () => {
    const page = pageText(PARTS, { title: "order", files: [{ name: "a", text: "{}" }] });
    const places = [
      "<asl-viewer",
      'id="asl-files"',
      'id="asl-placements"',
      ">offer()<",
      ">draw()<",
      ">H4sIAAAA<",
      ">Licenses ",
    ];
    const found = places.map((place) => page.indexOf(place));
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(found[0]).toBeGreaterThan(0);
  });

  it("gives the same bytes for the same content", () => {
    const digest = () =>
      createHash("sha256")
        .update(pageText(PARTS, { title: "order", files: [{ name: "a", text: "{}" }] }))
        .digest("hex");
    expect(digest()).toBe(digest());
  });
});

describe("partsScript", () => {
  it("is read again", () => {
    expect(partsIn(partsScript(PARTS))).toEqual(PARTS);
  });

  it("is told from other texts", () => {
    expect(() => partsIn("alert(1)")).toThrow(SyntaxError);
  });
});
