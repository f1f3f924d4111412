package tributary.feeds.simulator;

/** Numbers the frames of one connection, where the venue does. For one thread. */
public interface Numbering {
  /** The venue does not number them. */
  Numbering NONE =
      new Numbering() {
        @Override
        public byte[] number(byte[] frame) {
          return frame;
        }

        @Override
        public void skip() {}
      };

  /** The frame with the connection's next number; the same frame if it has no place for one. */
  byte[] number(byte[] frame);

  /** Leaves a number out. */
  void skip();
}
