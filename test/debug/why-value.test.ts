import { describe, expect, it } from "vitest";
import { follow, whyValue } from "../../packages/asl-core/src/debug/why/index.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import { type Answer, type Asked, SimplePast } from "./support/simple-past.js";

const RESOURCE = "arn:aws:states:::lambda:invoke";
const task = (more: object) => ({ Type: "Task", Resource: RESOURCE, Next: "End", ...more });
const machine = (states: object, more: object = {}) => ({
  StartAt: "First",
  ...more,
  States: { ...states, End: { Type: "Succeed" } },
});

interface Row {
  it: string;
  text: string[];
  states: object;
  jsonata?: boolean;
  input?: Json;
  answer?(asked: Asked): Answer;
  pointer: string;
  items?: Json[];
  scope?: "Input" | "Variables";
}
const ROWS: Row[] = [
  {
    it: "says what was read of the context object",
    text: [
      '"at First"',
      "  $.at by First › Parameters = States.Format('at {}', $$.State.Name), event 2",
      "  it was computed from",
      '    $$.State.Name ("First")',
    ],
    states: { First: { Type: "Pass", Parameters: { "at.$": "States.Format('at {}', $$.State.Name)" }, Next: "End" } },
    pointer: "/at",
  },
  {
    it: "says what an expression read of the context object",
    text: [
      '"First of mine"',
      "  $.at by First › Output = $states.context.State.Name & ' of ' & $states.context.Execution.Input.owner, event 2",
      "  it was computed from",
      '    $states.context.State.Name ("First")',
      '    $states.context.Execution.Input.owner ("mine")',
    ],
    states: {
      First: {
        Type: "Pass",
        Output: { at: "{% $states.context.State.Name & ' of ' & $states.context.Execution.Input.owner %}" },
        Next: "End",
      },
    },
    jsonata: true,
    input: { owner: "mine" },
    pointer: "/at",
  },
  {
    it: "ends at the context object where a field takes a value from there",
    text: [
      '"First"',
      "  $.name by First › Parameters, event 2",
      "  $$.State.Name by First › context, event 2",
      "  it is from the context object",
    ],
    states: { First: { Type: "Pass", Parameters: { "name.$": "$$.State.Name" }, Next: "End" } },
    pointer: "/name",
  },
  {
    it: "tells an item's place apart from other items' in an ItemSelector",
    text: [
      '"1 of 2"',
      "  $.no by First › ItemSelector = States.Format('{} of {}', $$.Map.Item.Index, $.all), event 2, handed on by 1 state",
      "  it was computed from",
      "    $$.Map.Item.Index (1)",
      "    $.all (2)",
    ],
    states: {
      First: {
        Type: "Map",
        ItemsPath: "$.items",
        ItemSelector: { "no.$": "States.Format('{} of {}', $$.Map.Item.Index, $.all)" },
        ItemProcessor: { StartAt: "In", States: { In: { Type: "Pass", End: true } } },
        Next: "End",
      },
    },
    input: { items: ["a", "b"], all: 2 },
    pointer: "/1/no",
  },
  {
    it: "goes through states that hand everything on",
    text: ["1", "  $.a.b of the execution, handed on by 2 states", "  it is in the execution's input"],
    states: {
      First: { Type: "Pass", Next: "Second" },
      Second: { Type: "Choice", Choices: [{ Variable: "$.a", IsPresent: true, Next: "End" }], Default: "End" },
    },
    input: { a: { b: 1 } },
    pointer: "/a/b",
  },
  {
    it: "ends at a Result that ResultPath has put there",
    text: [
      "2",
      "  $.made.here.rate[1] by First › ResultPath, event 2",
      "  $.rate[1] by First › Result, event 2",
      "  it is written there",
    ],
    states: { First: { Type: "Pass", Result: { rate: [1, 2] }, ResultPath: "$.made.here", Next: "End" } },
    input: { a: 1 },
    pointer: "/made/here/rate/1",
  },
  {
    it: "passes by a ResultPath that writes elsewhere",
    text: ["1", "  $.a of the execution, handed on by 1 state", "  it is in the execution's input"],
    states: { First: { Type: "Pass", Result: 1, ResultPath: "$.made", Next: "End" } },
    input: { a: 1 },
    pointer: "/a",
  },
  {
    it: "stops where a ResultPath has put two things together, and names both",
    text: [
      '{"a":1,"made":1}',
      "  $ by First › ResultPath, event 2",
      "  it was put together from",
      '    the input ({"a":1})',
      "    the result (1)",
    ],
    states: { First: { Type: "Pass", Result: 1, ResultPath: "$.made", Next: "End" } },
    input: { a: 1 },
    pointer: "",
  },
  {
    it: "goes back through OutputPath, Parameters and InputPath",
    text: [
      "5",
      "  $.z by Second › OutputPath, event 4",
      "  $.deep.z by Second › Parameters, event 4",
      "  $.y by Second › InputPath, event 4",
      "  $.x.y by First › Result, event 2",
      "  it is written there",
    ],
    states: {
      First: { Type: "Pass", Result: { x: { y: 5 } }, Next: "Second" },
      Second: {
        Type: "Pass",
        InputPath: "$.x",
        Parameters: { deep: { "z.$": "$.y" } },
        OutputPath: "$.deep",
        Next: "End",
      },
    },
    pointer: "/z",
  },
  {
    it: "ends at a task's answer behind ResultSelector",
    text: [
      "3",
      "  $.got.n by First › ResultPath, event 2",
      "  $.n by First › ResultSelector, event 2",
      "  $.Payload.count by First › answer, event 5",
      "  the task answered it",
    ],
    states: { First: task({ ResultSelector: { "n.$": "$.Payload.count" }, ResultPath: "$.got" }) },
    answer: () => ({ output: { Payload: { count: 3 } } }),
    pointer: "/got/n",
  },
  {
    it: "ends at an intrinsic function, and lists what it reads",
    text: [
      "3",
      "  $.sum by First › Parameters = States.MathAdd($.a, $.b), event 2",
      "  it was computed from",
      "    $.a (1)",
      "    $.b (2)",
    ],
    states: { First: { Type: "Pass", Parameters: { "sum.$": "States.MathAdd($.a, $.b)" }, Next: "End" } },
    input: { a: 1, b: 2 },
    pointer: "/sum",
  },
  {
    it: "looks through States.JsonMerge",
    text: [
      "1",
      "  $.all.x by First › Parameters, event 2",
      "  $.a.x of the execution",
      "  it is in the execution's input",
    ],
    states: { First: { Type: "Pass", Parameters: { "all.$": "States.JsonMerge($.a, $.b, false)" }, Next: "End" } },
    input: { a: { x: 1, y: 1 }, b: { y: 2 } },
    pointer: "/all/x",
  },
  {
    it: "goes through a variable that a template reads",
    text: [
      "7",
      "  $.w by Second › Parameters, event 4",
      "  $v.k by First › Assign, event 3",
      "  $.a.k of the execution",
      "  it is in the execution's input",
    ],
    states: {
      First: { Type: "Pass", Assign: { "v.$": "$.a" }, Next: "Second" },
      Second: { Type: "Pass", Parameters: { "w.$": "$v.k" }, Next: "End" },
    },
    input: { a: { k: 7 } },
    pointer: "/w",
  },
  {
    it: "explains a variable by its Assign",
    text: ["7", "  $v.k by First › Assign, event 3", "  $.a.k of the execution", "  it is in the execution's input"],
    states: { First: { Type: "Pass", Assign: { "v.$": "$.a" }, Next: "End" } },
    input: { a: { k: 7 } },
    scope: "Variables",
    pointer: "/v/k",
  },
  {
    it: "ends at the failure that a Catch has written",
    text: [
      '"later"',
      "  $.error.Cause by First › Catch[0].ResultPath, event 2",
      "  $.Cause by First › error, event 5",
      "  it is the cause of the failure",
    ],
    states: { First: task({ Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "End" }] }) },
    answer: () => ({ error: "Busy", cause: "later" }),
    pointer: "/error/Cause",
  },
  {
    it: "goes into the branch of a Parallel that gave the element",
    text: [
      "9",
      "  $.both[1][0] by First › ResultPath, event 2",
      "  $[0] by First › branch 1 › B › InputPath, event 6",
      "  $.a[0] of the execution",
      "  it is in the execution's input",
    ],
    states: {
      First: {
        Type: "Parallel",
        Next: "End",
        ResultPath: "$.both",
        Branches: [
          { StartAt: "A", States: { A: { Type: "Pass", Result: 1, End: true } } },
          { StartAt: "B", States: { B: { Type: "Pass", InputPath: "$.a", End: true } } },
        ],
      },
    },
    input: { a: [9] },
    pointer: "/both/1/0",
  },
  {
    it: "names the branches that a Parallel's whole result is made of",
    text: [
      "[1,[9]]",
      "  $ by First › result, event 2",
      "  it was put together from",
      "    branch 0 (1)",
      "    branch 1 ([9])",
    ],
    states: {
      First: {
        Type: "Parallel",
        Next: "End",
        Branches: [
          { StartAt: "A", States: { A: { Type: "Pass", Result: 1, End: true } } },
          { StartAt: "B", States: { B: { Type: "Pass", InputPath: "$.a", End: true } } },
        ],
      },
    },
    input: { a: [9] },
    pointer: "",
  },
  {
    it: "goes into an iteration, and through ItemSelector to the item",
    text: [
      "2",
      "  $.v by First › ItemSelector, event 2, handed on by 1 state",
      "  $[1].n by First › ItemsPath, event 2",
      "  $.list[1].n of the execution",
      "  it is in the execution's input",
    ],
    states: {
      First: {
        Type: "Map",
        ItemsPath: "$.list",
        ItemSelector: { "v.$": "$$.Map.Item.Value.n", "i.$": "$$.Map.Item.Index" },
        ItemProcessor: { StartAt: "A", States: { A: { Type: "Pass", End: true } } },
        Next: "End",
      },
    },
    input: { list: [{ n: 1 }, { n: 2 }] },
    pointer: "/1/v",
  },
  {
    it: "ends at the context object for an item's index",
    text: [
      "1",
      "  $.i by First › ItemSelector, event 2, handed on by 1 state",
      "  $$.Map.Item.Index by First › context, event 2",
      "  it is from the context object",
    ],
    states: {
      First: {
        Type: "Map",
        ItemsPath: "$.list",
        ItemSelector: { "v.$": "$$.Map.Item.Value.n", "i.$": "$$.Map.Item.Index" },
        ItemProcessor: { StartAt: "A", States: { A: { Type: "Pass", End: true } } },
        Next: "End",
      },
    },
    input: { list: [{ n: 1 }, { n: 2 }] },
    pointer: "/1/i",
  },
  {
    it: "goes into a child execution of a distributed Map and out again to the item",
    text: [
      "2",
      "  $.x by First › item › A › Parameters, event 2 of child execution 2, handed on by 1 state",
      "  $[1].n by First › ItemsPath, event 2",
      "  $.list[1].n of the execution",
      "  it is in the execution's input",
    ],
    states: {
      First: {
        Type: "Map",
        ItemsPath: "$.list",
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          StartAt: "A",
          States: { A: { Type: "Pass", Parameters: { "x.$": "$.n" }, End: true } },
        },
        Next: "End",
      },
    },
    input: { list: [{ n: 1 }, { n: 2 }] },
    pointer: "/1/x",
  },
  {
    it: "follows $$.Execution.Input",
    text: [
      "1",
      "  $.a by First › Parameters, event 2",
      "  $$.Execution.Input.a of the execution",
      "  it is in the execution's input",
    ],
    states: {
      First: { Type: "Pass", Parameters: { "a.$": "$$.Execution.Input.a", "n.$": "$$.State.Name" }, Next: "End" },
    },
    input: { a: 1 },
    pointer: "/a",
  },
  {
    it: "ends at the context object for other names in it",
    text: [
      '"First"',
      "  $.n by First › Parameters, event 2",
      "  $$.State.Name by First › context, event 2",
      "  it is from the context object",
    ],
    states: {
      First: { Type: "Pass", Parameters: { "a.$": "$$.Execution.Input.a", "n.$": "$$.State.Name" }, Next: "End" },
    },
    input: { a: 1 },
    pointer: "/n",
  },
  {
    it: "follows an expression that is nothing but a path",
    text: ["1", "  $.total by First › Output, event 2", "  $.a.b of the execution", "  it is in the execution's input"],
    jsonata: true,
    states: { First: { Type: "Pass", Output: { total: "{% $states.input.a.b %}", lit: 5 }, Next: "End" } },
    input: { a: { b: 1 } },
    pointer: "/total",
  },
  {
    it: "ends at an expression inside an object constructor, with what that part reads",
    text: [
      "3",
      "  $.total by First › Output = { 'total': $states.input.a + $states.input.b, 'k': $states.input.a }, event 2",
      "  it was computed from",
      "    $states.input.a (1)",
      "    $states.input.b (2)",
    ],
    jsonata: true,
    states: {
      First: {
        Type: "Pass",
        Output: "{% { 'total': $states.input.a + $states.input.b, 'k': $states.input.a } %}",
        Next: "End",
      },
    },
    input: { a: 1, b: 2 },
    pointer: "/total",
  },
  {
    it: "looks through a block, its names and an object constructor",
    text: ["1", "  $.total by First › Output, event 2", "  $.a of the execution", "  it is in the execution's input"],
    jsonata: true,
    states: {
      First: { Type: "Pass", Output: "{% ( $x := $states.input; { 'total': $x.a, 'k': 4 } ) %}", Next: "End" },
    },
    input: { a: 1, b: 2 },
    pointer: "/total",
  },
  {
    it: "looks through $merge to the layer that has the key",
    text: ["1", "  $.a by First › Output, event 2", "  $.a of the execution", "  it is in the execution's input"],
    jsonata: true,
    states: { First: { Type: "Pass", Output: "{% $merge([$states.input, {'b': 5}]) %}", Next: "End" } },
    input: { a: 1, b: 2 },
    pointer: "/a",
  },
  {
    it: "takes the upper layer of $merge",
    text: ["5", "  $.b by First › Output, event 2", "  it is written there"],
    jsonata: true,
    states: { First: { Type: "Pass", Output: "{% $merge([$states.input, {'b': 5}]) %}", Next: "End" } },
    input: { a: 1, b: 2 },
    pointer: "/b",
  },
  {
    it: "does not guess between two ways with the same value",
    text: [
      "2",
      "  $ by First › Output = $states.input.a = 1 ? $states.input.b : $states.input.c, event 2",
      "  it was computed from",
      "    $states.input.a (1)",
      "    $states.input.b (2)",
      "    $states.input.c (2)",
    ],
    jsonata: true,
    states: {
      First: { Type: "Pass", Output: "{% $states.input.a = 1 ? $states.input.b : $states.input.c %}", Next: "End" },
    },
    input: { a: 1, b: 2, c: 2 },
    pointer: "",
  },
  {
    it: "takes the one way of a condition that has the value",
    text: ["2", "  $ by First › Output, event 2", "  $.b of the execution", "  it is in the execution's input"],
    jsonata: true,
    states: {
      First: { Type: "Pass", Output: "{% $states.input.a = 1 ? $states.input.b : $states.input.c %}", Next: "End" },
    },
    input: { a: 1, b: 2, c: 3 },
    pointer: "",
  },
  {
    it: "ends at a task's answer behind Output",
    text: [
      "4",
      "  $.r by First › Output, event 2",
      "  $.Payload.n by First › answer, event 5",
      "  the task answered it",
    ],
    jsonata: true,
    states: {
      First: {
        ...task({}),
        Arguments: { FunctionName: "f" },
        Assign: { got: "{% $states.result.Payload %}" },
        Output: { r: "{% $states.result.Payload.n %}" },
      },
    },
    answer: () => ({ output: { Payload: { n: 4 } } }),
    pointer: "/r",
  },
  {
    it: "follows $states.context.Map.Item.Value to the item",
    text: [
      "2",
      "  $ by First › item › A › Output, event 9, handed on by 1 state",
      "  $[1].n by First › Items, event 2",
      "  $.list[1].n of the execution",
      "  it is in the execution's input",
    ],
    jsonata: true,
    states: {
      First: {
        Type: "Map",
        Items: "{% $states.input.list %}",
        ItemProcessor: {
          StartAt: "A",
          States: { A: { Type: "Pass", Output: "{% $states.context.Map.Item.Value.n %}", End: true } },
        },
        Next: "End",
      },
    },
    input: { list: [{ n: 1 }, { n: 2 }] },
    pointer: "/1",
  },
  {
    it: "ends at the failure that a catcher's Output reads",
    text: [
      '"Busy"',
      "  $.e by First › Catch[0].Output, event 2",
      "  $.Error by First › error, event 5",
      "  it is the name of the failure",
    ],
    jsonata: true,
    states: {
      First: {
        ...task({
          Catch: [
            {
              ErrorEquals: ["Busy"],
              Output: { e: "{% $states.errorOutput.Error %}" },
              Assign: { x: "{% $states.errorOutput %}" },
              Next: "End",
            },
          ],
        }),
        Arguments: {},
      },
    },
    answer: () => ({ error: "Busy" }),
    pointer: "/e",
  },
  {
    it: "ends at a literal of another block's Assign",
    text: [
      "3",
      "  $.rate by Split › branch 0 › A › Parameters, event 6, handed on by 1 state",
      "  $rate by First › Assign, event 3",
      "  it is written there",
    ],
    states: {
      First: { Type: "Pass", Assign: { rate: 3 }, Next: "Split" },
      Split: {
        Type: "Parallel",
        Branches: [{ StartAt: "A", States: { A: { Type: "Pass", Parameters: { "rate.$": "$rate" }, End: true } } }],
        Next: "End",
      },
    },
    pointer: "/0/rate",
  },
  {
    it: "says which visit of a loop made the value",
    text: [
      "3",
      "  $.n by First (visit 3) › Parameters = States.MathAdd($.n, 1), event 10, handed on by 1 state",
      "  it was computed from",
      "    $.n (2)",
    ],
    states: {
      First: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)" }, Next: "Again" },
      Again: { Type: "Choice", Choices: [{ Variable: "$.n", NumericLessThan: 3, Next: "First" }], Default: "End" },
    },
    input: { n: 0 },
    pointer: "/n",
  },
  {
    it: "counts the states of a long way in one line",
    text: ["1", "  $.a of the execution, handed on by 3 states", "  it is in the execution's input"],
    states: {
      First: { Type: "Pass", Next: "A" },
      A: { Type: "Pass", Next: "B" },
      B: { Type: "Pass", Result: 1, ResultPath: "$.other", Next: "End" },
    },
    input: { a: 1 },
    pointer: "/a",
  },
  {
    it: "ends at what an ItemReader read",
    text: ["5", "  $[0].n by First › ItemReader, event 2, handed on by 1 state", "  the ItemReader read it"],
    states: {
      First: {
        Type: "Map",
        ItemReader: { Resource: "arn:aws:states:::s3:getObject", Parameters: { Bucket: "b", Key: "k" } },
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          StartAt: "A",
          States: { A: { Type: "Pass", End: true } },
        },
        Next: "End",
      },
    },
    items: [{ n: 5 }],
    pointer: "/0/n",
  },
  {
    it: "finds the item of a batch",
    text: [
      "2",
      "  $.Items[1] by First › ItemBatcher, event 2, handed on by 1 state",
      "  $[1] by First › ItemsPath, event 2",
      "  $.l[1] of the execution",
      "  it is in the execution's input",
    ],
    states: {
      First: {
        Type: "Map",
        ItemsPath: "$.l",
        ItemBatcher: { MaxItemsPerBatch: 2 },
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          StartAt: "A",
          States: { A: { Type: "Pass", End: true } },
        },
        Next: "End",
      },
    },
    input: { l: [1, 2, 3] },
    pointer: "/0/Items/1",
  },
  {
    it: "leaves out children whose failure was tolerated",
    text: [
      '"ok"',
      "  $ by First › item › A › answer, event 5 of child execution 2, handed on by 1 state",
      "  the task answered it",
    ],
    states: {
      First: {
        Type: "Map",
        ItemsPath: "$.l",
        ToleratedFailureCount: 1,
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          StartAt: "A",
          States: { A: { Type: "Task", Resource: RESOURCE, End: true } },
        },
        Next: "End",
      },
    },
    input: { l: [1, 2] },
    answer: ({ arguments: sent }) => (sent === 1 ? { error: "No" } : { output: "ok" }),
    pointer: "/0",
  },
  {
    it: "takes the answer of the last try",
    text: ["1", "  $.a by First › answer, event 8", "  the task answered it"],
    states: { First: task({ Retry: [{ ErrorEquals: ["Busy"] }] }) },
    answer: ({ attempt }) => (attempt === 0 ? { error: "Busy" } : { output: { a: attempt } }),
    pointer: "/a",
  },
  {
    it: "explains what a Choice rule assigns",
    text: [
      "1",
      "  $v by First › Choices[0].Assign, event 3",
      "  $.a of the execution",
      "  it is in the execution's input",
    ],
    states: {
      First: {
        Type: "Choice",
        Choices: [{ Variable: "$.a", IsPresent: true, Assign: { "v.$": "$.a" }, Next: "End" }],
        Default: "End",
      },
    },
    input: { a: 1 },
    scope: "Variables",
    pointer: "/v",
  },
  {
    it: "folds the turns of a loop into one line",
    text: [
      "1",
      "$.keep.a by First (visit 4) › Parameters, event 14, in 4 turns, handed on by 1 state",
      "$.keep.a of the execution",
      "it is in the execution's input",
    ].map((line, i) => (i === 0 ? line : `  ${line}`)),
    states: {
      First: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)", "keep.$": "$.keep" }, Next: "Again" },
      Again: { Type: "Choice", Choices: [{ Variable: "$.n", NumericLessThan: 4, Next: "First" }], Default: "End" },
    },
    input: { n: 0, keep: { a: 1 } },
    pointer: "/keep/a",
  },
  {
    it: "finds BatchInput, and the items of later batches behind an ItemSelector",
    text: [
      "3",
      "  $.Items[0].v by First › ItemBatcher, event 2, handed on by 1 state",
      "  $.v by First › ItemSelector, event 2",
      "  $[2] by First › ItemsPath, event 2",
      "  $.l[2] of the execution",
      "  it is in the execution's input",
    ],
    states: {
      First: {
        Type: "Map",
        ItemsPath: "$.l",
        ItemSelector: { "v.$": "$$.Map.Item.Value" },
        ItemBatcher: { MaxItemsPerBatch: 2 },
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          StartAt: "A",
          States: { A: { Type: "Pass", End: true } },
        },
        Next: "End",
      },
    },
    input: { l: [1, 2, 3] },
    pointer: "/1/Items/0/v",
  },
  {
    it: "says that a JSONata path has looked into the members of an array",
    text: [
      "[1,2]",
      "  $.ids by First › Output = $states.input.l.id, event 2",
      "  it was computed from",
      '    $states.input.l ([{"id":1},{"id":2}])',
    ],
    jsonata: true,
    states: { First: { Type: "Pass", Output: { ids: "{% $states.input.l.id %}" }, Next: "End" } },
    input: { l: [{ id: 1 }, { id: 2 }] },
    pointer: "/ids",
  },
  {
    it: "says that an index was past the end of an array",
    text: ["null", "  $.x by First › Parameters = $.l[5], event 2", "  it was computed from", "    $.l ([1])"],
    states: { First: { Type: "Pass", Parameters: { "x.$": "$.l[5]" }, Next: "End" } },
    input: { l: [1] },
    pointer: "/x",
  },
];

const whyOf = ({ states, jsonata, input, answer, items, pointer, scope = "Input" }: Row) => {
  const past = new SimplePast(machine(states, jsonata ? { QueryLanguage: "JSONata" } : {}), { input, answer, items });
  const scene = past.sceneAt(past.before("SucceedStateEntered"));
  return { past, scene, why: whyValue(scene, past, "0:1", scope, pointer) };
};

describe("why a value is what it is", () => {
  it.each(ROWS)("$it", (row) => {
    expect(whyOf(row).why.text.split("\n")).toEqual(row.text);
  });

  it.each(ROWS)("gives places and reads that have the value, and can be followed: $it", (row) => {
    const { past, scene, why } = whyOf(row);
    for (const link of why.links) expect(link.value).toEqual(why.value);
    for (const { source, value } of why.reads) {
      if (value !== undefined) expect(follow(scene, past, source).value).toEqual(value);
    }
  });
});
