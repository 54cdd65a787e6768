#!/usr/bin/env bash
# Makes one folder from which the studio installs and runs with no network, on a computer of the same kind and with the
# same version of Python:   bash packaging/bundle.sh [FOLDER]      then there:   bash FOLDER/run.sh
# It holds the source, the starter, the samples and a wheel of everything needed. llama.cpp in it is built for any
# processor of this architecture; set BUNDLE_LLAMA=processor for a faster one that fits this very processor only.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

folder="${1:-$ROOT/dist/subterra-studio}"
kind="${BUNDLE_LLAMA:-portable}"
[ ! -e "$folder" ] || fail "$folder is there already." "Name another folder, or delete that one."
[ ! -d "$BUNDLED" ] || fail "This is a bundle itself." "Copy the folder, or make a bundle from a checkout."
set_up run

making="$folder.making"
rm -rf "$making"
mkdir -p "$making/wheels"

say "Collecting the source, the starter and the samples."
tar -C "$ROOT" -cf - --exclude=__pycache__ pyproject.toml LICENSE README.md studio resources sample_flows packaging |
    tar -C "$making" -xf -

say "Collecting wheels."
[ -n "$(cached_llama "$kind")" ] || build_llama "$kind"
cp "$(cached_llama "$kind")" "$making/wheels/"
torch="$("$PYTHON" -c 'from importlib.metadata import version; print(version("torch"))')"
index=()
case "$torch" in # the build that is installed here, from where set_up found it
*+*) index=(--extra-index-url "$TORCH_INDEX/${torch#*+}") ;;
esac
wheels() {
    "$PYTHON" -m pip wheel -qq --disable-pip-version-check -c "$CONSTRAINTS" --find-links "$making/wheels" \
        -w "$making/wheels" "$@"
}
wheels "torch==$torch" 2>/dev/null || wheels "${IMPATIENT[@]}" "${index[@]}" "torch==$torch" ||
    fail "The wheel of torch $torch could not be had." "Look at the network, then start again."
wheels hatchling editables -r "$VENV/requirements.txt" ||
    fail "The wheels could not be collected; what pip says stands above." "Look at the network and the free space."
"$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])' >"$making/wheels/PYTHON"

cat >"$making/run.sh" <<'RUN'
#!/usr/bin/env bash
# Installs the studio from this folder, without a network, and runs it.
exec bash "$(dirname "${BASH_SOURCE[0]}")/packaging/run.sh" "$@"
RUN
mv "$making" "$folder"
say "The bundle is in $folder ($(du -sh "$folder" | cut -f1)). On the other computer: bash ${folder##*/}/run.sh"
