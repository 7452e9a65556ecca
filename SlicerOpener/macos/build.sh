#!/bin/sh
# Make SlicerOpener.app and put it into the user's Applications, on a Mac with Python 3.11 or later from python.org.
# macOS learns of the links by Info.plist as soon as the app lies there; removing the app takes everything back.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pyinstaller pillow
"$work/python/bin/pyinstaller" --noconfirm --distpath "$work/dist" --workpath "$work/build" "$here/SlicerOpener.spec"
mkdir -p "$HOME/Applications"
rm -rf "$HOME/Applications/SlicerOpener.app"
cp -R "$work/dist/SlicerOpener.app" "$HOME/Applications/"
/System/Library/Frameworks/CoreServices.framework/Frameworks/LaunchServices.framework/Support/lsregister \
  -f "$HOME/Applications/SlicerOpener.app"
echo "SlicerOpener.app is in $HOME/Applications. Try it: open 'threedprint://open?path=a.stl'"
