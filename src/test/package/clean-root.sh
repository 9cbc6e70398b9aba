#!/usr/bin/env bash
# clean-root.sh DEB TAR: installs the package in a Debian that holds only what is essential, without a network, and uses
# it there as somebody without rights; then removes it, and nothing may be left. Then the same program out of the .tar.gz.
# Needs root, mmdebstrap, iproute2 and a Debian mirror; ends with 0 only when everything was as it should be.
set -euo pipefail

deb=$(realpath "$1")
tar=$(realpath "$2")
work=$(mktemp -d)
root=$work/root
trap 'rm -rf --one-file-system "$work"' EXIT

fail() {
  printf 'clean-root: %s\n' "$*" >&2
  exit 1
}

# inside USER COMMAND...: in the root, with a loopback of its own and no other network, and nothing of our environment
inside() {
  # shellcheck disable=SC2016 # the inner shell's own parameters
  unshare --net --mount --pid --fork sh -c '
    ip link set lo up && mount -t proc proc "$1/proc" && root=$1 user=$2 && shift 2 &&
      exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/nonexistent ${OPTS:+"REALTIME_CLI_JAVA_OPTS=$OPTS"} \
        chroot --userspec="$user" "$root" "$@"' - "$root" "$@" < /dev/null
}

# says WORDS COMMAND...: that the command prints this on stdout, nothing on stderr, and ends with 0
says() {
  local words=$1
  shift
  inside 1000:1000 "$@" > "$work/out" 2> "$work/err" || fail "$* ended with $?: $(cat "$work/err")"
  diff <(cat "$work/out" "$work/err") <(printf '%s\n' "$words") || fail "$* did not say what it should"
}

# answers PROGRAM SAMPLE: the main job; without libasound there is no sound, which is said and is no failure
answers() {
  inside 1000:1000 "$1" --local "$2" > "$work/out" 2> "$work/err" || fail "$1 --local ended with $?: $(cat "$work/err")"
  [[ $(cat "$work/out") == 'I heard 11.44 seconds of audio.' ]] || fail "$1 --local said: $(cat "$work/out")"
  grep -q '11.4 s answered' "$work/err" || fail "$1 --local said: $(cat "$work/err")"
}

# whatever dpkg itself keeps books of is not the package's
files() {
  find "$root" -xdev \( -path "$root/proc" -o -path "$root/var/lib/dpkg" -o -path "$root/var/log" \) -prune \
    -o ! -path "$root/var/cache/ldconfig*" -printf '%P %y\n' | sort
}

# shellcheck source=/dev/null
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
mmdebstrap --quiet --variant=essential "$release" "$root"
files > "$work/before"

cp "$deb" "$root/realtime-cli.deb"
inside 0:0 dpkg --install /realtime-cli.deb > /dev/null
lib=$root/usr/lib/realtime-cli/lib
shopt -s nullglob
caches=("$lib"/*.aot*)
[[ ${caches[*]} == "$lib"/*-ask.aot\ "$lib"/*-batch.aot\ "$lib"/*-java.aot\ "$lib"/*-ws.aot\ "$lib"/realtime-cli-*.aot ]] ||
  fail "the class caches are ${caches[*]}"
version=$(inside 1000:1000 realtime-cli --version)
[[ $version == "realtime-cli "* ]] || fail "the version is '$version'"
# starts PROGRAM: once with each of the class caches, which has to be taken where OPTS says so
starts() {
  says "$version" "$1" --version --url=wss://nowhere
  OPTS="${OPTS-} -Djava.library.path=/nowhere" says "$version" "$1" --version --url=wss://nowhere
  says "$version" "$1" batch --version
  says "$version" "$1" --version --url=ws://nowhere
  says "$version" "$1" --version --local
}
says "$version" realtime-cli --version
OPTS=-XX:AOTMode=on starts realtime-cli
answers realtime-cli /usr/lib/realtime-cli/samples/gettysburg.wav
inside 1000:1000 realtime-cli devices > /dev/null 2>&1
echo "installed: $version"

for shell in bash-completion/completions/realtime-cli zsh/vendor-completions/_realtime-cli \
  fish/vendor_completions.d/realtime-cli.fish; do
  says "$(cat "$root/usr/share/$shell")" realtime-cli completion "${shell%%[-/]*}"
done
# shellcheck disable=SC2016 # for the shell inside
says '--local' bash -c '. /usr/share/bash-completion/completions/realtime-cli
  COMP_WORDS=(realtime-cli --loc) COMP_CWORD=1; _realtime_cli; echo "${COMPREPLY[*]}"' 2> /dev/null
commands=$(sed -n 's/^Commands, each with --help: //p' <(inside 1000:1000 realtime-cli --help))
[[ -n $commands ]] || fail "the help names no commands"
for page in realtime-cli ${commands// / realtime-cli-}; do
  [[ $page == realtime-cli* ]] || page=realtime-cli-$page
  gzip -dc "$root/usr/share/man/man1/$page.1.gz" | grep -q '^\.SH OPTIONS' || fail "no man page $page"
done
echo "completions and man pages are there"

mkdir "$work/caches"
cp -p "${caches[@]}" "$work/caches"
weather() {
  starts realtime-cli
  cp -p "$work"/caches/* "$lib"
}
rm "${caches[@]}" && weather
for cache in "${caches[@]}"; do : > "$cache"; done && weather
truncate -s 1M "${caches[@]}" && weather
sed -i 's/25\.0\./25.9./' "${caches[@]}" && weather
chmod 000 "${caches[@]}" && weather
touch "$lib/realtime-cli.jar" && weather
echo "missing, empty, cut, foreign, unreadable and stale class caches change no word"

inside 0:0 dpkg --install /realtime-cli.deb > /dev/null
OPTS=-XX:AOTMode=on starts realtime-cli
mv "$root/usr/lib/realtime-cli/samples" "$work"
inside 0:0 /var/lib/dpkg/info/realtime-cli.postinst configure 2> "$work/err" || fail "a cache that cannot be made stops postinst"
grep -q 'no class cache could be made' "$work/err" || fail "postinst does not say that it failed: $(cat "$work/err")"
caches=("$lib"/*.aot*)
((${#caches[@]} == 0)) || fail "a failed postinst left ${caches[*]}"
mv "$work/samples" "$root/usr/lib/realtime-cli"
inside 0:0 dpkg --install /realtime-cli.deb > /dev/null
inside 0:0 dpkg --remove realtime-cli > /dev/null
inside 0:0 dpkg --purge realtime-cli > /dev/null 2>&1
rm "$root/realtime-cli.deb"
diff "$work/before" <(files) || fail "the package left something, or took something along"
echo "installed again, removed and purged: nothing is left"

mkdir "$root/opt/with blank"
tar -xzf "$tar" -C "$root/opt/with blank" --strip-components=1
chmod -R a-w "$root/opt/with blank"
OPTS=-XX:AOTMode=on starts '/opt/with blank/bin/realtime-cli'
answers '/opt/with blank/bin/realtime-cli' '/opt/with blank/samples/gettysburg.wav'
echo "the archive runs from a folder with a blank in its name that cannot be written"
