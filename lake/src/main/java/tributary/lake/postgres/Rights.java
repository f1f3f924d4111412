package tributary.lake.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import tributary.lake.copy.CopyRefusedException;

/** Who may do what: the user who writes, and the role that reads the views and nothing else. */
final class Rights {
  private static final String WRITER =
      """
      SELECT rolsuper OR rolcreaterole,
        has_database_privilege(current_database(), 'CREATE'),
        has_database_privilege(current_database(), 'TEMPORARY'),
        quote_ident(current_database()),
        EXISTS (SELECT FROM pg_roles WHERE rolname = ?)
      FROM pg_roles WHERE rolname = current_user
      """;
  private static final String SCHEMA =
      """
      SELECT has_schema_privilege(n.oid, 'USAGE'), has_schema_privilege(n.oid, 'CREATE')
        OR (SELECT count(*) FROM pg_class WHERE relnamespace = n.oid AND relname = ANY (?)) = ?
      FROM pg_namespace n WHERE nspname = ?
      """;
  private static final String READER =
      """
      SELECT rolsuper OR rolcreaterole OR rolbypassrls OR pg_has_role(oid, current_user, 'USAGE'),
        has_schema_privilege(oid, v.schema, 'USAGE'),
        has_table_privilege(oid, v.view, 'SELECT'),
        has_schema_privilege(oid, v.base_schema, 'USAGE')
          OR has_table_privilege(oid, v.base, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE'),
        has_schema_privilege(oid, v.schema, 'CREATE')
          OR has_table_privilege(oid, v.view, 'INSERT, UPDATE, DELETE, TRUNCATE')
      FROM pg_roles, (VALUES (?, ?, ?, ?)) AS v (schema, view, base_schema, base)
      WHERE rolname = ?
      """;

  private final Names names;
  private final String user;
  private final String reader;

  Rights(Names names) {
    this.names = names;
    this.user = Names.quoted(names.user());
    this.reader = Names.quoted(names.reader());
  }

  /**
   * Makes the schemas and the role.
   *
   * @throws CopyRefusedException if the user may not, with the statements for who may
   */
  void prepare(Connection connection) throws SQLException {
    List<String> ours = new ArrayList<>();
    List<String> administrators = new ArrayList<>();
    try (PreparedStatement writer = connection.prepareStatement(WRITER)) {
      writer.setString(1, names.reader());
      ResultSet may = writer.executeQuery();
      may.next();
      if (!may.getBoolean(5)) {
        List<String> to = may.getBoolean(1) ? ours : administrators;
        to.add("CREATE ROLE " + reader + " NOLOGIN");
        to.add("ALTER ROLE " + reader + " SET default_transaction_read_only = on");
      }
      if (!may.getBoolean(3)) {
        administrators.add("GRANT TEMPORARY ON DATABASE " + may.getString(4) + " TO " + user);
      }
      boolean isCreator = may.getBoolean(2);
      List<String> creators = isCreator ? ours : administrators;
      schema(
          connection,
          names.schema(),
          List.of(names.table(), Names.LEDGER),
          creators,
          administrators);
      schema(connection, names.views(), List.of(names.view()), creators, administrators);
    }
    refuseIfAny(administrators);
    try (Statement make = connection.createStatement()) {
      for (String sql : ours) {
        make.execute(sql);
      }
    }
  }

  /** A schema has to be there, and to let the user in; and to let make what it does not hold. */
  private void schema(
      Connection connection,
      String name,
      List<String> held,
      List<String> creators,
      List<String> administrators)
      throws SQLException {
    try (PreparedStatement schema = connection.prepareStatement(SCHEMA)) {
      schema.setArray(1, connection.createArrayOf("text", held.toArray()));
      schema.setInt(2, held.size());
      schema.setString(3, name);
      ResultSet may = schema.executeQuery();
      if (!may.next()) {
        creators.add("CREATE SCHEMA " + Names.quoted(name) + " AUTHORIZATION " + user);
      } else if (!may.getBoolean(1) || !may.getBoolean(2)) {
        administrators.add("GRANT USAGE, CREATE ON SCHEMA " + Names.quoted(name) + " TO " + user);
      }
    }
  }

  /** Lets the reader read the view, and makes sure that this is all. */
  void grant(Connection connection) throws SQLException {
    String usage = "GRANT USAGE ON SCHEMA " + Names.quoted(names.views()) + " TO " + reader;
    String select = "GRANT SELECT ON " + names.shown() + " TO " + reader;
    List<String> missing = missing(connection, usage, select);
    try (Statement grant = connection.createStatement()) {
      for (String sql : missing) {
        grant.execute(sql);
      }
    }
    // Who may not grant is warned only: whether it was done shows in the rights.
    refuseIfAny(missing.isEmpty() ? missing : missing(connection, usage, select));
  }

  private List<String> missing(Connection connection, String usage, String select)
      throws SQLException {
    try (PreparedStatement rights = connection.prepareStatement(READER)) {
      rights.setString(1, names.views());
      rights.setString(2, names.shown());
      rights.setString(3, names.schema());
      rights.setString(4, names.base());
      rights.setString(5, names.reader());
      ResultSet has = rights.executeQuery();
      has.next();
      refuseMore(has.getBoolean(1), "has rights over other roles or acts as " + user);
      refuseMore(has.getBoolean(4), "may see the tables in " + Names.quoted(names.schema()));
      refuseMore(has.getBoolean(5), "may change or make things in " + Names.quoted(names.views()));
      List<String> missing = new ArrayList<>();
      if (!has.getBoolean(2)) {
        missing.add(usage);
      }
      if (!has.getBoolean(3)) {
        missing.add(select);
      }
      return missing;
    }
  }

  private void refuseMore(boolean isMore, String what) {
    if (isMore) {
      throw new CopyRefusedException(
          "Cannot use role %s as a reader: it %s. Revoke that, or name another role in postgres.reader"
              .formatted(reader, what));
    }
  }

  private void refuseIfAny(List<String> administrators) {
    if (!administrators.isEmpty()) {
      throw new CopyRefusedException(
          "Cannot make what copies need: user %s may not. Let an administrator of the database run: %s;"
              .formatted(user, String.join("; ", administrators)));
    }
  }
}
