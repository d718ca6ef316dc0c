import { type AnswerShape, answerShape } from "./test-state/answer-shape.js";
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

  async load(resource: string): Promise<AnswerShape | null> {
    const known = this.known.get(resource);
    if (known !== undefined) return known;
    const shape = await answerShape(resource, this.models);
    this.known.set(resource, shape);
    return shape;
  }
}

const all = new WeakMap<ServiceModels, AnswerShapes>();
