// The connection: events from the server, and whether they still come.

const SILENCE_MILLIS = 4000;
const RETRY_MILLIS = 2000;

/**
 * Listens for ever. `onEvent(kind, board)` gets each event, `onState(state)` "connecting", "live",
 * "silent" (connected, yet nothing comes) or "down".
 */
export function listen(onEvent, onState) {
  let silence;

  function heard() {
    onState("live");
    clearTimeout(silence);
    silence = setTimeout(() => onState("silent"), SILENCE_MILLIS);
  }

  function connect() {
    const source = new EventSource("/events");
    for (const kind of ["snapshot", "update"]) {
      source.addEventListener(kind, (event) => {
        onEvent(kind, JSON.parse(event.data));
        heard();
      });
    }
    source.onerror = () => {
      clearTimeout(silence);
      onState("down");
      // A lost connection is retried by the browser itself; a refused one is given up.
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(connect, RETRY_MILLIS);
      }
    };
  }

  onState("connecting");
  connect();
}
