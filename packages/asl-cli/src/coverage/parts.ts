import { randomUUID } from "node:crypto";
import { accessSync, constants, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseJson } from "asl-core";
import { Coverage, CoverageError } from "asl-core/testing/coverage";
import { readTextFile, shortPath } from "../files.js";
import { makeFolder } from "../make-folder.js";
import { EXIT, Stop, usage } from "../stop.js";
import { whyUnwritable } from "../unwritable.js";

const PART = /^asl-coverage-.+\.json$/;
const PURPOSE = { what: "coverage", exitCode: EXIT.usage };

/**
 * Writes coverage as one more part into a folder, for `asl coverage` to merge: under a name of its own, and whole or not at
 * all, so that processes do not disturb each other. Throws Stop where that fails.
 */
export function writePart(folder: string, coverage: Coverage): void {
  const name = `asl-coverage-${process.pid}-${randomUUID()}`;
  const unfinished = join(folder, `${name}.tmp`);
  try {
    makeFolder(folder);
    writeFileSync(unfinished, JSON.stringify(coverage), { flag: "wx" });
    renameSync(unfinished, join(folder, `${name}.json`));
  } catch (reason) {
    discard(unfinished);
    throw unwritable(folder, reason);
  }
}

/** Makes the folder where it is missing. Throws Stop where nothing can be written into it. */
export function checkFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (reason) {
    throw unwritable(folder, reason);
  }
}

function unwritable(folder: string, reason: unknown): Stop {
  const { code } = reason as NodeJS.ErrnoException;
  const why = code === "EEXIST" || code === "ENOTDIR" ? "there is a file of that name" : whyUnwritable(reason);
  return new Stop(EXIT.usage, `cannot write coverage into ${shortPath(folder)}: ${why}`, "Name another folder.");
}

/** What cannot be taken away was never there. */
function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {}
}

/** All parts of some folders, merged; a file stands for itself. Throws Stop where there are none, or one is damaged. */
export function readParts(places: readonly string[]): Coverage {
  const files = places.flatMap(filesIn);
  if (files.length === 0)
    throw usage(
      `there is no coverage in ${places.map(shortPath).join(", ")}`,
      "Collect it with asl run --coverage <folder>, asl test --coverage, or ASL_COVERAGE_DIR=<folder> in front of vitest.",
    );
  const all = new Coverage();
  for (const file of files) all.add(readPart(file));
  return all;
}

function readPart(file: string): Coverage {
  try {
    return Coverage.from(parseJson(readTextFile(file, PURPOSE)));
  } catch (error) {
    if (!(error instanceof CoverageError)) throw error;
    throw usage(`cannot read the coverage in ${shortPath(file)}: ${error.message}`);
  }
}

function filesIn(place: string): string[] {
  try {
    if (!statSync(place).isDirectory()) return [place];
    const names = readdirSync(place).filter((name) => PART.test(name));
    return names.sort().map((name) => join(place, name));
  } catch {
    throw usage(`there is no folder ${shortPath(place)}`);
  }
}
