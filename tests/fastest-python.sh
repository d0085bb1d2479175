#!/bin/sh
# Prints the Python to build with: of those that are there, the one that runs fastest.
# Distributions compile theirs with profile-guided optimisation, and pyenv does not: a tenth of each build.
#
#     sh tests/fastest-python.sh [PYTHON...]

[ $# -gt 0 ] || set -- python3 /usr/bin/python3

speed='
import sys
if sys.version_info < (3, 11):
    sys.exit(1)
import ensurepip, time, venv

def work():
    began, words, total = time.process_time_ns(), {}, 0
    for number in range(20000):
        key = f"n{number % 500}"
        words[key] = words.get(key, 0) + len(key)
        total += words[key]
    return time.process_time_ns() - began

print(min(work() for _ in range(9)))
'

best='' least=0
for python in "$@" "$@" "$@"; do  # three times, because another program may be running
    path=$(command -v "$python") || continue
    time=$("$path" -c "$speed" 2>/dev/null) || continue
    # The first one is kept where the difference could be chance.
    if [ -z "$best" ] || [ "$time" -lt $((least * 95 / 100)) ]; then
        best=$path least=$time
    elif [ "$path" = "$best" ] && [ "$time" -lt "$least" ]; then
        least=$time
    fi
done
echo "${best:-python3}"
