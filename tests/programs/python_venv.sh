#!/bin/sh
# python_venv.sh FOLDER PACKAGE...: a Python environment with these packages. Made once; run again with the same
# packages it does nothing. Fails with one line.
set -eu
folder=${1:?usage: python_venv.sh FOLDER PACKAGE...}
shift
packages="$*"
stamp="$folder/.installed"
[ -e "$stamp" ] && [ "$(cat "$stamp")" = "$packages" ] && exit 0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086  # several words
if "${PYTHON:-python3}" -m venv "$folder" >"$log" 2>&1 &&
  "$folder/bin/pip" install --disable-pip-version-check $packages >>"$log" 2>&1; then
  echo "$packages" >"$stamp"
else
  echo "python_venv.sh: expected $packages from PyPI, found \"$(tail -n 1 "$log")\" in $folder:" \
    "see that python3-venv is installed and the network is up" >&2
  exit 1
fi
