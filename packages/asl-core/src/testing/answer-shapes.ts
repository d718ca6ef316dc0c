import type { Machine } from "../machine/machine.js";
import { type AnswerShape, answerShape } from "./test-state/answer-shape.js";
import { awsModels } from "./test-state/aws-models.js";
import type { ServiceModels } from "./test-state/service-model.js";

/** The shapes of answers by their Resource, each derived once from the services' models. */
export class AnswerShapes {
  private readonly known = new Map<string, AnswerShape | null>();

  /** Those of the same models are shared by all machines. */
  static of(models: ServiceModels): AnswerShapes {
    const shapes = all.get(models) ?? new AnswerShapes(models);
    all.set(models, shapes);
    return shapes;
  }

  private constructor(private readonly models: ServiceModels) {}

  /** Null where there is nothing to judge by, undefined where it was not loaded yet. */
  get = (resource: string): AnswerShape | null | undefined => this.known.get(resource);

  /** Loads what a machine's tasks answer with: `get` has it from then on. */
  async loadAll({ nodes }: Machine): Promise<this> {
    for (const node of nodes) if (node.kind === "Task") await this.load(node.resource.arn);
    return this;
  }

  async load(resource: string): Promise<AnswerShape | null> {
    const known = this.known.get(resource);
    if (known !== undefined) return known;
    const shape = await answerShape(resource, this.models);
    this.known.set(resource, shape);
    return shape;
  }
}

/** The models a test names, else those found from its definition's file or the working folder. */
export const modelsAtHand = (models: ServiceModels | undefined, file: string | undefined): ServiceModels | undefined =>
  models ?? awsModels(...(file === undefined ? [] : [`${file}/..`]));

const all = new WeakMap<ServiceModels, AnswerShapes>();
