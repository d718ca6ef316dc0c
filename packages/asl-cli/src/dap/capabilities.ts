import type { DebugProtocol } from "@vscode/debugprotocol";

/** Which errors stop a run, as clients list them. */
export const FILTERS: readonly DebugProtocol.ExceptionBreakpointsFilter[] = [
  {
    filter: "uncaught",
    label: "Uncaught errors",
    description: "Stops where an error is about to end the execution.",
    default: true,
    supportsCondition: true,
    conditionDescription: "Error names, as in States.Timeout, Payments.Declined; or a {% condition %}",
  },
  {
    filter: "caught",
    label: "Caught and retried errors",
    description: "Stops where an error is about to be taken up by a Retry or Catch.",
    default: false,
    supportsCondition: true,
    conditionDescription: "Error names, as in States.Timeout, Payments.Declined; or a {% condition %}",
  },
  {
    filter: "named",
    label: "Errors by name",
    description: "Stops at errors with these names, whatever becomes of them.",
    default: false,
    supportsCondition: true,
    conditionDescription: "Error names, as in States.Timeout, Payments.Declined",
  },
];

/** What the adapter can do. */
export const CAPABILITIES: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsFunctionBreakpoints: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsDataBreakpoints: true,
  supportsBreakpointLocationsRequest: true,
  supportsExceptionFilterOptions: true,
  supportsExceptionInfoRequest: true,
  exceptionBreakpointFilters: [...FILTERS],
  supportsEvaluateForHovers: true,
  supportsClipboardContext: true,
  supportsCompletionsRequest: true,
  completionTriggerCharacters: [".", "$", "["],
  supportsSetVariable: true,
  supportsSetExpression: true,
  supportsStepBack: true,
  supportsSteppingGranularity: true,
  supportsStepInTargetsRequest: true,
  supportsGotoTargetsRequest: true,
  supportsRestartFrame: true,
  supportsRestartRequest: true,
  supportsTerminateRequest: true,
  supportTerminateDebuggee: true,
  supportsDelayedStackTraceLoading: true,
  supportsLoadedSourcesRequest: true,
  supportsCancelRequest: true,
};
