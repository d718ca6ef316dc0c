import { expect, it } from "vitest";
import { executionName, executionNames } from "../../packages/asl-viewer/src/timeline/index.js";

const standard = (name: string): string => `arn:aws:states:us-east-1:123456789012:execution:Orders:${name}`;
const express = (name: string, id: string): string =>
  `arn:aws:states:us-east-1:123456789012:express:Orders:${name}:${id}`;

it.each([
  ["a Standard execution", standard("o-1"), "o-1"],
  ["an Express execution, without its id", express("o-1", "5d0a"), "o-1"],
  ["a child execution", standard("x").replace("Orders", "Orders/Each"), "x"],
  ["what is no ARN", "mine", "mine"],
  ["none", null, undefined],
])("names %s", (_, arn, name) => {
  expect(executionName(arn)).toBe(name);
});

it("tells Express executions of one name from each other, and counts those without a name", () => {
  expect(executionNames([express("a", "1"), express("a", "2"), express("b", "3"), standard("c"), null])).toEqual([
    ...["a (1)", "a (2)", "b", "c", "Execution 5"],
  ]);
});
