import type { OpenFile } from "asl-core";
import { readTextFile } from "../files.js";
import { EXIT, Stop } from "../stop.js";

/** Opens files that others name, and adds the path of each to `opened`, whether it is there or not, and to `texts` what is. */
export const openInto =
  (opened: Set<string>, texts: string[] = []): OpenFile =>
  (path) => {
    opened.add(path);
    try {
      const text = readTextFile(path, { what: "definition", exitCode: EXIT.definition });
      texts.push(text);
      return text;
    } catch (error) {
      if (error instanceof Stop) return undefined;
      throw error;
    }
  };
