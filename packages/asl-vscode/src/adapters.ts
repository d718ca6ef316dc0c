import {
  type DebugAdapterDescriptor,
  type DebugAdapterDescriptorFactory,
  DebugAdapterExecutable,
  DebugAdapterServer,
  type DebugSession,
  type ExtensionContext,
} from "vscode";

/** Starts the `asl dap` that comes with the extension, on the editor's own Node; to attach, connects to one that listens. */
export class Adapters implements DebugAdapterDescriptorFactory {
  constructor(private readonly context: Pick<ExtensionContext, "asAbsolutePath">) {}

  createDebugAdapterDescriptor({ configuration, workspaceFolder }: DebugSession): DebugAdapterDescriptor {
    const { request, port, host } = configuration;
    if (request === "attach" && typeof port === "number") return new DebugAdapterServer(port, host);
    const cwd = workspaceFolder?.uri.fsPath;
    return new DebugAdapterExecutable(
      "node",
      [this.context.asAbsolutePath("asl/dist/asl.js"), "dap"],
      cwd ? { cwd } : {},
    );
  }
}
