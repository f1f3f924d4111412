// What the page knows: the board's state, kept by applying its events.

import { decimals } from "./text.js";

const MOST_CANDLES = 720;
const MOST_TICKS = 64;
const MOST_RATES = 120;

export class Market {
  constructor() {
    this.reset();
  }

  reset() {
    this.pipeline = { gold: [] };
    this.instruments = new Map();
    this.tape = [];
    this.status = null;
    this.rates = [];
    this.more = false;
  }

  /** Takes in everything anew: what was known may be of an earlier server. */
  snapshot(board) {
    this.reset();
    this.pipeline = board.pipeline;
    this.update(board);
  }

  /** Takes in what changed. */
  update(board) {
    this.more = board.more;
    for (const [name, candles] of Object.entries(board.candles)) {
      const instrument = this.instrument(name);
      candles.forEach((candle) => instrument.candle(candle));
    }
    board.last.forEach((tick) => this.instrument(tick.instrument).tick(tick));
    this.tape = this.tape.concat(board.tape).slice(-MOST_TICKS);
    if (board.status) {
      this.status = board.status;
      this.rates = this.rates.concat(board.status.eventsPerSecond).slice(-MOST_RATES);
    }
  }

  instrument(name) {
    let found = this.instruments.get(name);
    if (!found) {
      found = new Instrument(name);
      this.instruments.set(name, found);
    }
    return found;
  }
}

class Instrument {
  constructor(name) {
    this.name = name;
    this.candles = [];
    this.last = null;
    this.decimals = 2;
    this.changes = 0;
  }

  tick(tick) {
    this.last = tick;
    this.decimals = Math.max(this.decimals, decimals(tick.price));
  }

  /** Puts a candle in its place by its start, over the one that was there. */
  candle(candle) {
    let place = this.candles.length;
    while (place > 0 && this.candles[place - 1].startMicros >= candle.startMicros) {
      place--;
    }
    const known = this.candles[place]?.startMicros === candle.startMicros;
    this.candles.splice(place, known ? 1 : 0, candle);
    if (this.candles.length > MOST_CANDLES) {
      this.candles.shift();
    }
    this.decimals = Math.max(this.decimals, decimals(candle.close));
    this.changes++;
  }

  /** The newest price: of the newest row, or before the first one of the newest candle. */
  price() {
    return this.last?.price ?? this.candles.at(-1)?.close;
  }

  /** The change in per cent since the oldest candle that is shown. */
  change() {
    const first = Number(this.candles[0]?.open);
    const now = Number(this.price());
    return first > 0 ? (now / first - 1) * 100 : 0;
  }
}
