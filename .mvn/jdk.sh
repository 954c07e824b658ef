# Finds a JDK: `find_jdk 25` prints the home of one that is at least that version, or fails. Sourced by mvnw and boxoffice.

jdk_major() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() (
  set +f
  wanted=$1
  for home in "${JAVA_HOME-}" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
    "${HOME-}"/.m2/jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$home" ] || continue
    major=$(jdk_major "$home") || continue
    if [ -n "$major" ] && [ "$major" -ge "$wanted" ]; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
)
