import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Who opens texts. */
interface Opener {
  open(text: string | Blob, name?: string): Promise<unknown>;
  readonly comparing: {
    /** What is opened next belongs together, until `end` is called: see ComparisonView. */
    together(): void;
    end(): void;
    readonly versions: { replacing(work: () => Promise<unknown>): Promise<void> };
  };
}

/** Files and texts that are dropped, pasted or picked. */
export class Incoming implements ReactiveController {
  /** Whether something is held over the element. */
  dropping = false;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement & Opener) {
    host.addController(this);
    host.addEventListener("paste", this.paste);
    host.addEventListener("dragover", this.over);
    host.addEventListener("dragleave", () => this.hold(false));
    host.addEventListener("drop", this.drop);
  }

  hostConnected(): void {}

  /** Opens files, definitions first. Of those that hold a run the first two are compared; so are two definitions without a run. */
  openFiles(files: Iterable<File>): Promise<void> {
    return this.host.comparing.versions.replacing(() => this.openAll(files));
  }

  private async openAll(files: Iterable<File>): Promise<void> {
    const known = await Promise.all(Array.from(files, async (file) => ({ file, first: await isDefinition(file) })));
    known.sort((a, b) => Number(b.first) - Number(a.first));
    const { comparing } = this.host;
    if (known.length > 1) comparing.together();
    for (const { file } of known) await this.host.open(file, file.name);
    comparing.end();
  }

  /** Opens what a paste event brings, and takes it from whoever else listens. */
  take(event: ClipboardEvent): void {
    const files = event.clipboardData?.files;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (files !== undefined && files.length > 0) void this.openFiles(Array.from(files));
    else if (text.trim() !== "") void this.openText(text);
    else return;
    event.preventDefault();
  }

  private openText(text: string): Promise<void> {
    return this.host.comparing.versions.replacing(() => this.host.open(text));
  }

  /** Asks for files. */
  readonly pick = (): void => {
    const input = document.createElement("input");
    Object.assign(input, { type: "file", multiple: true });
    input.onchange = () => void this.openFiles(Array.from(input.files ?? []));
    input.click();
  };

  private readonly paste = (event: ClipboardEvent): void => {
    const target = event.composedPath()[0] as Element;
    if (!target.matches?.("input, textarea")) this.take(event);
  };

  private readonly over = (event: DragEvent): void => {
    event.preventDefault();
    this.hold(true);
  };

  private readonly drop = (event: DragEvent): void => {
    event.preventDefault();
    this.hold(false);
    const files = event.dataTransfer?.files;
    if (files !== undefined && files.length > 0) void this.openFiles(Array.from(files));
    else void this.openText(event.dataTransfer?.getData("text/plain") ?? "");
  };

  private hold(dropping: boolean): void {
    if (dropping === this.dropping) return;
    this.dropping = dropping;
    this.host.requestUpdate();
  }
}

/** What a definition shows at its beginning, in characters; in a template it may be a text in quotes. */
const BEGINNING = 100_000;

/** Files that cannot be read are no definitions; why is said when they are opened. */
const isDefinition = (file: File): Promise<boolean> =>
  file
    .slice(0, BEGINNING)
    .text()
    .then(
      (text) => /"States\\?"|^\s*States:/m.test(text),
      () => false,
    );
