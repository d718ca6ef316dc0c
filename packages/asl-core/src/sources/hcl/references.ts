import { ACCOUNT, arn, REGION } from "../account.js";

/** Attributes of data sources that say where Terraform runs. */
const SURROUNDINGS: Readonly<Record<string, string>> = {
  "aws_partition.partition": "aws",
  "aws_partition.id": "aws",
  "aws_partition.dns_suffix": "amazonaws.com",
  "aws_region.name": REGION,
  "aws_region.id": REGION,
  "aws_region.region": REGION,
  "aws_caller_identity.account_id": ACCOUNT,
  "aws_caller_identity.id": ACCOUNT,
};

/** What `data.<type>.x.<attribute>` says of where Terraform runs; undefined for other data. */
export const surroundings = (type: string, attribute: string): string | undefined =>
  look(SURROUNDINGS, type, attribute);

/** Attributes made of a resource's name; `*` stands for the name. */
const NAMED: Readonly<Record<string, string>> = {
  "aws_lambda_function.arn": arn("lambda", "function:*"),
  "aws_lambda_function.qualified_arn": arn("lambda", "function:*:1"),
  "aws_lambda_function.function_name": "*",
  "aws_sfn_state_machine.arn": arn("states", "stateMachine:*"),
  "aws_sfn_state_machine.id": arn("states", "stateMachine:*"),
  "aws_sfn_activity.arn": arn("states", "activity:*"),
  "aws_sfn_activity.id": arn("states", "activity:*"),
  "aws_sns_topic.arn": arn("sns", "*"),
  "aws_sns_topic.id": arn("sns", "*"),
  "aws_sqs_queue.arn": arn("sqs", "*"),
  "aws_sqs_queue.url": `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/*`,
  "aws_sqs_queue.id": `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/*`,
  "aws_dynamodb_table.arn": arn("dynamodb", "table/*"),
  "aws_dynamodb_table.name": "*",
  "aws_dynamodb_table.id": "*",
  "aws_ecs_cluster.arn": arn("ecs", "cluster/*"),
  "aws_ecs_cluster.id": arn("ecs", "cluster/*"),
  "aws_s3_bucket.arn": "arn:aws:s3:::*",
  "aws_iam_role.arn": `arn:aws:iam::${ACCOUNT}:role/*`,
};

/** Attributes in which resources say their names. */
export const NAMES = ["function_name", "name", "bucket"];

/** An attribute Terraform makes of a resource's name; undefined where it is not one of those. */
export const attributeOf = (type: string, attribute: string, name: string): string | undefined =>
  look(NAMED, type, attribute)?.replace("*", () => name);

function look(table: Readonly<Record<string, string>>, type: string, attribute: string): string | undefined {
  const key = `${type}.${attribute}`;
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
