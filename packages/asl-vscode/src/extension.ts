import { commands, DebugConfigurationProviderTriggerKind, debug, type ExtensionContext, languages } from "vscode";
import { Adapters } from "./adapters.js";
import { askForAnswer } from "./answers.js";
import { Configurations, EditorConfigurations } from "./configurations.js";
import { debugThis } from "./debug-this.js";
import { Expressions, LANGUAGES } from "./expressions.js";

/** Called by the editor when the extension is first needed. */
export function activate(context: ExtensionContext): void {
  context.subscriptions.push(
    debug.registerDebugAdapterDescriptorFactory("asl", new Adapters(context)),
    debug.registerDebugConfigurationProvider("asl", new Configurations()),
    debug.registerDebugConfigurationProvider(
      "asl",
      new EditorConfigurations(),
      DebugConfigurationProviderTriggerKind.Dynamic,
    ),
    commands.registerCommand("asl.debug", (uri) => debugThis(context, uri)),
    languages.registerEvaluatableExpressionProvider([...LANGUAGES], new Expressions()),
    debug.onDidReceiveDebugSessionCustomEvent(askForAnswer),
  );
}
