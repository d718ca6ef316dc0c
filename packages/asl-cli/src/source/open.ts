import type { OpenFile } from "asl-core";
import { readTextFile } from "../files.js";
import { EXIT, Stop } from "../stop.js";

/** Opens files that others name, and adds the path of each to `opened`, whether it is there or not. */
export const openInto =
  (opened: Set<string>): OpenFile =>
  (path) => {
    opened.add(path);
    try {
      return readTextFile(path, { what: "definition", exitCode: EXIT.definition });
    } catch (error) {
      if (error instanceof Stop) return undefined;
      throw error;
    }
  };
