import { script } from "./script.js";

/** elk on the page's own thread: a script of 1.6 MB that is loaded where no worker can be had. */
export default class Elk {
  private readonly elk: Promise<{ layout(graph: unknown): Promise<unknown> }>;

  constructor() {
    this.elk = script("elk-main.js").then(() => {
      const { ELK } = globalThis as unknown as { ELK: new () => { layout(graph: unknown): Promise<unknown> } };
      return new ELK();
    });
  }

  async layout(graph: unknown): Promise<unknown> {
    return (await this.elk).layout(graph);
  }
}
