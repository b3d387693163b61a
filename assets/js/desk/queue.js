// Work in line, so many pieces at once. Pure.

export class Queue {
  /** `rested` is called each time nothing runs or waits any more. */
  constructor(atOnce, rested = () => {}) {
    this.atOnce = atOnce;
    this.rested = rested;
    this.waiting = [];
    this.running = 0;
  }

  /** Whether anything runs or waits. */
  get isBusy() {
    return this.running > 0 || this.waiting.length > 0;
  }

  /** Puts an async function in line. */
  add(work) {
    this.waiting.push(work);
    this.next();
  }

  next() {
    while (this.running < this.atOnce && this.waiting.length) {
      this.running += 1;
      Promise.resolve().then(this.waiting.shift()).catch(() => {}).then(() => {
        this.running -= 1;
        this.next();
        if (!this.isBusy) this.rested();
      });
    }
  }
}
