import type { NotificationName, Notifications, Standing } from "./protocol.js";
import { changedStanding } from "./standing-change.js";

/** What clients hear: what hosts tell, with standings whole. */
export type Heard = Omit<Notifications, "stopped"> & { readonly stopped: Standing };

type Give = <N extends NotificationName>(name: N, heard: Heard[N]) => void;
type Message = readonly [name: NotificationName, params: Notifications[NotificationName]];

/**
 * What a host tells, in its order, each change of the standing laid over the standing before. Where that was missed it is asked
 * for, and what is told meanwhile waits; a standing that another has overtaken by then is left out.
 */
export class Inbox {
  private standing: Standing | undefined;
  /** What waits for a standing. */
  private held: Message[] | undefined;

  /** `ask` gets the standing from the host, `give` passes on what is heard. */
  constructor(
    private readonly ask: () => Promise<Standing>,
    private readonly give: Give,
  ) {}

  take(name: NotificationName, params: Notifications[NotificationName]): void {
    if (this.held !== undefined) this.held.push([name, params]);
    else this.hear([name, params]);
  }

  /** A standing that an answer has brought. */
  know(standing: Standing): void {
    if (this.standing === undefined || standing.revision > this.standing.revision) this.standing = standing;
  }

  /** Whether something later than an answer has been heard. */
  isLater(than: Standing | undefined): boolean {
    return this.standing !== undefined && (than === undefined || than.revision < this.standing.revision);
  }

  private hear([name, params]: Message): void {
    if (name === "stopped") return this.stop(params as Notifications["stopped"]);
    if (name === "started") this.standing = (params as Notifications["started"]).standing;
    this.give(name, params as Heard[typeof name]);
  }

  private stop(change: Notifications["stopped"]): void {
    const { standing } = this;
    const { revision, since } = change;
    if (standing !== undefined && revision < standing.revision) return;
    if (standing !== undefined && revision === standing.revision) return this.give("stopped", standing);
    if (standing?.revision !== since) return void this.catchUp(change);
    this.standing = changedStanding(standing, change);
    this.give("stopped", this.standing);
  }

  private async catchUp(change: Notifications["stopped"]): Promise<void> {
    this.held = [["stopped", change]];
    try {
      this.know(await this.ask());
    } catch {
      this.held.shift();
    }
    const waiting = this.held;
    this.held = undefined;
    for (const [name, params] of waiting) this.take(name, params);
  }
}
