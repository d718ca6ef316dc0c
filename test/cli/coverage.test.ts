import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { built, workFolder } from "../support/asl.js";

const { asl, file, path } = workFolder();

const ORDER = `StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry: [{ ErrorEquals: [Card.Busy], IntervalSeconds: 2 }]
    Catch:
      - { ErrorEquals: [Card.Declined], Next: Sorry }
    ResultSelector:
      status.$: $.Payload.status
    Next: Route
  Route:
    Type: Choice
    Choices:
      - And:
          - { Variable: $.status, StringEquals: paid }
          - { Variable: $.status, IsString: true }
        Next: Done
    Default: Sorry
  Done: { Type: Succeed }
  Sorry:
    Type: Fail
    Error: Sorry
`;
const HOSTILE = `<img src=x onerror="alert(1)">&'\u001b[31m`;
const TEMPLATE = `Resources:
  First:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: A
        States:
          A: { Type: Pass, Next: B }
          B: { Type: Succeed }
  Second:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: Z, States: { Z: { Type: Succeed } } }
`;

file("order.asl.yaml", ORDER);
file("paid.yaml", "Charge card: { output: { Payload: { status: paid } } }");
file("open.yaml", "Charge card: { output: { Payload: { status: open } } }");
file("template.yaml", TEMPLATE);
file("hostile.asl.json", {
  StartAt: HOSTILE,
  States: {
    [HOSTILE]: { Type: "Choice", Choices: [{ Variable: "$.a", StringEquals: HOSTILE, Next: "E" }], Default: "E" },
    E: { Type: "Succeed" },
  },
});

const run = (folder: string, machine: string, ...args: string[]) =>
  asl(["run", machine, "--quiet", "--coverage", folder, ...args]);
const coverage = (...args: string[]) => asl(["coverage", ...args]);
const json = async (...args: string[]) => JSON.parse((await coverage(...args, "--reporter", "json")).stdout);

beforeAll(async () => {
  await built();
  await run("parts", "order.asl.yaml", "-a", "paid.yaml");
  await run("both", "order.asl.yaml", "-a", "paid.yaml");
  await run("both", "order.asl.yaml", "-a", "open.yaml");
  await run("template", "template.yaml#First");
  await run("template", "template.yaml#Second");
  await run("hostile", "hostile.asl.json");
}, 240_000);

describe("asl run --coverage", () => {
  it("adds a part of its own, whole", () => {
    const names = readdirSync(join(path, "both"));
    expect(names).toHaveLength(2);
    for (const name of names) {
      expect(name).toMatch(/^asl-coverage-.*\.json$/);
      expect(JSON.parse(readFileSync(join(path, "both", name), "utf8"))).toMatchObject({
        aslCoverage: 1,
        machines: [{ file: "order.asl.yaml", machine: "" }],
      });
    }
  });

  it("keeps what it prints and its exit code", async () => {
    const args = ["run", "order.asl.yaml", "-a", "open.yaml", "--json"];
    const [alone, watched] = [await asl(args), await asl([...args, "--coverage", "other"])];
    const report = ({ stdout }: { stdout: string }) => ({ ...JSON.parse(stdout), durations: undefined });
    expect(watched.code).toBe(alone.code);
    expect(report(watched)).toEqual(report(alone));
  });

  it("says where it cannot write", async () => {
    file("taken", "a file");
    const { code, stderr } = await run("taken", "order.asl.yaml", "-a", "paid.yaml");
    expect(code).toBe(2);
    expect(stderr).toContain("cannot write coverage into taken");
  });
});

describe("asl coverage", () => {
  it("lists what is not covered, with its place", async () => {
    const { code, stdout } = await coverage("parts");
    expect(code).toBe(0);
    expect(stdout).toContain("order.asl.yaml");
    expect(stdout).toMatch(/states +rules +comparisons/);
    expect(stdout).toMatch(/ 21:3 {2}Sorry — never entered/);
    expect(stdout).toMatch(/ 6:13 {2}Charge card › retrier 0: Card\.Busy — never fired/);
    expect(stdout).toMatch(/ 8:9 {2}Charge card › catcher 0: Card\.Declined — never taken/);
    expect(stdout).toMatch(/19:14 {2}Route › Default — never taken/);
  });

  it("merges what several processes wrote", async () => {
    const report = await json("both");
    expect(report.machines).toHaveLength(1);
    expect(report.machines[0].summary.kinds).toMatchObject({
      states: { covered: 4, total: 4 },
      rules: { covered: 2, total: 2 },
      defaults: { covered: 1, total: 1 },
    });
    expect(await json("both", "parts")).toEqual(report);
  });

  it("suggests runs that reach more, and they do", async () => {
    const { suggestions, machines } = await json("parts", "--suggest", "20");
    expect(suggestions.length).toBeGreaterThan(2);
    for (const [i, { input, answers }] of suggestions.entries()) {
      file(`answers-${i}.yaml`, answers);
      await run("reached", "order.asl.yaml", "-i", JSON.stringify(input), "-a", `answers-${i}.yaml`);
    }
    const covered = (report: { items: { covered: boolean; id: string }[] }[]) =>
      report[0].items.filter((item) => item.covered).map(({ id }) => id);
    const reached = covered((await json("reached")).machines);
    for (const { reaches } of suggestions) for (const id of reaches) expect(reached).toContain(id);
    const open = machines[0].items.filter((item: { covered: boolean }) => !item.covered);
    const said = suggestions.flatMap(({ reaches }: { reaches: string[] }) => reaches);
    const silent = open.filter(({ id }: { id: string }) => !said.includes(id));
    expect(silent).toMatchObject([{ text: "$.status IsString true", outcome: "false" }]); // what equals "paid" is a string
  });

  it("shows suggestions as YAML to paste", async () => {
    const { stdout } = await coverage("parts", "--suggest", "1");
    expect(stdout).toMatch(/Reach next\n {2}# Charge card › catcher 0: Card\.Declined — taken/);
    expect(stdout).toContain('answers:\n    Charge card: { error: "Card.Declined" }');
    expect((await coverage("parts", "--suggest", "0")).stdout).not.toContain("Reach next");
  });

  it.each([
    [["--threshold", "100"], 1, "coverage of all items is"],
    [["--threshold", "10"], 0, ""],
    [["--threshold", "states=75,rules=50"], 0, ""],
    [["--threshold", "states=75.5"], 1, "coverage of states is 75%, below the threshold of 75.5%"],
    [["--threshold", "maps=100"], 0, ""],
  ])("ends with the code that %j asks for", async (args, code, said) => {
    const result = await coverage("parts", ...args);
    expect(result.code).toBe(code);
    expect(result.stdout).toContain(said);
  });

  it.each([
    [["nowhere"], "there is no folder nowhere"],
    [["parts", "--threshold", "many"], '--threshold "many" is no percentage'],
    [["parts", "--threshold", "edges=3"], "there is no edges"],
    [["parts", "--threshold", "101"], "no more than 100"],
    [["parts", "--reporter", "pdf"], "there is no reporter pdf"],
    [["parts", "--reporter", "lcov,html"], "several reporters need --output"],
    [["parts", "--suggest", "x"], "--suggest x is not a number"],
    [["empty"], "there is no coverage in empty"],
    [["damaged"], "is no coverage"],
    [["later"], "version 9 of coverage is unknown"],
  ])("refuses %j", async (args, said) => {
    file("empty/readme.txt", "nothing");
    file("damaged/asl-coverage-1.json", "{");
    file("later/asl-coverage-1.json", { aslCoverage: 9, machines: [] });
    const { code, stderr } = await coverage(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  it("tells the machines of a file apart", async () => {
    const { machines } = await json("template");
    expect(machines.map(({ name }: { name: string }) => name)).toEqual(["template.yaml#First", "template.yaml#Second"]);
    expect(machines[0].items.map(({ line }: { line: number }) => line)).toEqual([8, 9]);
    expect(machines[1].items[0].line).toBe(13);
  });

  it("says where the definition has changed since", async () => {
    file("moving.asl.json", { StartAt: "A", States: { A: { Type: "Pass", Next: "B" }, B: { Type: "Succeed" } } });
    await run("moving", "moving.asl.json");
    file("moving.asl.json", { StartAt: "N", States: { N: { Type: "Pass", Next: "B" }, B: { Type: "Succeed" } } });
    const { machines } = await json("moving");
    expect(machines[0].summary).toMatchObject({ covered: 1, total: 2 });
    expect(machines[0].notes[0]).toMatch(/another version of this definition.*1 covered item is no longer in it/);
  });

  it.each([
    ["gone.asl.json", null, /there is no file gone\.asl\.json: reported as it ran/],
    ["broken.asl.json", "{", /is not valid as it stands: reported as it ran/],
  ])("reports %s as it ran where the file cannot serve", async (name, text, note) => {
    file(name, { StartAt: "A", States: { A: { Type: "Succeed" } } });
    await run(`parts-${name}`, name);
    if (text === null) (await import("node:fs")).rmSync(join(path, name));
    else file(name, text);
    const { machines } = await json(`parts-${name}`);
    expect(machines[0].notes[0]).toMatch(note);
    expect(machines[0].summary).toMatchObject({ covered: 1, total: 1 });
  });

  it("keeps hostile names from the terminal and from the page", async () => {
    expect((await coverage("hostile")).stdout).not.toContain("\u001b");
    const { stdout } = await coverage("hostile", "--reporter", "html");
    expect(stdout).not.toContain("<img");
    expect(stdout).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;");
    checkXml(await coverage("hostile", "--reporter", "cobertura").then((result) => result.stdout));
  });
});

describe("reports", () => {
  it("go into files of the names that tools look for", async () => {
    const all = "text,html,lcov,cobertura,json";
    const { code, stdout } = await coverage("parts", "--reporter", all, "--output", "reports");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    const names = ["cobertura-coverage.xml", "coverage.json", "coverage.txt", "index.html", "lcov.info"];
    expect(readdirSync(join(path, "reports")).sort()).toEqual(names);
  });

  it("LCOV has the lines of the source", async () => {
    const { stdout } = await coverage("parts", "--reporter", "lcov");
    const rows = stdout.trim().split("\n");
    expect(rows.slice(0, 6)).toEqual([
      "TN:",
      "SF:order.asl.yaml",
      "FN:3,Charge card",
      "FN:12,Route",
      "FN:20,Done",
      "FN:21,Sorry",
    ]);
    expect(rows).toEqual(expect.arrayContaining(["FNDA:1,Done", "FNDA:0,Sorry", "FNF:4", "FNH:3"]));
    expect(rows).toEqual(
      expect.arrayContaining(["DA:3,1", "DA:6,0", "DA:8,0", "DA:12,1", "DA:19,0", "DA:20,1", "DA:21,0", "DA:23,0"]),
    );
    expect(rows.at(-1)).toBe("end_of_record");
    const branches = rows.filter((row) => row.startsWith("BRDA:15,"));
    expect(branches).toHaveLength(2);
    expect(branches.map((row) => row.split(",").at(-1))).toEqual(["1", "0"]);
    const count = (start: string) => rows.filter((row) => row.startsWith(start));
    expect(rows).toContain(`BRF:${count("BRDA:").length}`);
    expect(rows).toContain(`BRH:${count("BRDA:").filter((row) => row.endsWith(",1")).length}`);
    expect(rows).toContain(`LF:${count("DA:").length}`);
    expect(rows).toContain(`LH:${count("DA:").filter((row) => row.endsWith(",1")).length}`);
  });

  it("Cobertura has the structure of its DTD", async () => {
    const { stdout } = await coverage("both", "template", "--reporter", "cobertura");
    expect(stdout).toContain('<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">');
    const elements = checkXml(stdout);
    expect(elements.filter(({ name }) => name === "class").map(({ attributes }) => attributes.filename)).toEqual([
      "order.asl.yaml",
      "template.yaml",
    ]);
    for (const { name, attributes } of elements)
      for (const needed of ATTRIBUTES[name] ?? []) expect(attributes, name).toHaveProperty(needed);
    const line = elements.find(({ name, attributes }) => name === "line" && attributes.number === "15");
    expect(line?.attributes).toMatchObject({ hits: "1", branch: "true", "condition-coverage": "100% (2/2)" });
  });

  it("HTML is one page that needs nothing else", async () => {
    const { stdout } = await coverage("parts", "--reporter", "html");
    expect(stdout).toMatch(/^<!DOCTYPE html>/);
    expect(stdout).not.toMatch(/<script|<link|src=|href="(?!#)/);
    expect(stdout).toContain('<tr class="low" id="f0l21">');
    expect(stdout).toContain('<span class="item no" title="Sorry — never entered">never entered</span>');
    expect(stdout).toContain('<tr class="full" id="f0l20">');
  });

  it("HTML draws each machine, and says of states, rules, catchers and retriers what is missing", async () => {
    const { stdout } = await coverage("parts", "--reporter", "html");
    expect(nodes(stdout)).toEqual({
      "/States/Charge card": "partly",
      "/States/Route": "partly",
      "/States/Done": "full",
      "/States/Sorry": "none",
    });
    expect(stdout).toContain("<title>Sorry, Fail, Sorry, never entered</title>");
    expect(stdout).toContain("retrier 0: Card.Busy never fired; retrier 0: Card.Busy never exhausted");
    expect(stdout).toMatch(/<g class="asl-edge asl-catch asl-reach-none" data-id="\/States\/Charge card catch 0">/);
    expect(stdout).toContain("on Card.Declined, catcher 0: Card.Declined never taken</title>");
    expect(stdout).toMatch(/asl-taken asl-reach-partly" data-id="\/States\/Route choice 0"/);
    expect(stdout).toMatch(/>[^<]* · always</);
    expect(stdout).toContain(">otherwise · never<");
    expect(stdout).toMatch(/class="asl-icon asl-retry asl-reach-none"/);
  });

  it("HTML draws every machine of a file, with one style for all", async () => {
    const { stdout } = await coverage("template", "parts", "hostile", "--reporter", "html");
    expect(stdout.match(/<svg /g)).toHaveLength(4);
    expect(stdout.match(/<style>/g)).toHaveLength(1);
    expect(stdout).toContain("prefers-color-scheme:dark");
    expect(stdout).toContain("<summary>template.yaml#Second</summary>");
  });
});

/** The states of pictures, each with how much of it is covered. */
const nodes = (page: string) =>
  Object.fromEntries(
    [...page.matchAll(/<g class="asl-node [^"]*asl-reach-(\w+)"[^>]* data-id="([^"]+)"/g)].map(([, reach, id]) => [
      id,
      reach,
    ]),
  );

/** What coverage-04.dtd asks for. */
const ATTRIBUTES: Record<string, string[]> = {
  coverage: [
    "line-rate",
    "branch-rate",
    "lines-covered",
    "lines-valid",
    "branches-covered",
    "branches-valid",
    "complexity",
    "version",
    "timestamp",
  ],
  package: ["name", "line-rate", "branch-rate", "complexity"],
  class: ["name", "filename", "line-rate", "branch-rate", "complexity"],
  method: ["name", "signature", "line-rate", "branch-rate"],
  line: ["number", "hits"],
  condition: ["number", "type", "coverage"],
};
const CHILDREN: Record<string, string> = {
  coverage: "sources packages",
  sources: "source",
  packages: "package",
  package: "classes",
  classes: "class",
  class: "methods lines",
  methods: "method",
  method: "lines",
  lines: "line",
  line: "conditions",
  conditions: "condition",
};

/** The elements of an XML text, in their order. Throws where it is not well-formed, or where one stands in the wrong place. */
function checkXml(text: string) {
  const elements: { name: string; attributes: Record<string, string> }[] = [];
  const open: string[] = [];
  const body = text.replace(/^<\?xml[^>]*\?>\s*<!DOCTYPE[^>]*>/, "");
  let at = 0;
  for (const match of body.matchAll(/<(\/)?([a-z]+)((?: [a-z-]+="[^"<]*")*)(\/)?>/g)) {
    expect(body.slice(at, match.index)).not.toMatch(/[<>]/);
    at = match.index + match[0].length;
    const [, closes, name, attributes, empty] = match;
    if (closes) expect(open.pop()).toBe(name);
    else {
      if (open.length > 0) expect(CHILDREN[open.at(-1)!]?.split(" ")).toContain(name);
      elements.push({
        name,
        attributes: Object.fromEntries(
          [...attributes.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
        ),
      });
      for (const [, , value] of attributes.matchAll(/([a-z-]+)="([^"]*)"/g))
        expect(value).toMatch(/^(?:[^&]|&(?:[a-z]+|#\d+);)*$/);
      if (!empty) open.push(name);
    }
  }
  expect(body.slice(at).trim()).toBe("");
  expect(open).toEqual([]);
  return elements;
}
