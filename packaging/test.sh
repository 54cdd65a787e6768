#!/usr/bin/env bash
# Sets the studio up by itself and checks it: style, types, import contracts, then the tests.
#   bash packaging/test.sh [arguments of pytest]
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
set_up test || exit
cd "$ROOT" || exit

failed=()
check() {
    say "== $*"
    "$VENV/bin/$@" >&2 || failed+=("$1")
}
check ruff check .
check ruff format --check .
check mypy
check lint-imports
[ ${#failed[@]} -eq 0 ] || say "== these found something: ${failed[*]}"

say "== pytest $*"
"$PYTHON" -m pytest "$@" || exit
[ ${#failed[@]} -eq 0 ]
