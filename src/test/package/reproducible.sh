#!/usr/bin/env bash
# reproducible.sh DEB TAR: builds the packages again, from a copy of the sources in another folder and with another
# umask. The .deb has to be the same to the byte, and everything in the .tar.gz but the class cache.
set -euo pipefail

deb=$(realpath "$1")
tar=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sources=$work/another/folder
mkdir -p "$sources"
git -C "$(dirname "$0")/../../.." archive HEAD | tar -x -C "$sources"
(umask 077 && cd "$sources" && mvn -q -B -Ppackage -DskipTests verify)

# contents TAR: a checksum and a mode for each file
contents() {
  local folder
  folder=$(mktemp -d -p "$work")
  tar -xpzf "$1" -C "$folder" --exclude='*.aot'
  (cd "$folder" && find . -type f -exec sha256sum {} + | sort -k 2)
  tar -tvzf "$1" --exclude='*.aot' | sort
}

diff <(contents "$tar") <(contents "$sources/target/$(basename "$tar")")
cmp "$deb" "$sources/target/$(basename "$deb")"
echo "built again elsewhere, $(basename "$deb") is the same, and so is $(basename "$tar") but for its class cache"
