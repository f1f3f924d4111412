package tributary.core.spec;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tributary.core.spec.Problem.Code;

/** The pipeline file as a whole, and its small blocks. */
final class PipelineBlock {
  private static final Member<String> NAME =
      Member.required(
          "pipeline",
          Scalars.matching("[A-Za-z0-9][A-Za-z0-9-]{0,63}", "at most 64 letters, digits, dashes"));
  private static final Member<Feed> FEED = Member.optional("feed", PipelineBlock::feed);
  private static final Member<Topic> TOPIC = Member.required("topic", PipelineBlock::topic);
  private static final Member<Commit> COMMIT = Member.optional("commit", PipelineBlock::commit);
  private static final Member<Content> BRONZE =
      Member.required("bronze", PipelineBlock::bronzeContent);
  private static final Member<Value> QUARANTINE =
      Member.required("quarantine", PipelineBlock::table);
  private static final Member<SilverBlock.Read> SILVER =
      Member.required("silver", SilverBlock::parse);
  private static final Member<Value> GOLD = Member.optional("gold", value -> value);
  private static final Value.Parser<String> STORE_NAME =
      Scalars.word(
          Stream.of(Store.values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList());
  private static final Member<Store> STORE = Member.optional("store", PipelineBlock::store);
  private static final Member<Value> COPIES = Member.optional("copies", value -> value);
  private static final Member<Value> MODELS = Member.optional("models", value -> value);
  static final Block BLOCK =
      Block.of(NAME, FEED, TOPIC, COMMIT, STORE, BRONZE, QUARANTINE, SILVER, GOLD, COPIES, MODELS);

  private static final Member<String> VENUE =
      Member.required(
          "venue",
          Scalars.matching("[a-z0-9]+(-[a-z0-9]+)*", "a venue's name such as coinbase-exchange"));
  private static final Value.Parser<String> WORD =
      Scalars.matching("\\S{1,100}", "a name without spaces, of at most 100 characters");
  private static final Member<List<String>> PRODUCTS =
      Member.required("products", Scalars.listOf(WORD));
  private static final Member<List<String>> CHANNELS =
      Member.optional("channels", Scalars.listOf(WORD));
  static final Block FEED_BLOCK = Block.of(VENUE, PRODUCTS, CHANNELS);

  private static final Member<String> TOPIC_NAME =
      Member.required(
          "name",
          Scalars.matching(
              "(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}",
              "a topic's name: at most 249 letters, digits, dots, underscores, dashes"));
  private static final Member<Integer> PARTITIONS =
      Member.required("partitions", Scalars.integer(1, 1000));
  static final Block TOPIC_BLOCK = Block.of(TOPIC_NAME, PARTITIONS);

  private static final Member<Duration> EVERY =
      Member.optional("every", Amounts.duration(Duration.ofMillis(10), Duration.ofHours(1)));
  private static final Member<Long> SIZE = Member.optional("size", Amounts.bytes(1, 512));
  static final Block COMMIT_BLOCK = Block.of(EVERY, SIZE);

  private static final Member<Value> TABLE = Member.required("table", Scalars::table);
  static final Block TABLE_BLOCK = Block.of(TABLE);
  private static final LayoutBlock LAYOUT = LayoutBlock.BRONZE;
  static final Block BRONZE_BLOCK = Block.of(TABLE, LAYOUT.rename, LAYOUT.partition);

  private PipelineBlock() {}

  /** Reads the whole file; null only if a problem was reported. */
  static @Nullable Pipeline parse(Value value) {
    Content content = BLOCK.read(value);
    Names tables = new Names();
    Content bronze = content.find(BRONZE);
    claim(bronze == null ? null : bronze.find(TABLE), "the bronze table", tables);
    claim(content.find(QUARANTINE), "the quarantine table", tables);
    SilverBlock.Read silver = content.find(SILVER);
    claim(silver == null ? null : silver.table(), "the silver table", tables);
    claim(silver == null ? null : silver.gaps(), "the table of gaps", tables);
    Columns columns = silver == null ? new Columns() : silver.columns();
    Value goldValue = content.find(GOLD);
    List<GoldBlock.Read> gold =
        goldValue == null ? List.of() : GoldBlock.parse(goldValue, columns, tables);
    checkPartitions(content, silver);
    Value modelsValue = content.find(MODELS);
    List<Model> models = modelsValue == null ? List.of() : ModelsBlock.parse(modelsValue, tables);
    Value copiesValue = content.find(COPIES);
    List<Copy> copies =
        copiesValue == null
            ? List.of()
            : CopiesBlock.parse(
                copiesValue, Sources.of(silver, gold, value.problems().count() == 0));
    return value.problems().count() == 0 && silver != null && silver.silver() != null
        ? pipeline(content, silver.silver(), gold, copies, models)
        : null;
  }

  /** Delta keeps the least and greatest of each file's times, so days would add only files. */
  private static void checkPartitions(Content content, SilverBlock.@Nullable Read silver) {
    boolean isDelta = !content.has(STORE) || content.find(STORE) == Store.DELTA;
    Content bronze = content.find(BRONZE);
    if (bronze != null) {
      LayoutBlock.checkBronzeDay(bronze);
    }
    if (isDelta && bronze != null && bronze.has(LAYOUT.partition)) {
      refusePartition(bronze.at(LAYOUT.partition));
    }
    if (isDelta && silver != null && silver.partition() != null) {
      refusePartition(silver.partition());
    }
  }

  private static void refusePartition(Value value) {
    value.report(
        Code.STORE,
        "Cannot use %s with store delta: file statistics already prune by time; leave it out"
            .formatted(value.subject()),
        "the key only with store: iceberg");
  }

  private static Pipeline pipeline(
      Content content,
      Silver silver,
      List<GoldBlock.Read> gold,
      List<Copy> copies,
      List<Model> models) {
    Content bronze = content.need(BRONZE);
    return new Pipeline(
        content.need(NAME),
        content.find(FEED),
        content.need(TOPIC),
        content.findOr(COMMIT, Commit.DEFAULT),
        bronze.need(TABLE).text(),
        content.need(QUARANTINE).text(),
        silver,
        gold.stream().map(GoldBlock.Read::gold).map(Objects::requireNonNull).toList(),
        content.findOr(STORE, Store.DELTA),
        LAYOUT.layout(bronze),
        copies,
        models);
  }

  private static void claim(@Nullable Value table, String owner, Names tables) {
    if (table != null) {
      tables.claim(table, owner);
    }
  }

  private static @Nullable Feed feed(Value value) {
    Content content = FEED_BLOCK.read(value);
    return content.isSound()
        ? new Feed(content.need(VENUE), content.need(PRODUCTS), content.findOr(CHANNELS, List.of()))
        : null;
  }

  private static @Nullable Topic topic(Value value) {
    Content content = TOPIC_BLOCK.read(value);
    return content.isSound() ? new Topic(content.need(TOPIC_NAME), content.need(PARTITIONS)) : null;
  }

  private static Commit commit(Value value) {
    Content content = COMMIT_BLOCK.read(value);
    return new Commit(
        content.findOr(EVERY, Commit.DEFAULT.every()),
        content.findOr(SIZE, Commit.DEFAULT.bytes()));
  }

  private static @Nullable Store store(Value value) {
    String name = STORE_NAME.parse(value);
    return name == null ? null : Store.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static Content bronzeContent(Value value) {
    Content content = BRONZE_BLOCK.read(value);
    LAYOUT.claim(content);
    return content;
  }

  private static @Nullable Value table(Value value) {
    return TABLE_BLOCK.read(value).find(TABLE);
  }
}
