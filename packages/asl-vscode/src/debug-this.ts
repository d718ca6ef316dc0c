import { debug, type ExtensionContext, type TextDocument, type Uri, window, workspace } from "vscode";
import { machinesIn } from "./machines.js";

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
  const machine = await chosenMachine(uri);
  if (machine === undefined) return;
  const input = await inputFor(workspaceState, `${uri.toString()}${machine}`);
  if (input === undefined) return;
  const name = `Debug ${workspace.asRelativePath(uri)}${machine}`;
  const configuration = {
    type: "asl",
    request: "launch",
    name,
    program: uri.fsPath + machine,
    input: input.trim() || "{}",
    stopOnEntry: true,
  };
  await debug.startDebugging(workspace.getWorkspaceFolder(uri), configuration);
}

/** Undefined where none is given. The last one is offered. */
async function inputFor(kept: ExtensionContext["workspaceState"], machine: string): Promise<string | undefined> {
  const key = `input of ${machine}`;
  const input = await window.showInputBox({
    title: "Debug this state machine",
    prompt: "The input: JSON, or the path of a JSON or YAML file",
    value: kept.get<string>(key, "{}"),
    ignoreFocusOut: true,
  });
  if (input !== undefined) await kept.update(key, input);
  return input;
}

/** `#Id` of the machine meant in a template of several, "" where there is one; undefined where none is chosen. */
async function chosenMachine(uri: Uri): Promise<string | undefined> {
  const found = machinesIn((await opened(uri))?.getText() ?? "");
  if (found.length < 2) return "";
  const editor = window.activeTextEditor;
  const cursor = editor?.document.uri.toString() === uri.toString() ? editor.selection.active.line : -1;
  const under = found.findLast(({ line }) => line <= cursor);
  const ids = found.map(({ id }) => id);
  const offered = under === undefined ? ids : [under.id, ...ids.filter((id) => id !== under.id)];
  const chosen = await window.showQuickPick(offered, {
    title: "Debug this state machine",
    placeHolder: "Which state machine of the template?",
    ignoreFocusOut: true,
  });
  return chosen === undefined ? undefined : `#${chosen}`;
}

/** What is in a file, or in the editor of it. Undefined where it cannot be read: the debugger says why. */
async function opened(uri: Uri): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}
