import { decode } from "../../drivers/objects/body.js";
import type { ServiceModel, ServiceModels } from "./service-model.js";
import { type Inflate, type PiecewiseFile, type ZipEntry, zipBytes, zipEntries } from "./zip.js";

/** `botocore/data/<service>/<version>/service-2.json` or `.json.gz`, wherever in the archive. */
const MODEL = /(?:^|\/)botocore\/data\/([^/]+)\/([^/]+)\/service-2\.json(?:\.gz)?$/;

/**
 * Service models out of a zip archive that holds the AWS CLI, whose botocore carries them all. Of several versions of a
 * service the newest counts. Only models that are asked for are unpacked, each once; a service is found by its folder, and
 * where that is named differently by the service ids in all models. Rejects with Error where the archive is damaged.
 */
export function modelArchive(file: PiecewiseFile, inflate: Inflate): ServiceModels {
  const archive = new Archive(file, inflate);
  return async (service) => archive.model(service);
}

class Archive {
  private folders: Map<string, ZipEntry> | undefined;
  private ids: Map<string, ZipEntry> | undefined;
  private readonly models = new Map<ZipEntry, ServiceModel>();

  constructor(
    private readonly file: PiecewiseFile,
    private readonly inflate: Inflate,
  ) {}

  model(service: string): ServiceModel | undefined {
    this.folders ??= newest(zipEntries(this.file));
    const near = this.folders.get(service);
    if (near !== undefined) {
      const model = this.read(near);
      if (plain(model.metadata.serviceId) === service) return model;
    }
    this.ids ??= this.byId(this.folders.values());
    const entry = this.ids.get(service);
    return entry && this.read(entry);
  }

  private read(entry: ZipEntry): ServiceModel {
    let model = this.models.get(entry);
    if (model === undefined) {
      model = JSON.parse(decode(zipBytes(this.file, entry, this.inflate))) as ServiceModel;
      this.models.set(entry, model);
    }
    return model;
  }

  /** The id stands near the beginning of a model: what comes after it need not be unpacked. */
  private byId(entries: Iterable<ZipEntry>): Map<string, ZipEntry> {
    const ids = new Map<string, ZipEntry>();
    for (const entry of entries) {
      const id = /"serviceId":\s*"([^"]*)"/.exec(this.beginning(entry))?.[1];
      if (id !== undefined) ids.set(plain(id), entry);
    }
    return ids;
  }

  private beginning(entry: ZipEntry): string {
    return decode(zipBytes(this.file, entry, this.inflate, true).slice(0, 4096));
  }
}

/** Folder, without dashes → its newest model. Versions are dates. */
function newest(entries: readonly ZipEntry[]): Map<string, ZipEntry> {
  const found = new Map<string, { version: string; entry: ZipEntry }>();
  for (const entry of entries) {
    const match = MODEL.exec(entry.name);
    if (match === null) continue;
    const [, folder, version] = match;
    const known = found.get(plain(folder));
    if (known === undefined || known.version < version) found.set(plain(folder), { version, entry });
  }
  return new Map([...found].map(([folder, { entry }]) => [folder, entry]));
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
