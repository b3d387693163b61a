// When a draft is kept and what happens when it cannot be. Pure but for timers: no page, no network.

const REST = 2_000;
const LONGEST = 10_000;
const WAITS = [5_000, 10_000, 20_000, 40_000, 80_000, 120_000];

/**
 * `read()` gives the draft as text, `send(draft)` answers `{ status, value }` (status 0: no server), `store`
 * keeps a copy on this computer, `tell(state, values)` shows how it stands: saving, saved, offline, failed,
 * clash, held, signed-out.
 */
export class Keeper {
  constructor({ read, send, store, tell }) {
    Object.assign(this, { read, send, store, tell });
    // Only here, not at the server: an earlier draft there has not been looked at yet.
    this.held = false;
    this.kept = read();
    this.first = 0;
    this.tries = 0;
    this.sending = false;
    this.stopped = false;
    this.state = 'clean';
  }

  /** Whether something was written that the server has not acknowledged. */
  get isDirty() {
    return this.read() !== this.kept;
  }

  /** After each change: a copy here at once, one at the server once the hand rests. */
  changed() {
    const draft = this.read();
    if (draft === this.kept && this.state !== 'offline') return this.store.drop();
    this.store.put(draft);
    if (this.held) return this.show('held');
    if (this.stopped) return undefined;
    const now = Date.now();
    this.first ||= now;
    // While the server is gone the growing wait decides, not the hand.
    if (this.tries) return undefined;
    return this.later(Math.max(0, Math.min(REST, this.first + LONGEST - now)));
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), wait);
  }

  /** Sends the draft now. */
  async keep() {
    clearTimeout(this.timer);
    if (this.sending || this.stopped || this.held || !this.isDirty) return;
    this.sending = true;
    this.first = 0;
    const draft = this.read();
    this.show('saving');
    const { status, value } = await this.send(draft);
    this.sending = false;
    this.answered(draft, status, value);
  }

  answered(draft, status, value) {
    if (status >= 200 && status < 300) return this.acknowledged(draft, value);
    if (status === 409 && value?.newer) return this.hold(value);
    if (status === 409) return value?.at ? this.acknowledged(draft, value, 'clash') : this.stop('clash', value);
    if (status === 401) return this.again('signed-out', value);
    if (status === 0 || status === 408 || status === 429 || status >= 500) return this.again('offline', value);
    return this.show('failed', value);
  }

  /** The server has the draft; `state` is `clash` where somebody else saved meanwhile. */
  acknowledged(draft, value, state = 'saved') {
    this.kept = draft;
    this.tries = 0;
    this.show(state, value);
    if (this.isDirty) return this.changed();
    return this.store.drop();
  }

  again(state, value) {
    this.show(state, value);
    this.later(WAITS[Math.min(this.tries, WAITS.length - 1)]);
    this.tries += 1;
  }

  /** Another page of hers has a newer draft at the server: this one stays here. */
  hold(value) {
    this.held = true;
    this.show('held', value);
  }

  /** No more is sent; the copy here stays. */
  stop(state, value) {
    this.stopped = true;
    clearTimeout(this.timer);
    this.show(state, value);
  }

  show(state, value) {
    this.state = state;
    this.tell(state, value);
  }

  /** The network is back, or someone signed in again. */
  retry() {
    if (!this.tries) return;
    this.tries = 0;
    this.keep();
  }
}
