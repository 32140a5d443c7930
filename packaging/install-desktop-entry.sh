#!/bin/sh
# Puts Moveagain into this user's menu of programs, from the folder in which this file lies; `--remove` takes it out.
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-"$HOME/.local/share"}
entry=$share/applications/moveagain.desktop
icon=$share/icons/hicolor/scalable/apps/moveagain.svg

if [ "${1:-}" = --remove ]; then
    rm -f "$entry" "$icon"
    echo "Moveagain is no longer in the menu. Your sessions stay where they are."
    exit 0
fi
# Desktop Entry Specification, "The Exec key": in quotes a backslash stands before " ` $ \, and as in every value of
# such a file each backslash is written twice; a percent sign is doubled.
quoted=$(printf '%s' "$folder" | sed -e 's/\\/\\\\\\\\/g' -e 's/["`$]/\\\\&/g' -e 's/%/%%/g')
mkdir -p "$(dirname "$entry")" "$(dirname "$icon")"
quoted=$quoted awk '
    { at = index($0, "@FOLDER@") }
    at { $0 = substr($0, 1, at - 1) ENVIRON["quoted"] substr($0, at + 8) }
    { print }' "$folder/moveagain.desktop" >"$entry"
cp "$folder/icon.svg" "$icon"
echo "Moveagain is in the menu of programs. It starts $folder/moveagain; run this again when the folder has moved."
