// A form goes once: sent twice, the second would be written over what the first has changed. Pure.

/** How long the answer to a form may take before it may be sent again: who stopped the page is still here. */
const WAIT = 10_000;

export class Once {
  constructor(wait = WAIT) {
    this.wait = wait;
    this.until = 0;
  }

  /** Whether the form is on its way. */
  get isGoing() {
    return Date.now() < this.until;
  }

  /** Takes the turn; false while the form is on its way. */
  take() {
    if (this.isGoing) return false;
    this.until = Date.now() + this.wait;
    return true;
  }

  /** The page is shown again. */
  free() {
    this.until = 0;
  }
}
