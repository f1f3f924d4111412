// Turns what the server says into what a person reads. Prices stay text: no digit is lost.

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
const minute = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hour12: false });
const day = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
const whole = new Intl.NumberFormat("en-US");
const tenth = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** How many digits stand after the point. */
export function decimals(text) {
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}

/** Exact digits with thousands apart and at least so many decimals: "65000.1", 2 gives "65,000.10". */
export function grouped(text, least = 0) {
  const [integer, fraction = ""] = text.split(".");
  const digits = fraction.padEnd(least, "0");
  const spaced = integer.replace(/\B(?=(\d{3})+$)/g, ",");
  return digits ? `${spaced}.${digits}` : spaced;
}

export const count = (number) => whole.format(number);

/** Events per second: whole above ten. */
export const rate = (number) => (number >= 10 ? whole.format(Math.round(number)) : tenth.format(number));

/** A duration as far as it matters: "340 ms", "1.8 s", "3 min". */
export function duration(millis) {
  if (millis < 1000) {
    return `${Math.round(millis)} ms`;
  }
  return millis < 120000 ? `${tenth.format(millis / 1000)} s` : `${Math.round(millis / 60000)} min`;
}

export function timeOfDay(micros) {
  const millis = Math.floor(micros / 1000);
  return `${clock.format(millis)}.${String(millis % 1000).padStart(3, "0")}`;
}

export const hourAndMinute = (micros) => minute.format(micros / 1000);
export const dayAndMinute = (micros) => day.format(micros / 1000);

/** How long ago a moment was, in its two largest units. */
export function age(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const units = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
  const first = units.findIndex(([size]) => seconds >= size);
  if (first < 0) {
    return "0 s";
  }
  const [[size, name], [smaller, smallerName] = [1, ""]] = units.slice(first, first + 2);
  const rest = Math.floor((seconds % size) / smaller);
  return `${Math.floor(seconds / size)} ${name}${rest > 0 ? ` ${rest} ${smallerName}` : ""}`;
}

/** An element with a class and a text; whatever the text is, it stays text. */
export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

/** Changes a node's text only if it differs: the browser then has nothing to lay out. */
export function put(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}
