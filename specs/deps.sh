#!/bin/sh
# deps.sh PACKAGE...: install the Debian packages that are missing, or print the
# one command that does and fail. Never goes on without them.
missing=
for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null |
        grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then
    as=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as=sudo
else
    echo "hlocal needs:$missing" >&2
    echo "install with: sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
echo "installing$missing"
export DEBIAN_FRONTEND=noninteractive
$as apt-get update -qq &&
    # shellcheck disable=SC2086
    $as apt-get install -y -qq --no-install-recommends $missing >/dev/null
