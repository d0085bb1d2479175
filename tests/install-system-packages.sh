#!/bin/sh
# Makes sure that the tests find the programs they need: what is there is used, else Debian's packages are
# installed where root and apt are, else this says what is missing and ends. The browser alone comes from
# Playwright too: Chromium without a window, which takes a third of the processor time of the one with.
# Usage: install-system-packages.sh PYTHON [firefox]
set -eu
python=$1
shift
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin # where servers are

# Each line: a Debian package, then the names of which one must be a program.
browser=chromium-headless-shell
needed="$browser $browser
nginx nginx
apache2-bin apache2
caddy caddy
zsh zsh
fish fish
minisign minisign
epubcheck epubcheck
zim-tools zimcheck
kiwix-tools kiwix-serve"
if [ "${1-}" = firefox ]; then
	# Playwright's own Firefox is no help: it is built for another protocol.
	needed="$needed
firefox-esr firefox firefox-esr"
fi

is_there() {
	for name in "$@"; do
		if command -v "$name" >/dev/null 2>&1; then
			return 0
		fi
	done
	return 1
}

missing=$(echo "$needed" | while read -r package names; do
	# shellcheck disable=SC2086 # several names
	is_there $names || echo "$package"
done)
if [ -z "$missing" ]; then
	exit 0
fi
others=$(echo "$missing" | grep -vx "$browser" || true)
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
	apt-get update -q
	# shellcheck disable=SC2086 # several packages
	DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $others
	if [ "$others" != "$missing" ]; then
		DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$browser" ||
			"$python" -m playwright install chromium
	fi
	exit 0
fi
if [ -n "$others" ]; then
	# shellcheck disable=SC2086 # several packages
	echo "The tests need these packages (Debian's names); install them, then try again:" $others >&2
	exit 1
fi
"$python" -m playwright install chromium
