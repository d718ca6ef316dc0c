import { type DebugSessionCustomEvent, window } from "vscode";

/** What the debugger tells of a task that nobody answers. */
interface Task {
  readonly path: string;
  readonly resource: string;
}

/** Offers to answer a task that waits; it can be answered in the debug console as well. */
export async function askForAnswer({ session, event, body }: DebugSessionCustomEvent): Promise<void> {
  if (session.type !== "asl" || event !== "asl/task") return;
  const { path, resource } = body as Task;
  const chosen = await window.showInformationMessage(`${path} waits for an answer of ${resource}.`, "Answer…", "Fail…");
  if (chosen === undefined) return;
  const isAnswer = chosen === "Answer…";
  const prompt = isAnswer ? `What ${path} is answered, as JSON` : "The error's name, and its cause after a blank";
  const written = await window.showInputBox({
    prompt,
    value: isAnswer ? '{"Payload": {}}' : "States.TaskFailed",
    ignoreFocusOut: true,
  });
  if (written === undefined) return;
  try {
    await session.customRequest(
      "asl/answer",
      isAnswer ? { state: path, output: JSON.parse(written) } : failure(path, written),
    );
  } catch (reason) {
    void window.showErrorMessage(
      `${path} was not answered: ${reason instanceof Error ? reason.message : String(reason)}`,
    );
  }
}

function failure(state: string, written: string) {
  const [error, ...cause] = written.trim().split(/\s+/);
  return { state, error, ...(cause.length > 0 && { cause: cause.join(" ") }) };
}
