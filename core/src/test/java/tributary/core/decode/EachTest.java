package tributary.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames whose elements are rows: what each element becomes, and what stays the frame's. */
class EachTest {
  private final Items trades =
      new Items(
          """
          kind: /channel
          rows: [trades]
          control: [ack, beat]
          each: /events/*/trades/*
          columns:
            sent: {pointer: /sent, type: timestamp, format: epoch_s, required: true}
            type: {pointer: /events/*/type, type: string, one_of: [new, old]}
            price: {pointer: /events/*/trades/*/price, type: "decimal(9,2)", required: true, above: 0}
          event_time: sent
          """);

  private final Items coins =
      new Items(
          """
          each: /data/*
          columns:
            coin: {name_of: /data/*, type: string, required: true}
            usd: {pointer: /data/*/usd, type: "decimal(18,2)", required: true}
            at: {pointer: /timestamp, type: timestamp, format: epoch_s, required: true}
          event_time: at
          """);

  private static final String AT = "1970-01-01T00:00:07Z ";

  @Test
  void valuesOfTheFrameAndOfElementsAroundMayStandBeforeOrAfterTheRows() {
    List<String> rows = List.of(AT + "new 1.50", AT + "new 2.00", AT + "old 3.00");

    assertEquals(
        rows,
        trades.of(
            """
            {"channel":"trades","sent":7,"events":[
              {"type":"new","trades":[{"price":1.5},{"price":"2"}]},{"type":"old","trades":[{"price":3}]}]}
            """));
    assertEquals(
        rows,
        trades.of(
            """
            {"events":[{"trades":[{"price":1.5},{"price":"2"}],"type":"new"},
              {"trades":[{"price":3}],"type":"old"}],"sent":7,"channel":"trades"}
            """));
  }

  @Test
  void aValueOfOneElementIsNotTheNextOnes() {
    assertEquals(
        List.of(AT + "new 1.00", AT + "null 2.00"),
        trades.of(
            """
            {"channel":"trades","sent":7,"events":[
              {"type":"new","trades":[{"price":1}]},{"trades":[{"price":2}]}]}
            """));
  }

  @Test
  void aBadElementIsRejectedAloneWithItsOwnText() {
    String frame =
        """
        {"channel":"trades","sent":7,"events":[{"trades":[
          {"price":1},{"price":0},{"price":"x"},{},{"price":1,"price":2},{"price":[]},5,null,{"price":9}]}]}
        """;
    assertEquals(
        List.of(
            AT + "null 1.00",
            "check_failed price: 0.00 is not above 0",
            "wrong_type price: \"x\" is not decimal(9,2)",
            "missing price: nothing at /events/*/trades/*/price",
            "duplicate_member /events/*/trades/*/price stands twice",
            "wrong_type price: [] is not decimal(9,2)",
            "wrong_type /events/*/trades/*: 5 is not an object or array",
            "wrong_type /events/*/trades/*: null is not an object or array",
            AT + "null 9.00"),
        trades.of(frame));
    assertEquals("{\"price\":1,\"price\":2}", trades.payload(frame, 4));
    assertEquals("5", trades.payload(frame, 6));
  }

  @Test
  void aBadElementAroundRowsIsRejectedAsOne() {
    String frame =
        """
        {"channel":"trades","sent":7,"events":[
          {"type":"odd","trades":[{"price":1},{"price":2}]},7,{"type":"old","type":"new"},
          {"type":"old","trades":[{"price":3}]},{"type":"old","trades":5},{"type":"new"}]}
        """;
    assertEquals(
        List.of(
            "check_failed type: odd is not one of [new, old]",
            "wrong_type /events/*: 7 is not an object or array",
            "duplicate_member /events/*/type stands twice",
            AT + "old 3.00",
            "wrong_type /events/*/trades: 5 is not a list of rows"),
        trades.of(frame));
    assertEquals(
        "{\"type\":\"odd\",\"trades\":[{\"price\":1},{\"price\":2}]}", trades.payload(frame, 0));
  }

  @Test
  void whatIsWrongWithTheFrameRejectsItAsAWhole() {
    String rows = "\"events\":[{\"trades\":[{\"price\":1}]}]";
    assertEquals(
        List.of("frame: missing sent: nothing at /sent"),
        trades.of("{\"channel\":\"trades\"," + rows + "}"));
    assertEquals(
        List.of("frame: wrong_type sent: true is not a number of seconds since the epoch"),
        trades.of("{\"channel\":\"trades\"," + rows + ",\"sent\":true}"));
    assertEquals(
        List.of("frame: unknown_kind the pipeline does not name other"),
        trades.of("{" + rows + ",\"sent\":7,\"channel\":\"other\"}"));
    assertEquals(
        List.of("frame: duplicate_member /sent stands twice"),
        trades.of("{\"channel\":\"trades\",\"sent\":7," + rows + ",\"sent\":7}"));
    assertEquals(
        List.of("frame: not_json expected a digit at byte 34, found byte 0x7d"),
        coins.of("{\"data\":{\"a\":{\"usd\":1},\"b\":{\"usd\":}}}"));
    assertEquals(
        List.of("frame: wrong_type /data: 5 is not a list of rows"),
        coins.of("{\"data\":5,\"timestamp\":7}"));
  }

  @Test
  void aFrameWithoutAPlaceForRowsIsRejectedAndOneWithoutRowsIsControl() {
    assertEquals(List.of("frame: missing nothing at /data/*"), coins.of("{\"timestamp\":7}"));
    assertEquals(
        List.of("frame: missing nothing at /data/*"), coins.of("{\"timestamp\":7,\"data\":null}"));
    assertEquals(List.of("frame: control with a time"), coins.of("{\"timestamp\":7,\"data\":{}}"));
    assertEquals(List.of("frame: control with a time"), coins.of("{\"timestamp\":7,\"data\":[]}"));
    assertEquals(
        List.of("frame: control with a time"),
        trades.of("{\"channel\":\"trades\",\"sent\":7,\"events\":[{\"type\":\"new\"}]}"));
    assertEquals(
        List.of("frame: control with a time"),
        trades.of("{\"channel\":\"beat\",\"sent\":7,\"events\":[{\"type\":5}]}"));
  }

  @Test
  void theNameOfAnEntryIsReadAndSaidWhereItIsRejected() {
    assertEquals(
        List.of(
            "bitcoin 1.10 1970-01-01T00:00:07Z",
            "\u00e9\" 2.00 1970-01-01T00:00:07Z",
            "missing \"bad\": usd: nothing at /data/*/usd"),
        coins.of(
            """
                {"data":{"bitcoin":{"usd":1.1},"\\u00e9\\"":{"usd":2},"bad":{}},"timestamp":7}
                """));
    assertEquals(
        List.of("missing coin: no name at /data/*"),
        coins.of("{\"data\":[{\"usd\":1}],\"timestamp\":7}"));
  }

  @Test
  void newestFirstHandsThemOverFromTheLastToTheFirst() {
    Items reversed =
        new Items(
            """
            each: /e/*/t/*
            newest_first: true
            columns:
              type: {pointer: /e/*/type, type: string}
              n: {pointer: /e/*/t/*/n, type: int, required: true}
              at: {pointer: /at, type: timestamp, format: epoch_ms, required: true}
            event_time: at
            """);
    String frame =
        "{\"e\":[{\"type\":\"b\",\"t\":[{\"n\":4},{\"n\":\"x\"}]},{\"t\":[{\"n\":2},{\"n\":1}],\"type\":\"a\"}],\"at\":1}";
    assertEquals(
        List.of(
            "a 1 1970-01-01T00:00:00.001Z",
            "a 2 1970-01-01T00:00:00.001Z",
            "wrong_type n: \"x\" is not int",
            "b 4 1970-01-01T00:00:00.001Z"),
        reversed.of(frame));
    assertEquals("{\"n\":\"x\"}", reversed.payload(frame, 2));
  }

  @Test
  void elementsMayBeArraysOrSingleValuesAndTheFrameAnArray() {
    Items kraken =
        new Items(
            """
            each: /result/XBT/*
            columns:
              last: {pointer: /result/last, type: string}
              price: {pointer: /result/XBT/*/0, type: "decimal(18,5)", required: true}
              at: {pointer: /result/XBT/*/2, type: timestamp, format: epoch_s, required: true}
            event_time: at
            """);
    assertEquals(
        List.of("9 1.50000 1970-01-01T00:00:01.500Z", "missing at: nothing at /result/XBT/*/2"),
        kraken.of("{\"result\":{\"XBT\":[[\"1.5\",0,1.5,\"b\"],[\"1\"]],\"last\":\"9\"}}"));
    Items rates =
        new Items(
            """
            each: /rates/*
            columns:
              currency: {name_of: /rates/*, type: string, required: true}
              rate: {pointer: /rates/*, type: "decimal(9,4)", required: true}
              at: {pointer: /at, type: timestamp, format: epoch_s, required: true}
            event_time: at
            """);
    assertEquals(
        List.of(
            "USD 1.1000 1970-01-01T00:00:01Z", "wrong_type \"EUR\": rate: {} is not decimal(9,4)"),
        rates.of("{\"rates\":{\"USD\":1.1,\"EUR\":{}},\"at\":1}"));
    Items list =
        new Items(
            """
            each: /*
            columns:
              at: {pointer: /*/at, type: timestamp, format: epoch_s, required: true}
            event_time: at
            """);
    assertEquals(
        List.of("1970-01-01T00:00:01Z", "1970-01-01T00:00:02Z"),
        list.of(" [{\"at\":1},{\"at\":2}] "));
    assertEquals(List.of("1970-01-01T00:00:03Z"), list.of("{\"a\":{\"at\":3}}"));
  }

  @Test
  void itemsOfArraysAreReadByTheirPlaceAlsoWithoutEach() {
    Items book =
        new Items(
            """
            columns:
              best: {pointer: /bids/0/0, type: int}
              third: {pointer: /bids/2, type: int}
              at: {pointer: /at, type: timestamp, format: epoch_s, required: true}
            event_time: at
            """);
    assertEquals(
        List.of("frame: 5 7 1970-01-01T00:00:01Z"), book.of("{\"bids\":[[5,6],[],7,8],\"at\":1}"));
    assertEquals(
        List.of("frame: null null 1970-01-01T00:00:01Z"), book.of("{\"bids\":[],\"at\":1}"));
  }

  @Test
  void asManyElementsAsAFrameMayHaveAndOneMore() {
    Items list =
        new Items(
            """
            each: /data/*
            columns:
              n: {pointer: /data/*, type: int, required: true}
              at: {pointer: /at, type: timestamp, format: epoch_s, required: true}
            event_time: at
            """);
    String most = "7,".repeat(Elements.MOST - 1) + "7";
    assertEquals(Elements.MOST, list.of("{\"at\":1,\"data\":[" + most + "]}").size());
    assertEquals(
        List.of("frame: too_many more than 100000 elements at /data/*"),
        list.of("{\"at\":1,\"data\":[" + most + ",7]}"));
  }

  @Test
  void depthIsBoundedInsideOfElements() {
    String deep = "[".repeat(70) + "]".repeat(70);
    assertEquals(
        List.of("frame: too_deep nested deeper than 64"),
        coins.of("{\"timestamp\":7,\"data\":{\"a\":{\"usd\":1,\"x\":" + deep + "}}}"));
  }
}
