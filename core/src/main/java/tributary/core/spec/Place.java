package tributary.core.spec;

/**
 * A place in the pipeline file.
 *
 * @param line from 1; 0 for the file as a whole
 * @param column in Unicode characters from 1; 0 for the file as a whole
 */
record Place(int line, int column) {
  static final Place WHOLE_FILE = new Place(0, 0);
  static final Place START = new Place(1, 1);
}
