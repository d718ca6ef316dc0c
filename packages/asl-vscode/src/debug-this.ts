import { debug, type ExtensionContext, type Uri, window, workspace } from "vscode";

/** Debugs the machine in a file: the one that was clicked on, or the one in the editor. The input is asked for, and kept. */
export async function debugThis(
  { workspaceState }: Pick<ExtensionContext, "workspaceState">,
  clicked?: Uri,
): Promise<void> {
  const uri = clicked ?? window.activeTextEditor?.document.uri;
  if (uri === undefined || uri.scheme !== "file") {
    void window.showErrorMessage("Open a state machine that stands in a file to debug it.");
    return;
  }
  const key = `input of ${uri.toString()}`;
  const input = await window.showInputBox({
    title: "Debug this state machine",
    prompt: "The input: JSON, or the path of a JSON or YAML file",
    value: workspaceState.get<string>(key, "{}"),
    ignoreFocusOut: true,
  });
  if (input === undefined) return;
  await workspaceState.update(key, input);
  const name = `Debug ${workspace.asRelativePath(uri)}`;
  const configuration = {
    type: "asl",
    request: "launch",
    name,
    program: uri.fsPath,
    input: input.trim() || "{}",
    stopOnEntry: true,
  };
  await debug.startDebugging(workspace.getWorkspaceFolder(uri), configuration);
}
