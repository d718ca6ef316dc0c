import { nearest } from "../../near.js";
import type { Report } from "../report.js";
import type { Model } from "./model.js";

/**
 * Services as AWS SDK integrations name them, those that are called often and those that are spelt nearly like one. Only
 * longer names: short ones are near to each other.
 */
const SERVICES = (
  "apigateway apigatewayv2 apigatewaymanagementapi appconfig appconfigdata athena autoscaling bedrock bedrockagent bedrockagentcore " +
  "bedrockagentruntime bedrockruntime cloudformation cloudfront cloudtrail cloudwatch cloudwatchlogs codebuild codecommit codedeploy " +
  "codepipeline cognitoidentity cognitoidentityprovider comprehend databrew datasync dynamodb dynamodbstreams elasticache " +
  "elasticbeanstalk elasticloadbalancing elasticloadbalancingv2 elasticsearch eventbridge firehose inspector inspector2 iotdataplane " +
  "kinesis kinesisanalytics kinesisanalyticsv2 kinesisvideo lambda mediaconnect mediaconvert medialive mediapackage mediastore " +
  "neptune opensearch opensearchserverless organizations personalize pinpoint rdsdata redshift redshiftdata rekognition route53 " +
  "s3control sagemaker sagemakerruntime scheduler secretsmanager securityhub servicecatalog servicediscovery stepfunctions " +
  "storagegateway textract timestreamquery timestreamwrite transcribe transfer translate workspaces"
).split(" ");
const KNOWN = new Set(SERVICES);

const TYPO = 2;
const SHORTEST = 6;

/** Services of AWS SDK integrations that are nearly spelt like one there is. Linear. */
export function services(report: Report, model: Model): void {
  for (const { type, value, path } of model.states) {
    if (type !== "Task" || typeof value.Resource !== "string" || report.full) continue;
    const [, service = ""] = /:aws-sdk:([a-z0-9]+):/.exec(value.Resource) ?? [];
    if (service.length < SHORTEST || KNOWN.has(service)) continue;
    const near = nearest(service, SERVICES, TYPO);
    if (near !== undefined && near.length >= SHORTEST)
      report.findAt([...path, "Resource"], "misspelt-service", { service, near }, spanOf(value.Resource, service));
  }
}

const spanOf = (resource: string, service: string): { span: { offset: number; length: number } } => ({
  span: { offset: resource.indexOf(`:${service}:`) + 1, length: service.length },
});
