// One tile per product with its last price; choosing a tile chooses the chart's product.

import { element, grouped, hourAndMinute, put } from "./text.js";

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

export class Prices {
  constructor(box, onChoice) {
    this.box = box;
    this.onChoice = onChoice;
    this.tiles = new Map();
  }

  clear() {
    this.tiles.clear();
    this.box.replaceChildren();
  }

  show(instruments, chosen, health) {
    for (const instrument of instruments) {
      const price = instrument.price();
      if (price !== undefined) {
        this.tile(instrument.name).show(instrument, price, instrument.name === chosen, health.get(instrument.name));
      }
    }
  }

  tile(name) {
    let tile = this.tiles.get(name);
    if (!tile) {
      tile = new Tile(name, () => this.onChoice(name));
      this.tiles.set(name, tile);
      this.box.append(tile.label);
    }
    return tile;
  }
}

class Tile {
  constructor(name, onChoice) {
    this.label = element("label", "price");
    this.input = element("input");
    this.input.type = "radio";
    this.input.name = "product";
    this.input.value = name;
    this.input.addEventListener("change", onChoice);
    this.change = element("span", "price-change");
    this.value = element("span", "price-value");
    this.state = element("span", "price-state");
    this.label.append(this.input, element("span", "price-name", name), this.change, this.value, this.state);
  }

  show(instrument, price, isChosen, health) {
    this.input.checked = isChosen;
    const isLive = !health || health.state === "live";
    this.state.hidden = isLive;
    put(this.state, isLive ? "" : health.state);
    this.state.title = health?.reason ?? "";
    this.state.dataset.state = health?.state ?? "";
    if (price !== this.price) {
      this.flash(Number(price) - Number(this.price));
      this.price = price;
    }
    put(this.value, grouped(price, instrument.decimals));
    const change = instrument.change();
    const arrow = change > 0 ? "▲" : change < 0 ? "▼" : "·";
    put(this.change, `${arrow} ${Math.abs(change).toFixed(2)} %`);
    this.change.className = `price-change ${change > 0 ? "up" : change < 0 ? "down" : "muted"}`;
    if (instrument.candles.length > 0) {
      this.change.title = `since ${hourAndMinute(instrument.candles[0].startMicros)}`;
    }
  }

  flash(difference) {
    if (!difference || stillness.matches) {
      return;
    }
    const style = getComputedStyle(document.documentElement);
    const colour = style.getPropertyValue(difference > 0 ? "--up" : "--down").trim();
    this.value.getAnimations().forEach((animation) => animation.cancel());
    this.value.animate(
      [{ color: colour, backgroundColor: `${colour}22` }, { backgroundColor: "transparent" }],
      { duration: 450, easing: "ease-out" });
  }
}
