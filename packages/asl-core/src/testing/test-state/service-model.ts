/**
 * The part of an AWS service's published model (botocore's `service-2.json`) that tells what its answers look like. Foreign
 * data: names are looked up with `Object.hasOwn`.
 */
export interface ServiceModel {
  readonly metadata: { readonly serviceId: string };
  readonly operations: Readonly<Record<string, { readonly output?: ShapeReference }>>;
  readonly shapes: Readonly<Record<string, ModelShape>>;
}

/** Where a shape is used: its name in `shapes`. */
export interface ShapeReference {
  readonly shape: string;
}

/** One shape. `min` and `max` are lengths of texts, blobs, lists and maps, or bounds of numbers. */
export interface ModelShape {
  /** structure, list, map, string, blob, timestamp, boolean, integer, long, float, double, bigdecimal, biginteger. */
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, ShapeReference>>;
  readonly member?: ShapeReference;
  readonly value?: ShapeReference;
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** Any JSON value. */
  readonly document?: boolean;
}

/**
 * Gives the model of a service, undefined where there is none. The name is the service id in lower case without blanks
 * and dashes, as it stands in `arn:aws:states:::aws-sdk:` resources: "sfn", "dynamodb", "cloudwatchlogs".
 */
export type ServiceModels = (service: string) => Promise<ServiceModel | undefined>;

/** The shape a reference leads to, undefined where the model lacks it. */
export const shapeOf = (model: ServiceModel, reference: ShapeReference | undefined): ModelShape | undefined =>
  reference !== undefined && Object.hasOwn(model.shapes, reference.shape) ? model.shapes[reference.shape] : undefined;
