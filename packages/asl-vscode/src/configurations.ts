import { type DebugConfiguration, type DebugConfigurationProvider, type WorkspaceFolder, window } from "vscode";
import { machinesIn } from "./machines.js";

/** The languages a definition may be in. */
const DEBUGGED = /^(json|jsonc|yaml|asl|asl-yaml|cloudformation)$/;

/** Completes what a configuration leaves out; without any, what is in the editor is debugged. */
export class Configurations implements DebugConfigurationProvider {
  provideDebugConfigurations(): DebugConfiguration[] {
    return [{ ...LAUNCH, program: "${file}" }];
  }

  resolveDebugConfiguration(
    folder: WorkspaceFolder | undefined,
    given: DebugConfiguration,
  ): DebugConfiguration | undefined {
    const config = isEmpty(given) ? launchOfEditor() : given;
    if (config === undefined) {
      void window.showErrorMessage("Open a state machine to debug it, or name one as program in launch.json.");
      return undefined;
    }
    return config.request === "launch" && config.cwd === undefined && folder !== undefined
      ? { ...config, cwd: folder.uri.fsPath }
      : config;
  }
}

/** What can be debugged without a launch.json: each machine in the editor. */
export class EditorConfigurations implements DebugConfigurationProvider {
  provideDebugConfigurations(): DebugConfiguration[] {
    const launch = launchOfEditor();
    if (launch === undefined) return [];
    const found = machinesIn(window.activeTextEditor!.document.getText());
    if (found.length < 2) return [launch];
    return found.map(({ id }) => ({ ...launch, name: `Debug ${id}`, program: `${launch.program}#${id}` }));
  }
}

const LAUNCH = { type: "asl", request: "launch", name: "Debug this state machine", stopOnEntry: true };

const isEmpty = ({ type, request }: Partial<DebugConfiguration>): boolean =>
  type === undefined && request === undefined;

function launchOfEditor(): DebugConfiguration | undefined {
  const document = window.activeTextEditor?.document;
  if (document === undefined || !DEBUGGED.test(document.languageId)) return undefined;
  return { ...LAUNCH, program: document.uri.fsPath };
}
