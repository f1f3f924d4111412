// The newest rows, newest first. Its table rows are made once and refilled; it rests under the pointer.

import { element, grouped, put, timeOfDay } from "./text.js";

const ROWS = 40;

export class Tape {
  constructor(body, note) {
    this.body = body;
    this.note = note;
    this.rows = Array.from({ length: ROWS }, () => new Row());
    this.body.append(...this.rows.map((row) => row.line));
  }

  show(market) {
    const rests = this.body.matches(":hover");
    put(this.note, rests ? "resting under the pointer" : "newest first");
    if (rests) {
      return;
    }
    const newest = market.tape.slice(-ROWS).reverse();
    this.rows.forEach((row, i) => row.show(newest[i], market));
  }
}

class Row {
  constructor() {
    this.line = element("tr");
    this.cells = [element("td"), element("td"), element("td", "number"), element("td", "number")];
    this.line.append(...this.cells);
  }

  show(tick, market) {
    this.line.hidden = !tick;
    if (!tick) {
      return;
    }
    const [time, product, price, size] = this.cells;
    put(time, timeOfDay(tick.timeMicros));
    put(product, tick.instrument);
    put(price, grouped(tick.price, market.instrument(tick.instrument).decimals));
    put(size, tick.size ? grouped(tick.size) : "");
    price.className = `number ${tick.side === "buy" ? "up" : tick.side === "sell" ? "down" : ""}`;
    price.title = tick.side ?? "";
  }
}
