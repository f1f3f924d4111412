// Puts the parts together. Prices follow every event within one frame; tape and chart, which are
// dearer and unreadable when faster, every 100 ms.

import { Chart } from "./chart.js";
import { Health } from "./health.js";
import { Market } from "./market.js";
import { Prices } from "./prices.js";
import { listen } from "./stream.js";
import { Tape } from "./tape.js";
import { age, element, put } from "./text.js";

const SLOW_MILLIS = 100;
const STATES = {
  connecting: "Connecting",
  live: "Live",
  silent: "Connected, nothing comes",
  down: "Connection lost, trying again",
};

const at = (id) => document.getElementById(id);
const market = new Market();
const chart = new Chart(at("chart"), at("legend"));
const prices = new Prices(at("prices"), choose);
const tape = new Tape(at("tape"), at("tape-note"));
const health = new Health(at("route"), at("errors"), at("facts"), at("promise"));
let chosen = null;
let drawn = { instrument: null, changes: -1, at: 0 };
let isPlanned = false;

function choose(name) {
  chosen = name;
  plan();
}

function plan() {
  if (!isPlanned) {
    isPlanned = true;
    requestAnimationFrame(show);
  }
}

function show() {
  isPlanned = false;
  if (!market.instruments.has(chosen)) {
    chosen = market.instruments.keys().next().value ?? null;
  }
  const products = market.status?.products ?? [];
  prices.show(market.instruments.values(), chosen, new Map(products.map((each) => [each.product, each])));
  health.show(market);
  at("more").hidden = !market.more;
  const { name, venue } = market.pipeline;
  put(at("pipeline"), [name, venue].filter(Boolean).join(" · "));
  const wait = drawn.at + SLOW_MILLIS - performance.now();
  if (wait > 0 && drawn.instrument?.name === chosen) {
    setTimeout(plan, wait);
    return;
  }
  tape.show(market);
  showChart();
}

function showChart() {
  const instrument = market.instruments.get(chosen);
  const isOther = instrument !== drawn.instrument;
  const isChanged = instrument && instrument.changes !== drawn.changes;
  drawn = { instrument, changes: instrument?.changes, at: performance.now() };
  if (instrument && isOther) {
    const window = market.pipeline.windowSeconds;
    put(at("chart-title"), window ? `${instrument.name} · ${age(window * 1000)}` : instrument.name);
    document.title = `${instrument.name} · Tributary`;
    chart.show(instrument);
  } else if (isChanged) {
    chart.refresh();
  }
}

function showRanges() {
  for (const [label, candles] of [["60", 60], ["120", 120], ["360", 360], ["all", 720]]) {
    const button = element("button", "", label);
    button.type = "button";
    button.setAttribute("aria-pressed", String(candles === 120));
    button.addEventListener("click", () => {
      at("ranges").querySelectorAll("button").forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
      chart.range(candles);
    });
    at("ranges").append(button);
  }
}

function showTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const label = () => put(at("theme"), isDark() ? "Light theme" : "Dark theme");
  const redraw = () => {
    label();
    chart.draw();
  };
  at("theme").addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    redraw();
  });
  dark.addEventListener("change", redraw);
  label();
}

showRanges();
showTheme();
listen(
  (kind, board) => {
    if (kind === "snapshot") {
      market.snapshot(board);
      prices.clear();
    } else {
      market.update(board);
    }
    plan();
  },
  (state) => {
    at("connection").dataset.state = state;
    put(at("connection"), STATES[state]);
  });
