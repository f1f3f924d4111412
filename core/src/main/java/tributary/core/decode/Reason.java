package tributary.core.decode;

import java.util.Locale;

/** Why a frame or an item of it was rejected; {@link #code} is what the quarantine table holds. */
public enum Reason {
  /** The record has no value. */
  EMPTY,
  /** More bytes than a frame may have. */
  TOO_LARGE,
  /** Bytes that are not UTF-8. */
  NOT_UTF8,
  /** Text that is not one JSON object, or array where the pipeline looks for one. */
  NOT_JSON,
  /** Arrays and objects nested deeper than allowed. */
  TOO_DEEP,
  /** More elements than a frame may have. */
  TOO_MANY,
  /** A member that a column reads stands twice in its object. */
  DUPLICATE_MEMBER,
  /** A kind that the pipeline names neither as row nor as control. */
  UNKNOWN_KIND,
  /** A required value is absent or null. */
  MISSING,
  /** A value that is not of the column's type. */
  WRONG_TYPE,
  /** A value of the right type that the column cannot hold exactly. */
  OUT_OF_RANGE,
  /** A value that fails a check of the pipeline. */
  CHECK_FAILED;

  /** The name in lower case, as stored. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
