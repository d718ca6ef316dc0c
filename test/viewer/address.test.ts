import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Address } from "../../packages/asl-viewer/src/controllers/address.js";
import type { Place } from "../../packages/asl-viewer/src/controllers/hash.js";
import type { Timeline } from "../../packages/asl-viewer/src/timeline/index.js";

const timeline = {} as Timeline;

/** A viewer of a run, in a page. */
class Viewer extends EventTarget {
  linked = true;
  isConnected = true;
  pane = "";
  at: Place = { count: 9 };
  readonly cursor = {
    ...{
      begin: (_: Timeline, place: Place | undefined) => this.go(place),
      goTo: (_: Timeline, place: Place) => this.go(place),
    },
  } as unknown as { readonly place: Place };
  readonly opened = { timeline, trail: [] };
  readonly choices = { follow: () => {}, leave: () => {} };
  readonly debug = { active: false };
  readonly comparing = { place: undefined, wanted: undefined, return: () => false, close: () => {} };
  readonly address: Address;

  constructor() {
    super();
    Object.defineProperty(this.cursor, "place", { get: () => this.at });
    this.address = new Address(this as never);
    this.address.hostConnected();
    this.address.begin(timeline, this.address.leads ? location.hash : undefined);
  }
  addController(): void {}
  requestUpdate(): void {}
  remove(): void {
    this.isConnected = false;
    this.address.hostDisconnected();
  }
  private go(place: Place | undefined): void {
    if (place?.count !== undefined) this.at = { count: place.count };
  }
}

describe("the place of several viewers in a page's hash", () => {
  const viewers: Viewer[] = [];
  const put = (): Viewer => {
    viewers.push(new Viewer());
    return viewers.at(-1)!;
  };
  const before = {
    location: globalThis.location,
    add: globalThis.addEventListener,
    remove: globalThis.removeEventListener,
  };
  beforeEach(() => {
    Object.assign(globalThis, {
      location: { hash: "#at=4" },
      addEventListener: () => {},
      removeEventListener: () => {},
    });
  });
  afterEach(() => {
    for (const one of viewers.splice(0)) one.remove();
    Object.assign(globalThis, {
      location: before.location,
      addEventListener: before.add,
      removeEventListener: before.remove,
    });
  });

  it("is the first one's, which begins there", () => {
    const [one, other] = [put(), put()];
    expect([one.address.leads, other.address.leads]).toEqual([true, false]);
    expect([one.at, other.at]).toEqual([{ count: 4 }, { count: 9 }]);
  });

  it("is the next one's once the first is no longer linked", () => {
    const [one, other] = [put(), put()];
    one.linked = false;
    one.address.hostUpdate();
    expect([one.address.leads, other.address.leads]).toEqual([false, true]);
    one.linked = true;
    expect([one.address.leads, other.address.leads]).toEqual([false, true]);
  });

  it("is where the next one goes when the first is gone", () => {
    const [one, other] = [put(), put()];
    one.remove();
    expect(other.address.leads).toBe(true);
    expect(other.at).toEqual({ count: 4 });
  });

  it("is not where the next one goes when a person has gone elsewhere in it", () => {
    const [one, other] = [put(), put()];
    other.at = { count: 7 };
    one.remove();
    expect(other.at).toEqual({ count: 7 });
  });
});
