#!/bin/sh
# Breaks the promise on purpose, one way at a time, in a copy of the repository, and says whether the named test saw it.
# usage: deploy/bench/mutations/run.sh [NAME...]; MAVEN_OPTIONS may hold more for Maven.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git -C "$root" ls-files -z --cached --others --exclude-standard | (cd "$root" && xargs -0 cp --parents -t "$copy")
cd "$copy"
git init -q . # so that patches are applied here and nowhere else

maven() {
    # Words are to be split.
    # shellcheck disable=SC2086
    mvn -B -o ${MAVEN_OPTIONS:-} -Dspotless.check.skip=true -Dspotless.apply.skip=true "$@" >"$copy/maven.log" 2>&1
}

[ $# -gt 0 ] || set -- "$here"/*.patch
survivors=0
for patch in "$@"; do
    patch=$here/$(basename "$patch" .patch).patch
    set -- $(sed -n 's/^Test: //p' "$patch")
    module=$1
    test=$2
    git apply "$patch"
    # Tests of the running service need no packaging, so surefire can do those named IT too.
    if maven test -pl "$module" -am "-Dtest=$test" -Dsurefire.failIfNoSpecifiedTests=false; then
        survivors=$((survivors + 1))
        echo "$(basename "$patch" .patch): NOT SEEN by $test"
    elif grep -q 'Tests run:.*\(Failures\|Errors\): [1-9]' maven.log; then
        echo "$(basename "$patch" .patch): seen by $test"
        sed -n 's/^\[ERROR\]  *\([A-Za-z]*\(IT\|Test\)[.>:][^ ]*\).*/    \1/p' maven.log | sort -u | head -n 4
    else
        survivors=$((survivors + 1))
        echo "$(basename "$patch" .patch): does not build, or its test does not run"
        grep '^\[ERROR\]' maven.log | head -n 5
    fi
    git apply -R "$patch"
done
exit $survivors
