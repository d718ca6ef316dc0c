import { readFileSync } from "node:fs";

/** What asl-cli's package.json says about it. */
export interface Package {
  readonly version: string;
  /** Where the project is at home; absent as long as it has no public address. */
  readonly homepage?: string;
}

/** The package's own; the file stands above both the sources and the build. */
export const ownPackage = (): Package =>
  JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as Package;
