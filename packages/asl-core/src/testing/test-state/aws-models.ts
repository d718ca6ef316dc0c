import { builtin } from "../files.js";
import { modelArchive } from "./model-archive.js";
import type { ServiceModels } from "./service-model.js";
import type { Inflate, PiecewiseFile } from "./zip.js";

/** The package that carries the models: AWS's own, Apache-2.0, a dependency of many CDK projects already. */
export const MODELS_PACKAGE = "@aws-cdk/asset-awscli-v1";

/** What to tell where it is missing. */
export const MODELS_HINT = `The models of AWS's services come with ${MODELS_PACKAGE}: npm install --save-dev ${MODELS_PACKAGE}`;

interface Files {
  openSync(path: string, flags: "r"): number;
  fstatSync(file: number): { readonly size: number };
  readSync(file: number, buffer: Uint8Array, offset: number, length: number, position: number): number;
}
interface Modules {
  createRequire(path: string): { resolve(name: string): string };
}
type Unpack = (bytes: Uint8Array, options: { maxOutputLength: number; finishFlush: number }) => Uint8Array;
interface Zlib {
  readonly constants: { readonly Z_SYNC_FLUSH: number };
  readonly inflateRawSync: Unpack;
  readonly gunzipSync: Unpack;
}
interface Paths {
  resolve(...paths: string[]): string;
}

/**
 * The published models of all AWS services, out of the package MODELS_PACKAGE where it is installed: looked for from each
 * of `from` (files or folders), then from the working folder. Undefined where it is not, or where the host has no files.
 * Nothing is read before a model is asked for; a model then takes some milliseconds, and is kept.
 */
export function awsModels(...from: string[]): ServiceModels | undefined {
  const path = archivePath([...from, "."]);
  if (path === undefined) return undefined;
  const known = archives.get(path) ?? archiveAt(path);
  archives.set(path, known);
  return known;
}

/** Each archive is opened once. */
const archives = new Map<string, ServiceModels>();

function archiveAt(path: string): ServiceModels {
  let models: ServiceModels | undefined;
  return (service) => {
    models ??= modelArchive(open(path), inflate);
    return models(service);
  };
}

function archivePath(from: readonly string[]): string | undefined {
  for (const place of from)
    try {
      const start = builtin<Paths>("node:path").resolve(place, "package.json");
      return builtin<Modules>("node:module").createRequire(start).resolve(`${MODELS_PACKAGE}/lib/layer.zip`);
    } catch {}
  return undefined;
}

function open(path: string): PiecewiseFile {
  const { openSync, fstatSync, readSync } = builtin<Files>("node:fs");
  const file = openSync(path, "r");
  return {
    size: fstatSync(file).size,
    read(offset, length) {
      const buffer = new Uint8Array(length);
      return buffer.subarray(0, readSync(file, buffer, 0, length, offset));
    },
  };
}

/** Z_SYNC_FLUSH: bytes that end early give what they hold. */
const inflate: Inflate = (bytes, most, format) => {
  const { inflateRawSync, gunzipSync, constants } = builtin<Zlib>("node:zlib");
  const unpack = format === "raw" ? inflateRawSync : gunzipSync;
  return unpack(bytes, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH });
};
