package tributary.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SessionTest {

  @Test
  void aSparkThatAlreadyRunsIsJoinedAndGoesOn() {
    SparkSession given =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.ui.enabled", false)
            .config("spark.sql.session.timeZone", "Europe/Berlin")
            .getOrCreate();
    try {
      try (Session session = Session.open("coinbase", "file:/tmp")) {
        assertEquals(given, session.spark());
        assertFalse(session.begun());
        assertEquals("1", given.conf().get("spark.sql.streaming.pollingDelay"));
        assertEquals("Europe/Berlin", given.conf().get("spark.sql.session.timeZone"));
      }
      assertFalse(given.sparkContext().isStopped());
    } finally {
      given.stop();
    }
    assertTrue(given.sparkContext().isStopped());
  }
}
