package tributary.lake.servers;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStore;
import org.apache.hadoop.hive.metastore.IHMSHandler;
import org.apache.hadoop.hive.metastore.RetryingHMSHandler;
import org.apache.hadoop.hive.metastore.TSetIpAddressProcessor;
import org.apache.hadoop.hive.metastore.txn.TxnDbUtil;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;

/**
 * The main of a Hive metastore in a JVM of its own. Hive's own main listens on all interfaces, so
 * this one puts the same parts together.
 */
final class Metastore {
  private Metastore() {}

  /**
   * Given the folder of its database and the port, of which 0 is any free one, prints the port once
   * it listens.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    boolean fresh = Files.notExists(folder.resolve("metastore"));
    HiveConf conf = settings(folder);
    IHMSHandler handler =
        RetryingHMSHandler.getProxy(
            conf, new HiveMetaStore.HMSHandler("metastore", conf, false), true);
    if (fresh) {
      TxnDbUtil.prepDb(conf);
    }
    ServerSocket door =
        new ServerSocket(Integer.parseInt(arguments[1]), 50, InetAddress.getLoopbackAddress());
    System.out.println(MetastoreServer.READY + door.getLocalPort());
    new TThreadPoolServer(
            new TThreadPoolServer.Args(new TServerSocket(door))
                .processor(new TSetIpAddressProcessor<>(handler))
                .protocolFactory(new TBinaryProtocol.Factory()))
        .serve();
  }

  private static HiveConf settings(Path folder) {
    HiveConf conf = new HiveConf(Metastore.class);
    conf.set(
        "javax.jdo.option.ConnectionURL",
        "jdbc:derby:" + folder.resolve("metastore") + ";create=true");
    conf.set("javax.jdo.option.ConnectionDriverName", "org.apache.derby.jdbc.EmbeddedDriver");
    conf.set("hive.metastore.warehouse.dir", folder.resolve("warehouse").toUri().toString());
    conf.set("datanucleus.schema.autoCreateAll", "true");
    conf.set("hive.metastore.schema.verification", "false");
    conf.set("hive.metastore.event.db.notification.api.auth", "false");
    conf.set("datanucleus.connectionPoolingType", "HikariCP");
    conf.set("hive.async.log.enabled", "false");
    return conf;
  }
}
