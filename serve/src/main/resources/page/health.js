// How the route is doing: from the feed to gold, with what flows, what waits and what was refused.

import { age, count, duration, element, put, rate } from "./text.js";

const SVG = "http://www.w3.org/2000/svg";

export class Health {
  constructor(route, errors, facts, promise) {
    this.errors = errors;
    this.facts = facts;
    this.promise = promise;
    this.feed = new Stop("Feed");
    this.topic = new Stop("Topic");
    this.bronze = new Stop("Bronze");
    this.silver = new Stop("Silver");
    this.gold = new Stop("Gold");
    this.spark = spark();
    this.feed.box.append(this.spark.svg);
    route.append(...[this.feed, this.topic, this.bronze, this.silver, this.gold].map((stop) => stop.box));
  }

  show({ pipeline, status, rates }) {
    if (!status) {
      return;
    }
    const rows = (table) => count(status.rows[table] ?? 0);
    this.feed.show(rate(status.eventsPerSecond), "events/s", [
      [pipeline.venue ?? "feed", status.feed],
      ...byState(status.products),
    ]);
    this.spark.show(rates);
    this.topic.show(status.lagRecords === undefined ? "–" : count(status.lagRecords), "records behind", [[pipeline.topic, ""]]);
    this.bronze.show(rows(pipeline.bronze), "rows", [[pipeline.bronze, ""]]);
    this.silver.show(rows(pipeline.silver), "rows", [
      [pipeline.silver, ""],
      ["quarantine", count(status.quarantined), status.quarantined > 0],
      ...gaps(status.gaps),
    ]);
    const freshness = status.freshnessMillis;
    this.gold.show(freshness === undefined ? "–" : duration(freshness), "behind the venue",
      [...pipeline.gold.map((table) => [table, rows(table)]), ...copies(status.copies)]);
    this.showWords(status, freshness);
  }

  showWords(status, freshness) {
    this.promise.replaceChildren();
    if (freshness !== undefined) {
      this.promise.append("gold is ", element("strong", "", duration(freshness)), " behind the venue");
    }
    const running = age(Date.now() - Date.parse(status.startedAt));
    put(this.facts, `${status.state.toLowerCase()} for ${running} · tables in ${status.dataFolder}`);
    this.errors.hidden = status.errors.length === 0;
    this.errors.replaceChildren(...status.errors.map((error) => element("li", "", error)));
  }
}

/** How many products are in each state; nothing to say while all are live. */
function byState(products) {
  return ["quiet", "stale", "disconnected"]
    .map((state) => [state, products.filter((product) => product.state === state)])
    .filter(([, those]) => those.length > 0)
    .map(([state, those]) => [state, those.length > 2 ? `${those.length} products` : those.map((each) => each.product).join(", "), state !== "quiet"]);
}

function gaps(counts) {
  const { open = 0, unrepairable = 0, repaired = 0 } = counts;
  const told = [[open, "open"], [unrepairable, "lost"], [repaired, "repaired"]].filter(([n]) => n > 0);
  return told.length === 0 ? [] : [["gaps", told.map(([n, state]) => `${count(n)} ${state}`).join(", "), open + unrepairable > 0]];
}

/** How many copies need somebody; nothing to say while there is none. */
function copies(all) {
  const ill = all.filter((copy) => !copy.isWell);
  return all.length === 0 ? [] : [["copies", ill.length === 0 ? `${all.length} follow` : ill.map((copy) => `${copy.store} ${copy.name}: ${copy.text}`).join("; "), ill.length > 0]];
}

class Stop {
  constructor(title) {
    this.box = element("li", "stop");
    this.figure = element("p", "figure");
    this.number = element("span");
    this.unit = element("small");
    this.lines = element("dl");
    this.figure.append(this.number, " ", this.unit);
    this.box.append(element("h3", "", title), this.figure, this.lines);
  }

  show(number, unit, lines) {
    put(this.number, number);
    put(this.unit, unit);
    this.lines.replaceChildren(...lines.map(([name, text, isWarning]) => {
      const pair = element("div");
      const label = element("dt", "", name);
      label.title = name;
      pair.append(label, element("dd", isWarning ? "warn" : "", text));
      return pair;
    }));
  }
}

/** A line of the last two minutes. */
function spark() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "spark");
  svg.setAttribute("viewBox", "0 0 119 22");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "polyline");
  svg.append(line);
  return {
    svg,
    show(values) {
      if (values.length < 2) {
        return;
      }
      const top = Math.max(...values, 1);
      const left = 120 - values.length;
      line.setAttribute("points", values.map((value, i) => `${left + i},${(21 - (value / top) * 19).toFixed(1)}`).join(" "));
    },
  };
}
