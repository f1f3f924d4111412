package tributary.bench.spark;

/** When a job is done. */
enum Mode {
  /** As soon as it has taken in what the topic held at its start. */
  AVAILABLE_NOW("available-now"),

  /** Never: it takes in what comes, as soon as it can. */
  CONTINUOUS("continuous");

  private final String argument;

  Mode(String argument) {
    this.argument = argument;
  }

  /** What jobs call it, ours and the stock one. */
  String argument() {
    return argument;
  }
}
