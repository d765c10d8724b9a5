using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "uploads", worker = .uploads),
    # MinIO and the database are on loopback, which workerd does not call unless it is told to.
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", http = (), service = "uploads")],
);

# Without the flag nodejs_compat, so that nothing of Node is there.
const uploads :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "dist/worker.js")],
  compatibilityDate = "2026-11-01",
  bindings = [
    (name = "DATABASE_URL", fromEnvironment = "DATABASE_URL"),
    (name = "S3_ENDPOINT", fromEnvironment = "S3_ENDPOINT"),
    (name = "S3_BUCKET", fromEnvironment = "S3_BUCKET"),
    (name = "S3_KEY_ID", fromEnvironment = "S3_KEY_ID"),
    (name = "S3_SECRET", fromEnvironment = "S3_SECRET"),
  ],
);
