import { describe, expect, it } from "vitest";
import {
  parsePointer,
  pointerOfPath,
  readablePath,
  toAwsLocation,
  toPointer,
} from "../../packages/asl-core/src/definition/index.js";

describe("places", () => {
  it.each([
    [[], "", "/", ""],
    [["States", "A"], "/States/A", "/States/A", "A"],
    [["States", "a/b~c", "Next"], "/States/a~1b~0c/Next", "/States/a/b~c/Next", "a/b~c › Next"],
    [
      ["States", "P", "Branches", 0, "States", "W"],
      "/States/P/Branches/0/States/W",
      "/States/P/Branches[0]/States/W",
      "P › branch 0 › W",
    ],
    [
      ["States", "M", "ItemProcessor", "States", "W", "Catch", 1, "Next"],
      "/States/M/ItemProcessor/States/W/Catch/1/Next",
      "/States/M/ItemProcessor/States/W/Catch[1]/Next",
      "M › item › W › Catch[1].Next",
    ],
    [
      ["States", "M", "Iterator", "StartAt"],
      "/States/M/Iterator/StartAt",
      "/States/M/Iterator/StartAt",
      "M › item › StartAt",
    ],
    [["StartAt"], "/StartAt", "/StartAt", "StartAt"],
  ])("names %j for machines, for AWS and for people", (segments, pointer, location, path) => {
    expect(toPointer(segments)).toBe(pointer);
    expect(parsePointer(pointer)).toEqual(segments.map(String));
    expect(toAwsLocation(segments)).toBe(location);
    expect(readablePath(segments)).toBe(path);
    expect(readablePath(pointer)).toBe(path);
  });

  it.each([
    ["A", "/States/A"],
    ["P › branch 1 › item", "/States/P/Branches/1/ItemProcessor"],
    ["M > item > W", "/States/M/ItemProcessor/States/W"],
    ["branch 0", "/States/branch 0"],
  ])("finds the state %j means", (path, pointer) => {
    expect(pointerOfPath(path)).toBe(pointer);
  });
});
