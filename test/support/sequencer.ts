import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Short files that take long. */
const WEIGHTY = /\.web\.test\.ts$|docs\/readme|viewer\/(random|real)\.test/;

/**
 * Begins with what takes long, so that no worker is left with it at the end, when the others have nothing to do. Where
 * nothing is remembered of earlier runs, Vitest goes by the length of files alone.
 */
export class WeightiestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ project, moduleId }: TestSpecification) =>
      project.config.isolate ? 0 : WEIGHTY.test(moduleId) ? 1 : 2;
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
