#!/bin/sh
# Makes sure that the browser tests find a Chromium: one that is there, else Debian's package where root
# and apt are, else Playwright's own. Usage: install-browser.sh PYTHON
set -eu
for name in chromium chromium-browser google-chrome; do
	if command -v "$name" >/dev/null 2>&1; then
		exit 0
	fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
	apt-get update -q
	DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends chromium
else
	"$1" -m playwright install chromium
fi
