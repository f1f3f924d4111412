// The candlestick chart of one product, and the line of figures above it.

import { count, dayAndMinute, element, grouped, hourAndMinute } from "./text.js";

const LEAST_SLOTS = 40;

export class Chart {
  constructor(box, legend) {
    this.box = box;
    this.legend = legend;
    this.chart = echarts.init(box, null, { renderer: "canvas" });
    this.shown = 120;
    this.follows = true;
    this.pointed = null;
    this.chart.on("updateAxisPointer", (event) => {
      const index = event.dataIndex;
      this.pointed = index === undefined ? null : index;
      this.describe();
    });
    this.chart.getZr().on("globalout", () => {
      this.pointed = null;
      this.describe();
    });
    this.chart.on("datazoom", () => this.noteZoom());
    new ResizeObserver(() => this.chart.resize()).observe(box);
  }

  /** Shows a product from now on, its newest candles in view. */
  show(instrument) {
    this.instrument = instrument;
    this.pointed = null;
    this.follows = true;
    this.draw();
  }

  /** Shows so many of the newest candles. */
  range(candles) {
    this.shown = candles;
    this.follows = true;
    this.draw();
  }

  /** Draws everything anew, colours included. */
  draw() {
    if (!this.instrument) {
      return;
    }
    this.colours = colours();
    this.chart.setOption(this.frame(), { notMerge: true });
    this.refresh();
  }

  /** Draws what changed. */
  refresh() {
    const candles = this.instrument.candles;
    const slots = Math.max(candles.length, Math.min(LEAST_SLOTS, this.shown));
    const step = candles.length > 1 ? candles.at(-1).startMicros - candles.at(-2).startMicros : 60e6;
    const starts = Array.from({ length: slots }, (_, i) =>
      candles[i]?.startMicros ?? (candles.at(-1)?.startMicros ?? 0) + step * (i - candles.length + 1));
    const option = {
      xAxis: [{ data: starts }, { data: starts }],
      series: [
        { data: candles.map((candle) => this.bar(candle)), markLine: this.lastPrice() },
        { data: candles.map((candle) => this.volume(candle)) },
      ],
    };
    if (this.follows) {
      option.dataZoom = [{ startValue: Math.max(0, slots - this.shown), endValue: slots - 1 }];
    }
    this.chart.setOption(option);
    this.describe();
  }

  noteZoom() {
    const { startValue, endValue } = this.chart.getOption().dataZoom[0];
    this.follows = endValue >= this.instrument.candles.length - 1;
    this.shown = Math.max(10, endValue - startValue + 1);
  }

  bar(candle) {
    const rises = Number(candle.close) >= Number(candle.open);
    const colour = rises ? this.colours.up : this.colours.down;
    const border = candle.complete ? colour : this.colours.warn;
    return {
      value: [candle.open, candle.close, candle.low, candle.high].map(Number),
      itemStyle: {
        color: candle.final ? colour : this.colours.panel,
        color0: candle.final ? colour : this.colours.panel,
        borderColor: border,
        borderColor0: border,
      },
    };
  }

  volume(candle) {
    const rises = Number(candle.close) >= Number(candle.open);
    return {
      value: Number(candle.volume ?? 0),
      itemStyle: { color: rises ? this.colours.up : this.colours.down, opacity: 0.45 },
    };
  }

  lastPrice() {
    const price = this.instrument.price();
    return price === undefined ? { data: [] } : {
      data: [{ yAxis: Number(price) }],
      label: { formatter: grouped(price, this.instrument.decimals) },
    };
  }

  /** Writes the figures of the candle under the pointer, or of the newest one. */
  describe() {
    const candles = this.instrument?.candles ?? [];
    const candle = candles[this.pointed ?? candles.length - 1] ?? candles.at(-1);
    this.legend.replaceChildren();
    if (!candle) {
      return;
    }
    const price = (text) => grouped(text, this.instrument.decimals);
    this.figure("", dayAndMinute(candle.startMicros));
    this.figure("O", price(candle.open));
    this.figure("H", price(candle.high));
    this.figure("L", price(candle.low));
    this.figure("C", price(candle.close));
    if (candle.volume) {
      this.figure("Vol", grouped(candle.volume));
    }
    if (candle.trades) {
      this.figure("Trades", count(Number(candle.trades)));
    }
    if (candle.vwap) {
      this.figure("VWAP", price(Number(candle.vwap).toFixed(this.instrument.decimals)));
    }
    this.mark(candle.final ? "final" : "provisional", "");
    if (candle.revision > 0) {
      this.mark(`revision ${candle.revision}`, "");
    }
    if (!candle.complete) {
      this.mark("incomplete", "warn");
    }
  }

  figure(name, text) {
    const pair = element("div");
    pair.append(element("dt", "", name), element("dd", "", text));
    this.legend.append(pair);
  }

  mark(text, kind) {
    const pair = element("div");
    pair.append(element("dd", `mark ${kind}`, text));
    this.legend.append(pair);
  }

  /** The axes and everything that does not change with a trade. */
  frame() {
    const c = this.colours;
    const time = { type: "category", boundaryGap: true, axisLine: { lineStyle: { color: c.line } }, axisTick: { show: false } };
    const value = { type: "value", scale: true, position: "right", axisLabel: { color: c.muted }, splitLine: { lineStyle: { color: c.grid } } };
    const tag = { backgroundColor: c.raised, borderColor: c.line, borderWidth: 1, color: c.text, shadowBlur: 0 };
    return {
      animation: false,
      textStyle: { fontFamily: c.font },
      grid: [
        { left: 14, right: 86, top: 8, bottom: "25%" },
        { left: 14, right: 86, top: "80%", bottom: 26 },
      ],
      xAxis: [
        { ...time, gridIndex: 0, axisLabel: { show: false }, axisPointer: { label: { show: false } } },
        {
          ...time,
          gridIndex: 1,
          axisLabel: { color: c.muted, formatter: (start) => hourAndMinute(Number(start)), hideOverlap: true },
          axisPointer: { label: { ...tag, formatter: ({ value: start }) => dayAndMinute(Number(start)) } },
        },
      ],
      yAxis: [
        { ...value, gridIndex: 0, axisPointer: { label: { ...tag, precision: this.instrument.decimals } } },
        { ...value, gridIndex: 1, scale: false, splitNumber: 2, splitLine: { show: false }, axisPointer: { label: { show: false } } },
      ],
      axisPointer: { link: [{ xAxisIndex: "all" }], lineStyle: { color: c.muted } },
      tooltip: { trigger: "axis", showContent: false, axisPointer: { type: "cross", crossStyle: { color: c.muted } } },
      dataZoom: [{ type: "inside", xAxisIndex: [0, 1], minValueSpan: 10 }],
      series: [
        {
          type: "candlestick",
          barMaxWidth: 16,
          xAxisIndex: 0,
          yAxisIndex: 0,
          markLine: {
            symbol: "none",
            silent: true,
            lineStyle: { color: c.accent, type: "dashed", width: 1 },
            label: { position: "end", color: c.panel, backgroundColor: c.accent, padding: [3, 5], borderRadius: 3 },
          },
        },
        { type: "bar", barMaxWidth: 16, xAxisIndex: 1, yAxisIndex: 1 },
      ],
    };
  }
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ...Object.fromEntries(
      ["panel", "raised", "line", "grid", "text", "muted", "accent", "up", "down", "warn"].map((name) => [name, read(name)])),
    font: getComputedStyle(document.body).fontFamily,
  };
}
