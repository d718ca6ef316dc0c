import { nearest } from "../../near.js";
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

function arnHint(value: string): string {
  if (value.startsWith("{%") || value.startsWith("$"))
    return "Resource is always a literal: pass values through Parameters or Arguments.";
  return /^[\w-]{1,64}$/.test(value)
    ? `For a Lambda function write its ARN, or arn:aws:states:::lambda:invoke with "FunctionName": "${value}" among the parameters.`
    : "An ARN reads arn:aws:lambda:region:account:function:name or arn:aws:states:::service:action.";
}

function integration(report: Report, resource: string, service: string, rest: string): void {
  if (report.full) return;
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
  if (!Object.hasOwn(OPTIMISED, service)) return meantHint(service, action, pattern ?? "");
  const entry = OPTIMISED[service].split(",").find((one) => one.split(" ")[0] === action);
  if (entry === undefined) return meantHint(service, action, pattern ?? "");
  const patterns = entry.split(" ")[1] ?? "";
  if (supports(patterns, pattern)) return undefined;
  const others = PATTERNS.filter((one) => supports(patterns, one)).map((one) => `${one} or `);
  return `${service}:${action} has no ${pattern} pattern: use ${others.join("")}none.`;
}

const PATTERNS = [".sync", ".sync:2", ".waitForTaskToken"];

/** Actions that differ in more characters are others: batchGetBuilds is not meant to be batchDeleteBuilds. */
const TYPO = 2;

/** The integration whose name comes nearest, else the way through the SDK. */
function meantHint(service: string, action: string, pattern: string): string {
  const known = nearest(service, Object.keys(OPTIMISED));
  const actions = known === undefined ? [] : OPTIMISED[known].split(",").map((one) => one.split(" ")[0]);
  const meant = nearest(action, actions, TYPO);
  return meant === undefined ? sdkHint(service, action) : `Did you mean ${known}:${meant}${pattern}?`;
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

function unknownSdkAction(call: string, pattern: string | undefined): string | undefined {
  if (pattern?.startsWith(".sync"))
    return "AWS SDK integrations have no .sync pattern: poll with Wait and Choice, or look for an optimised integration.";
  if (/^[a-z0-9]+:[a-z][A-Za-z0-9]*$/.test(call)) return undefined;
  const [, service, first, rest] = /^([A-Za-z0-9-]+):([A-Za-z])([A-Za-z0-9]*)$/.exec(call) ?? [];
  if (service === undefined) return "Written aws-sdk:service:action, the action in camelCase.";
  const meant = `${service.toLowerCase().replaceAll("-", "")}:${first.toLowerCase()}${rest}`;
  return `Did you mean aws-sdk:${meant}${pattern ?? ""}?`;
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
