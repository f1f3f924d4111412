#!/bin/sh
# Runs on each node before Spark does. Puts the files that the job reads on the node's disk, since Java may not see volumes
# in the dedicated access mode, and mounts the folder of the tables if there is one to mount.
set -eu

mkdir -p "$TRIBUTARY_LOCAL"
cp "$TRIBUTARY_FILES"/*.yaml "$TRIBUTARY_FILES"/*.properties "$TRIBUTARY_LOCAL"

if [ -z "${TRIBUTARY_NFS:-}" ]; then
  exit 0
fi

if ! command -v mount.nfs >/dev/null; then
  apt-get update -q
  apt-get install -q -y --no-install-recommends nfs-common
fi
mkdir -p "$TRIBUTARY_MOUNT"
# Hard: a commit waits for a server that is away instead of failing halfway. Without "nolock": the tables' lock must reach
# the server.
mount -t nfs -o vers=4.1,sec=sys,hard,nconnect=4 "$TRIBUTARY_NFS" "$TRIBUTARY_MOUNT"
