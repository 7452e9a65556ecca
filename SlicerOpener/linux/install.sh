#!/bin/sh
# Let links to files of the lab open with SlicerOpener, for this user only. Run it again after moving the folder;
# uninstall.sh takes everything back.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
entry=slicer-opener.desktop
applications="${XDG_DATA_HOME:-$HOME/.local/share}/applications"

case $here in *[!A-Za-z0-9/._-]*)
  echo "The folder's name holds a blank or an unusual character: $here" >&2
  echo "Move it to a plain place, such as $HOME/SlicerOpener, and run this again." >&2
  exit 1
  ;;
esac
command -v xdg-mime >/dev/null || { echo "xdg-mime is missing. Install the package xdg-utils and run this again." >&2; exit 1; }
if [ -x "$here/SlicerOpener" ]; then
  command="$here/SlicerOpener"
else
  python=$(command -v python3) || { echo "Python 3.11 or later is missing. Install python3 and python3-tk." >&2; exit 1; }
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; $python is older." >&2; exit 1; }
  "$python" -c 'import tkinter' 2>/dev/null || echo "Without the package python3-tk no dialog can be shown; please install it." >&2
  command="$python $here/SlicerOpener.py"
fi

mkdir -p "$applications"
sed -e "s|@COMMAND@|$command|" -e "s|@ICON@|$here/opener/icon.png|" "$here/linux/$entry" >"$applications/$entry"
if command -v update-desktop-database >/dev/null; then update-desktop-database "$applications"; fi
for scheme in threedprint 3dprint; do
  xdg-mime default "$entry" "x-scheme-handler/$scheme"
  if [ "$(xdg-mime query default "x-scheme-handler/$scheme")" != "$entry" ]; then
    echo "Links $scheme:// are NOT set up: another program keeps them. Look at ~/.config/mimeapps.list." >&2
    exit 1
  fi
done
echo "Links threedprint:// and 3dprint:// now open with $command"
[ -f "$here/config.ini" ] || [ -f "${XDG_CONFIG_HOME:-$HOME/.config}/SlicerOpener/config.ini" ] ||
  echo "Next: copy config.example.ini to config.ini and write your storage folder into it."
