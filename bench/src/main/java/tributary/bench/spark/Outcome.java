package tributary.bench.spark;

/**
 * What a contestant did in one round.
 *
 * @param windows how many windows it wrote, of how many
 */
record Outcome(long frames, Used used, String windows) {

  double eventsPerSecond() {
    return frames * 1e9 / used.wallNanos();
  }

  double cpuMicrosPerEvent() {
    return used.cpuNanos() / 1e3 / frames;
  }
}
