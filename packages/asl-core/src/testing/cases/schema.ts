import type { JsonObject } from "../../json.js";
import { FILE } from "./format.js";
import { schemaOf } from "./shape-schema.js";

/**
 * The JSON Schema (draft-07) of test files, for editors. Cases of tables may hold placeholders wherever they like, so a
 * value that is `${name}` passes everywhere in them.
 */
export function testFileSchema(): JsonObject {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Tests of state machines, as asl test reads them",
    ...schemaOf(FILE),
  };
}
