#!/usr/bin/env bash
# Sets the studio up by itself, once, and runs it:   bash packaging/run.sh [arguments of studio]
# No arguments open the window; without a window or a display, the tour.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
set_up run
exec "$VENV/bin/studio" "$@"
