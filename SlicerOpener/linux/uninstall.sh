#!/bin/sh
# Take back what install.sh did, for this user. The folder itself, config.ini and the log stay.
set -eu
entry=slicer-opener.desktop
applications="${XDG_DATA_HOME:-$HOME/.local/share}/applications"

rm -f "$applications/$entry"
for list in "${XDG_CONFIG_HOME:-$HOME/.config}/mimeapps.list" "$applications/mimeapps.list"; do
  if [ -f "$list" ]; then sed -i "/^x-scheme-handler\/\(threedprint\|3dprint\)=$entry;*$/d" "$list"; fi
done
if command -v update-desktop-database >/dev/null; then update-desktop-database "$applications"; fi
for scheme in threedprint 3dprint; do
  if [ "$(xdg-mime query default "x-scheme-handler/$scheme")" = "$entry" ]; then
    echo "Links $scheme:// still open with SlicerOpener. Look at ~/.config/mimeapps.list." >&2
    exit 1
  fi
done
echo "Links threedprint:// and 3dprint:// no longer open with SlicerOpener."
