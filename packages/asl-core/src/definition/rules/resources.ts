import type { Check, Report } from "../report.js";
import { isPlaceholder } from "./placeholders.js";
import { text, wrongType } from "./values.js";

/**
 * What a Task may call. Source: the guide's table of optimised integrations and the refusals recorded for
 * CreateStateMachine. `S` after an action: `.sync` exists; `T`: `.waitForTaskToken` exists.
 */
const OPTIMISED: Record<string, string> = {
  lambda: "invoke T",
  states: "startExecution S2T",
  sns: "publish T",
  sqs: "sendMessage T",
  dynamodb: "getItem,putItem,updateItem,deleteItem",
  events: "putEvents T",
  apigateway: "invoke T",
  ecs: "runTask ST",
  batch: "submitJob S",
  glue: "startJobRun S",
  databrew: "startJobRun S",
  athena: "startQueryExecution S,stopQueryExecution,getQueryExecution,getQueryResults",
  codebuild:
    "startBuild S,startBuildBatch S,retryBuildBatch S,stopBuild,stopBuildBatch,batchDeleteBuilds,batchGetReports,deleteBuildBatch",
  sagemaker:
    "createTrainingJob S,createTransformJob S,createHyperParameterTuningJob S,createLabelingJob S,createProcessingJob S,createModel,createEndpointConfig,createEndpoint,updateEndpoint",
  elasticmapreduce:
    "createCluster S,terminateCluster S,addStep S,cancelStep,setClusterTerminationProtection,modifyInstanceFleetByName,modifyInstanceGroupByName",
  "emr-containers": "createVirtualCluster,deleteVirtualCluster S,startJobRun S",
  "emr-serverless":
    "createApplication S,startApplication S,stopApplication S,deleteApplication S,startJobRun S,cancelJobRun S",
  eks: "call,runJob S,createCluster S,deleteCluster S,createNodegroup S,deleteNodegroup S,createFargateProfile S,deleteFargateProfile S",
  mediaconvert: "createJob S",
  bedrock: "invokeModel T,createModelCustomizationJob ST",
  bedrockagentcore: "invokeHarness",
  http: "invoke",
};

const ARN = /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/s;
const INTEGRATION = /^arn:[^:]+:states:[^:]*:[^:]*:([^:]+):(.+)$/s;
const PATTERN = /^(.*?)(\.sync:2|\.sync|\.waitForTaskToken)?$/s;

/**
 * The Resource of a Task: an ARN; where it names an integration, one that exists and that the type of machine
 * supports.
 */
export const taskResource: Check = (report, value) => {
  if (typeof value !== "string") return wrongType(report, "string", value);
  if (isPlaceholder(value)) return;
  if (!ARN.test(value)) return report.find("not-an-arn", { hint: arnHint(value) });
  const match = INTEGRATION.exec(value);
  if (match !== null) integration(report, value, match[1], match[2]);
};

const arnHint = (value: string): string =>
  value.startsWith("{%") || value.startsWith("$")
    ? "Resource is always a literal: pass values through Parameters or Arguments."
    : "";

function integration(report: Report, resource: string, service: string, rest: string): void {
  const [, action, pattern] = PATTERN.exec(rest) as RegExpExecArray;
  const isActivity = service === "activity";
  const problem = isActivity ? undefined : unknownAction(service, action, pattern);
  if (problem !== undefined) report.find("unknown-resource", { resource, hint: problem });
  else if (report.type === "EXPRESS" && isActivity) report.find("express-activity");
  else if (report.type === "EXPRESS" && pattern !== undefined)
    report.find(pattern === ".waitForTaskToken" ? "express-token" : "express-sync");
}

/** A sentence about what is wrong, "" where there is nothing to add, undefined where the integration exists. */
function unknownAction(service: string, action: string, pattern: string | undefined): string | undefined {
  if (service === "aws-sdk") return unknownSdkAction(action, pattern);
  if (!Object.hasOwn(OPTIMISED, service)) return sdkHint(service, action);
  const entry = OPTIMISED[service].split(",").find((one) => one.split(" ")[0] === action);
  if (entry === undefined) return sdkHint(service, action);
  const patterns = entry.split(" ")[1] ?? "";
  return supports(patterns, pattern) ? undefined : `${service}:${action} has no ${pattern} pattern.`;
}

const sdkHint = (service: string, action: string): string =>
  /^[a-z0-9-]+$/.test(service) && /^[a-z][A-Za-z0-9]+$/.test(action)
    ? `Without an optimised integration, call the AWS SDK: arn:aws:states:::aws-sdk:${service.replaceAll("-", "")}:${action}.`
    : "";

function supports(patterns: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return true;
  if (pattern === ".sync:2") return patterns.includes("2");
  return patterns.includes(pattern === ".sync" ? "S" : "T");
}

function unknownSdkAction(action: string, pattern: string | undefined): string | undefined {
  if (pattern?.startsWith(".sync")) return "AWS SDK integrations have no .sync pattern.";
  return /^[a-z0-9]+:[a-z][A-Za-z0-9]*$/.test(action)
    ? undefined
    : "Written aws-sdk:service:action, the action in camelCase.";
}

/** The Resource of an ItemReader or ResultWriter: one of a fixed list, in any partition. */
export const objectStoreResource =
  (...actions: string[]): Check =>
  (report, value) => {
    if (typeof value !== "string") return text(report, value);
    if (isPlaceholder(value)) return;
    const action = /^arn:[^:]+:states:::s3:(.+)$/s.exec(value)?.[1];
    if (action === undefined || !actions.includes(action))
      report.find("resource-not-allowed", { values: actions.map((one) => `arn:aws:states:::s3:${one}`).join(", ") });
  };

/** True for the ARN of an activity. */
export const isActivity = (resource: string): boolean => /^arn:[^:]+:states:[^:]*:[^:]*:activity:/.test(resource);
