#!/bin/sh
# Makes sure that the long tests find a Firefox: one that is there, else Debian's package where root and apt
# are. Playwright's own is no help: it is built for another protocol. Usage: install-firefox.sh
set -eu
for name in firefox firefox-esr; do
	if command -v "$name" >/dev/null 2>&1; then
		exit 0
	fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
	apt-get update -q
	DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends firefox-esr
else
	echo "install-firefox.sh: no firefox or firefox-esr on the PATH; install Firefox, then try again" >&2
	exit 1
fi
