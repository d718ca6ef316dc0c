import { shortPath } from "../files.js";
import { usage } from "../stop.js";
import { findFiles } from "../validate/files.js";

/** Test files by their names. */
const TEST_FILES = ["**/*.asl.test.{yaml,yml,json}"];

/**
 * The test files that are meant: files, globs, and folders for all below them; all below the current folder where nothing
 * is named. Throws Stop (usage) where there are none.
 */
export function findTests(files: readonly string[], allowEmpty: boolean): string[] {
  const search = { files: files.length === 0 ? ["."] : files, folder: process.cwd(), ignore: [], allowEmpty: true };
  const found = findFiles({ ...search, inFolders: TEST_FILES }).map(({ path }) => shortPath(path));
  if (found.length > 0 || allowEmpty) return found;
  throw usage(
    "no test files were found",
    "They are called *.asl.test.yaml, .yml or .json; --allow-empty lets this pass.",
  );
}
