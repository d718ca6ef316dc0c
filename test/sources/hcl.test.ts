import { describe, expect, it } from "vitest";
import { readHcl } from "../../packages/asl-core/src/sources/hcl/body.js";
import type { Expression } from "../../packages/asl-core/src/sources/hcl/syntax.js";

/** An expression as a short text: kinds and values, without places. */
function shape(one: Expression): unknown {
  switch (one.type) {
    case "literal":
      return one.value;
    case "template":
      return one.parts.map((part) =>
        part.type === "text"
          ? part.text
          : part.type === "directive"
            ? { directive: 1 }
            : { put: shape(part.expression) },
      );
    case "object":
      return { object: one.items.map(({ key, value }) => [shape(key), shape(value)]) };
    case "tuple":
      return { tuple: one.items.map(shape) };
    case "call":
      return { [one.name]: one.parameters.map(shape) };
    case "reference":
      return one.path.join(".");
    case "conditional":
      return { if: [shape(one.condition), shape(one.yes), shape(one.no)] };
    case "operation":
      return { [one.operators.join(" ")]: one.operands.map(shape) };
    default:
      return one.type;
  }
}

const expressionOf = (text: string): Expression | undefined => readHcl(`x = ${text}`).attributes.get("x")?.value;

const EXPRESSIONS: [string, unknown][] = [
  ["1", 1],
  ["-1.5e2", -150],
  ["true", true],
  ["null", null],
  ['"a"', ["a"]],
  ['""', []],
  ['"a\\n\\"\\u00e9\\U0001F600"', ["a", "\n", '"', "é", "😀"]],
  ['"$${a} %%{b} $.c 100%"', ["${", "a} ", "%{", "b} $.c 100%"]],
  ['"a${b.c}d"', ["a", { put: "b.c" }, "d"]],
  ['"a ${~ b ~} c"', ["a", { put: "b" }, "c"]],
  ['"${a["b"]}-${c["${d}"]}"', [{ put: "a.b" }, "-", { put: "c.*" }]],
  ['"%{ if a }b%{ endif }"', [{ directive: 1 }, "b", { directive: 1 }]],
  ["a.b[0].c[*].d.*.e[f]", "a.b.0.c.*.d.*.e.*"],
  ["f(a, [1,\n 2,\n], b...)", { f: ["a", { tuple: [1, 2] }, "b"] }],
  ["provider::aws::arn_parse(a)", { "provider::aws::arn_parse": ["a"] }],
  ["a ? b : c ? d : e", { if: ["a", "b", { if: ["c", "d", "e"] }] }],
  ["a == 1 && !b", { "== &&": ["a", 1, { "!": ["b"] }] }],
  ["(\n1 +\n2\n)", { "+": [1, 2] }],
  ["[for x in y : x.z if x != null]", "opaque"],
  ["{ for k, v in y : k => v }", "opaque"],
  ["[]", { tuple: [] }],
  ["{}", { object: [] }],
  [
    '{\n a = 1 # one\n "b" : 2, // two\n /* three */ (c) = 3\n 4 = d\n}',
    {
      object: [
        [["a"], 1],
        [["b"], 2],
        ["c", 3],
        [4, "d"],
      ],
    },
  ],
  [
    "{ for_each = 1, true = 2, a-b = 3 }",
    {
      object: [
        [["for_each"], 1],
        [["true"], 2],
        [["a-b"], 3],
      ],
    },
  ],
  ["{ a = b\n}.c", "opaque"],
  ["<<EOF\n a\n  ${b}\nEOF", [" a\n  ", { put: "b" }, "\n"]],
  ["<<-EOF\n    a\n\n      b ${c}\n    d\n  EOF", ["a\n", "\n", "  b ", { put: "c" }, "\n", "d\n"]],
  ['f(<<EOF\n"\\n$${x}"\nEOF\n)', { f: [['"\\n', "${", 'x}"\n']] }],
  ["a +", "unreadable"],
  ['"a', "unreadable"],
  ["[1, 2", "unreadable"],
  ["<<EOF\nabc", "unreadable"],
];

describe("readHcl", () => {
  it.each(EXPRESSIONS)("reads %j", (text, wanted) => {
    const value = expressionOf(`${text}\n`);
    expect(value === undefined ? "unreadable" : shape(value)).toEqual(wanted);
  });
});
