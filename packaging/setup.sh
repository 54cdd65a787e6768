# Sets the studio up in .venv beside this folder; sourced by run.sh, test.sh and bundle.sh, which say what is wanted:
#   set_up run | test
# It installs pinned versions (constraints.txt), torch first; builds llama.cpp once and keeps the wheel in the person's
# cache; and leaves a stamp, so that the next start only compares it. A folder wheels/ beside pyproject.toml (made by
# bundle.sh) is installed from instead, without any network.
# Exit codes: 3 when a system package is missing that only root may install, 1 when something else fails.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
VENV="$ROOT/.venv"
PYTHON="$VENV/bin/python"
CONSTRAINTS="$ROOT/packaging/constraints.txt"
BUNDLED="$ROOT/wheels"
CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/subterra-studio/wheels"

# PyTorch's own public indexes, as its installation page documents them.
TORCH_INDEX="https://download.pytorch.org/whl"
# What an index that may not be there is given before the next source is tried.
IMPATIENT=(--timeout 10 --retries 0)

say() { printf '%s\n' "$*" >&2; }
fail() { say "$1"; [ -z "${2:-}" ] || say "$2"; exit "${3:-1}"; }
pinned() { sed -n "s/^$1==//p" "$CONSTRAINTS"; }
has() { command -v "$1" >/dev/null 2>&1; }
has_driver() { has nvidia-smi && nvidia-smi -L >/dev/null 2>&1; }

nvcc_path() { # empty when there is no CUDA toolkit
    command -v nvcc || ls /usr/local/cuda/bin/nvcc 2>/dev/null || true
}

# set_up run|test: leave at once when the stamp says that all is there.
set_up() {
    local wanted="$1"
    ! is_set_up "$wanted" || return 0
    mkdir -p "$VENV"
    if has flock; then # two starts at once must not install into each other
        exec 9>"$VENV.lock"
        flock 9
    fi
    if ! is_set_up "$wanted"; then
        say "Setting the studio up in .venv (once)."
        rm -f "$VENV/studio-run.stamp" "$VENV/studio-test.stamp"
        install_all "$wanted"
        setup_key >"$VENV/studio-$wanted.stamp"
        say "Set up."
    fi
    ! has flock || exec 9>&-
}

is_set_up() { # what tests need holds what running needs
    local key stamp
    [ -x "$VENV/bin/studio" ] && [ -x "$PYTHON" ] || return 1
    key="$(setup_key)"
    for stamp in "$1" test; do
        [ "$(cat "$VENV/studio-$stamp.stamp" 2>/dev/null)" != "$key" ] || return 0
    done
    return 1
}

setup_key() {
    {
        sha256sum "$ROOT/pyproject.toml" "$CONSTRAINTS" "$ROOT/packaging/setup.sh" | cut -d' ' -f1
        printf '%s\n' "$ROOT" # an editable install points there
        cat "$VENV/pyvenv.cfg" 2>/dev/null || true
        if has nvidia-smi; then echo driver; fi
        nvcc_path
    } | sha256sum | cut -d' ' -f1
}

install_all() {
    local wanted="$1" python
    if ! python="$(find_python)"; then
        [ ! -f "$BUNDLED/PYTHON" ] || fail "This bundle needs Python $(cat "$BUNDLED/PYTHON"), which is not here." \
            "Install it, or make a bundle on a computer like this one." 3
        need_packages python3 python3-venv
        python="$(find_python)" || fail "Python 3.11 or later is needed." "Install it, then start again." 3
    fi
    need_system "$python"
    if [ ! -x "$PYTHON" ] || ! "$PYTHON" -m pip --version >/dev/null 2>&1; then
        "$python" -m venv --clear "$VENV" || fail "The virtual environment could not be made."
    fi
    if [ -d "$BUNDLED" ]; then
        export PIP_CONFIG_FILE=/dev/null # no source that happens to be configured takes part
        pip_install --no-index --find-links "$BUNDLED" hatchling editables torch llama-cpp-python
    else
        pip_install hatchling editables
        install_torch
        install_llama
    fi

    local from=()
    [ ! -d "$BUNDLED" ] || from=(--no-index --find-links "$BUNDLED")
    say "Installing what the studio needs."
    # Named one by one, so that the studio itself is installed without asking any index for anything.
    "$PYTHON" - "$ROOT/pyproject.toml" "$wanted" >"$VENV/requirements.txt" <<'PY'
import sys, tomllib
project = tomllib.load(open(sys.argv[1], "rb"))["project"]
extras = project["optional-dependencies"]
print("\n".join(project["dependencies"] + extras["window"] + extras["orchestrators"] + extras.get(sys.argv[2], [])))
PY
    pip_install "${from[@]}" -r "$VENV/requirements.txt"
    pip_install --no-deps --no-index --no-build-isolation -e "$ROOT"
}

pip_install() {
    # pip's warnings are about its own sources and versions; what fails, it says as an error.
    "$PYTHON" -m pip install -qq --disable-pip-version-check -c "$CONSTRAINTS" "$@" ||
        fail "Installing failed; what pip says stands above." "Look at the network and the free space, then start again."
}

# The first Python from 3.11 on; a bundle's wheels fit only the one they were made for.
find_python() {
    local made_for="" candidate
    [ ! -f "$BUNDLED/PYTHON" ] || made_for="$(cat "$BUNDLED/PYTHON")"
    for candidate in ${PYTHON3:-} python3 python3.12 python3.13 python3.14 python3.11; do
        "$candidate" - "$made_for" 2>/dev/null <<'PY' || continue
import sys
ours = "%d.%d" % sys.version_info[:2]
sys.exit(not (sys.version_info >= (3, 11) and sys.argv[1] in ("", ours)))
PY
        command -v "$candidate"
        return 0
    done
    return 1
}

# What must come from the system: a Python that can make environments, and a compiler when llama.cpp must be built.
need_system() {
    local missing=()
    "$1" -c 'import ensurepip, venv' 2>/dev/null ||
        missing+=("python$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv")
    if [ ! -d "$BUNDLED" ] && [ -z "$(cached_llama)" ] && ! has_llama; then
        has g++ || missing+=(g++)
        has make || has ninja || missing+=(make)
        has cmake || missing+=(cmake)
    fi
    # What wheels built here link to, and a bare system may lack even when it need not build them.
    [ -d "$BUNDLED" ] || has_library libgomp.so.1 || missing+=(libgomp1)
    # What Qt loads to open a window, also one that nobody sees. A computer without root can do without.
    if [ "$(id -u)" = 0 ]; then missing+=($(missing_for_qt)); fi
    [ ${#missing[@]} -eq 0 ] || need_packages "${missing[@]}"
}

has_library() { # ldconfig is not on everyone's path, and not on every system
    local libraries
    libraries="$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null)" || return 0
    [[ "$libraries" == *"$1"* ]]
}

missing_for_qt() { # the packages of Debian and Ubuntu that hold them
    local pair
    has apt-get || return 0
    for pair in libEGL.so.1:libegl1 libGL.so.1:libgl1 libxkbcommon.so.0:libxkbcommon0 libdbus-1.so.3:libdbus-1-3 \
        libfontconfig.so.1:libfontconfig1 libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4 \
        libxcb-image.so.0:libxcb-image0 libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-randr.so.0:libxcb-randr0 \
        libxcb-render-util.so.0:libxcb-render-util0 libxcb-shape.so.0:libxcb-shape0 \
        libxcb-xkb.so.1:libxcb-xkb1 libxkbcommon-x11.so.0:libxkbcommon-x11-0; do
        has_library "${pair%%:*}" || echo "${pair##*:}"
    done
    [ -n "$(ls /usr/share/fonts 2>/dev/null)" ] || echo fonts-dejavu-core
}

need_packages() {
    local line="apt-get install -y --no-install-recommends $*"
    has apt-get || fail "The system lacks: $*." "Install these with your system's package manager, then start again." 3
    [ "$(id -u)" = 0 ] || fail "The system lacks: $*. Run this once, then start again:" "    sudo sh -c 'apt-get update && $line'" 3
    say "Installing from the system: $*."
    export DEBIAN_FRONTEND=noninteractive
    $line >/dev/null 2>&1 || { apt-get update >/dev/null && $line >/dev/null; } ||
        fail "The system's packages could not be installed: $*." "Run: apt-get update && $line" 3
}

# torch, the pinned version, before anything that would pull another build of it.
install_torch() {
    local version have
    version="$(pinned torch)"
    say "Installing torch $version."
    have="$("$PYTHON" -c 'from importlib.metadata import version; print(version("torch"))' 2>/dev/null || true)"
    if has_driver; then
        [[ "$have" == "$version" || "$have" == "$version+cu"* ]] || cuda_torch "$version"
    else
        [[ "$have" == "$version"* ]] || cpu_torch "$version"
    fi
}

cpu_torch() {
    # A source that the person has configured may hold the build for the processor; PyPI's own carries 3 GB of CUDA.
    quietly "torch==$1+cpu" || quietly --index-url "$TORCH_INDEX/cpu" "torch==$1+cpu" || pip_install "torch==$1"
}

cuda_torch() {
    local cuda tag
    cuda="$(nvidia-smi | sed -n 's/.*CUDA Version: \([0-9]*\)\.\([0-9]*\).*/\1\2/p' | head -n1)"
    for tag in 130 129 128 126; do
        [ "${cuda:-130}" -ge "$tag" ] || continue
        quietly --index-url "$TORCH_INDEX/cu$tag" "torch==$1+cu$tag" && return 0
    done
    pip_install "torch==$1"
    "$PYTHON" -c 'import sys, torch; sys.exit(not torch.cuda.is_available())' 2>/dev/null ||
        say "No CUDA torch could be had, so training runs on the processor."
}

quietly() {
    "$PYTHON" -m pip install --quiet --disable-pip-version-check -c "$CONSTRAINTS" "${IMPATIENT[@]}" "$@" 2>/dev/null
}

# llama.cpp: from the cache when a wheel was built for this computer before, else built now and kept there.
install_llama() {
    local wheel
    ! has_llama || return 0
    if has_driver && [ -z "$(nvcc_path)" ]; then
        say "No CUDA toolkit (nvcc) was found, so chat runs on the processor."
    fi
    wheel="$(cached_llama)"
    if [ -z "$wheel" ]; then
        build_llama "$(llama_kind)"
        wheel="$(cached_llama)"
    fi
    pip_install --force-reinstall --no-deps "$wheel"
    llama_kind >"$VENV/llama-kind"
}

llama_kind() { # cuda or processor
    if has_driver && [ -n "$(nvcc_path)" ] && [ ! -f "$CACHE/cuda/FAILED" ]; then echo cuda; else echo processor; fi
}

has_llama() { # installed already, for what this computer has
    [ "$(cat "$VENV/llama-kind" 2>/dev/null || echo processor)" = "$(llama_kind)" ] &&
        "$PYTHON" - "$(pinned llama-cpp-python)" 2>/dev/null <<'PY'
import sys
from importlib.metadata import version
sys.exit(version("llama_cpp_python") != sys.argv[1])
PY
}

llama_folder() { # where wheels of a kind are kept
    [ "$1" = processor ] && echo "$CACHE" || echo "$CACHE/$1"
}

cached_llama() {
    local folder wheel
    folder="$(llama_folder "${1:-$(llama_kind)}")"
    # A home shared between computers: a wheel built for another processor would crash on this one.
    [ "${1:-}" = portable ] || [ ! -f "$folder/PROCESSOR" ] || [ "$(cat "$folder/PROCESSOR")" = "$(processor)" ] || return 0
    for wheel in "$folder/llama_cpp_python-$(pinned llama-cpp-python)"-*.whl; do
        if [ -f "$wheel" ]; then echo "$wheel"; fi
    done
}

processor() { { grep -m1 -E '^(flags|Features)' /proc/cpuinfo 2>/dev/null || uname -m; } | sha256sum | cut -c1-16; }

# build_llama processor|cuda|portable: into the cache. CMAKE_ARGS of the person's own come last and win.
build_llama() {
    local kind="$1" folder flags="-DLLAVA_BUILD=OFF -DMTMD_BUILD=OFF"
    folder="$(llama_folder "$kind")"
    mkdir -p "$folder"
    case "$kind" in
    cuda) flags="$flags -DGGML_CUDA=on -DCMAKE_CUDA_ARCHITECTURES=native -DCMAKE_CUDA_COMPILER=$(nvcc_path)" ;;
    portable) flags="$flags -DGGML_NATIVE=OFF -DGGML_OPENMP=OFF" ;; # a bare system has no OpenMP library
    esac
    say "Building llama.cpp for ${kind/processor/this processor} (once; some minutes). The wheel is kept in $folder."
    local building="$folder/building.$$"
    if CMAKE_ARGS="$flags ${CMAKE_ARGS:-}" CMAKE_BUILD_PARALLEL_LEVEL="${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}" \
        "$PYTHON" -m pip wheel -qq --disable-pip-version-check --no-deps --no-cache-dir --no-binary llama-cpp-python \
        -w "$building" "llama-cpp-python==$(pinned llama-cpp-python)"; then
        mv "$building"/*.whl "$folder/"
        processor >"$folder/PROCESSOR"
        rmdir "$building"
        return 0
    fi
    rm -rf "$building"
    [ "$kind" = cuda ] || fail "llama.cpp could not be built; what the compiler says stands above." \
        "Look at the free space and the network, then start again."
    say "llama.cpp could not be built for CUDA, so chat runs on the processor."
    touch "$folder/FAILED"
    [ -n "$(cached_llama processor)" ] || build_llama processor
}
