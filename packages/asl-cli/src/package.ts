import { readFileSync } from "node:fs";

/** What asl-cli's package.json says about it. */
export interface Package {
  readonly version: string;
  /** Where the project is at home; absent as long as it has no public address. */
  readonly homepage?: string;
}

/** A file of the package, by its path in it. The package's folder stands above both the sources and the build. */
export const packageFile = (path: string): URL => new URL(`../${path}`, import.meta.url);

/** The package's own. */
export const ownPackage = (): Package => JSON.parse(readFileSync(packageFile("package.json"), "utf8")) as Package;
