#!/bin/sh
# Cập nhật bản sao bằng một gói thay đổi. / Updates a copy by a delta. Needs nothing but a POSIX shell.
#   sh cap-nhat.sh FOLDER     The script lies in the delta and FOLDER is the copy, or the other way round.
# A killed run leaves the old copy whole, or the new one; the next run finishes what is left to do.
export LC_ALL=C

fail() {
    echo "$1" >&2
    echo "$2" >&2
    exit 1
}

sha() { if command -v sha256sum >/dev/null 2>&1; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }

hash_of() { sha <"$1" | cut -c 1-64; }

checked() { (cd "$1" && sha -c "$2" >/dev/null 2>&1); }

field() { sed -n "s/^ *\"$2\": \"\([0-9a-f]*\)\",*\$/\1/p" "$1/delta.json"; }

folder_of() { (cd "$1" 2>/dev/null && pwd -P); }

main() {
    here=$(folder_of "$(dirname "$0")")
    [ $# -eq 1 ] || fail "Cách dùng: sh cap-nhat.sh THƯ-MỤC" "Usage: sh cap-nhat.sh FOLDER"
    given=${1%/}
    parent=$(folder_of "$(dirname "$given")") || fail "Không có $1" "There is no $1"
    given=$parent/$(basename "$given")
    if [ -f "$here/delta.json" ]; then delta=$here copy=$given; else delta=$given copy=$here; fi
    [ -f "$delta/delta.json" ] || fail "$delta không phải gói thay đổi." "$delta is no delta."
    new=$(dirname "$copy")/.$(basename "$copy").new
    old=$(dirname "$copy")/.$(basename "$copy").old
    recover
    [ -f "$copy/manifest-sha256.txt" ] || fail "$copy không phải bản sao." "$copy is no copy."

    checked "$delta" manifest-sha256.txt || [ ! -s "$delta/manifest-sha256.txt" ] ||
        fail "Gói thay đổi đã hỏng." "The delta is damaged."
    checked "$delta" tagmanifest-sha256.txt || fail "Gói thay đổi đã hỏng." "The delta is damaged."
    leads_out && fail "Gói thay đổi hoặc bản sao nêu tên tệp nằm bên ngoài." "A file outside is named."
    base=manifest-sha256.txt  # or that of all parts, if the copy came in several
    [ -f "$copy/whole-manifest-sha256.txt" ] && base=whole-manifest-sha256.txt
    now=$(hash_of "$copy/$base")
    if [ "$now" = "$(field "$delta" manifest_sha256)" ]; then
        echo "Bản sao đã được cập nhật rồi. / The copy is up to date already."
        exit 0
    fi
    [ "$now" = "$(field "$delta" base_manifest_sha256)" ] || fail \
        "Gói này dành cho bản sao khác, có mã $(field "$delta" base_manifest_sha256)." \
        "This delta is for another copy, whose manifest has the hash $(field "$delta" base_manifest_sha256)."
    checked "$copy" "$base" ||
        fail "Bản sao có tệp thiếu hoặc đã đổi; hãy kiểm tra." "Files of the copy are missing or changed: check it."

    make_new || fail "Không ghi được bản mới vào $new" "The new copy could not be written to $new"
    mv "$copy" "$old" && mv "$new" "$copy" && rm -rf "$old" ||
        fail "Không đổi tên được thư mục." "The folders could not be renamed."
    echo "Đã cập nhật $copy. / Updated: $copy."
}

# Whether a list names a file outside of the copy.
leads_out() {
    cat "$delta/deleted.txt" "$delta/search-packs.txt" "$copy/tagmanifest-sha256.txt" 2>/dev/null |
        grep -q -E '(^|[ /])[.][.](/|$)'
}

# What a killed run left: between two renamings there is no copy, but both are whole.
recover() {
    if [ ! -e "$copy" ] && [ -e "$old" ]; then
        if [ -e "$new" ]; then mv "$new" "$copy"; else mv "$old" "$copy"; fi
    fi
    rm -rf "$new" "$old"
}

# Files that stay are linked where the disk can do that; a changed one becomes another file.
make_new() {
    cp -al "$copy" "$new" 2>/dev/null || { rm -rf "$new" && cp -R "$copy" "$new"; } || return 1
    chmod -R u+w "$new" 2>/dev/null # what came from a disc may be read-only
    while IFS= read -r path; do rm -f "$new/$path" && prune "$path"; done <"$delta/deleted.txt"
    cut -c 67- "$copy/tagmanifest-sha256.txt" | while IFS= read -r path; do rm -f "$new/$path"; done
    rm -f "$new/tagmanifest-sha256.txt" "$new/tagmanifest-sha256.txt.minisig"
    put "$delta" data && put "$delta/root" . && make_packs || return 1
    awk 'FILENAME == ARGV[1] { gone[$0] = 1; next }
         FILENAME == ARGV[2] { $0 = substr($0, index($0, " ") + 1) }
         FILENAME != ARGV[4] { gone[substr($0, 67)] = 1; print; next }
         !(substr($0, 67) in gone)' \
        "$delta/deleted.txt" "$packs" "$delta/manifest-sha256.txt" "$copy/$base" |
        sort -k 2 >"$new/manifest-sha256.txt" || return 1
    [ "$(hash_of "$new/manifest-sha256.txt")" = "$(field "$delta" manifest_sha256)" ] || return 1
    checked "$new" tagmanifest-sha256.txt && checked "$new" manifest-sha256.txt
}

# Makes the packs of the search: the lines of the old ones but for those that are removed, and the new lines,
# sorted by the names of entries, cut where the list says that a pack begins.
make_packs() {
    packs=$delta/search-packs.txt
    [ -f "$packs" ] || { packs=/dev/null && return 0; }
    while read -r first digest path; do
        rm -f "$new/$path" && mkdir -p "$(dirname "$new/$path")" || return 1
    done <"$packs"
    cut -c 67- "$copy/$base" | grep '^data/search/packs/' | (cd "$copy" && while IFS= read -r path; do cat "$path"; done) |
        awk -F '"' 'FILENAME == ARGV[1] { gone[$0] = 1; next } !($2 in gone)' "$delta/search-removed.txt" - |
        sort - "$delta/search-new.txt" |
        (cd "$new" && awk -F '"' '
            FILENAME == ARGV[1] { split($0, part, " "); begins[part[1]] = part[3]; next }
            $2 in begins { if (pack) close(pack); pack = begins[$2] }
            { print >pack }' "$packs" -)
}

# Copies all files below a folder into the new copy.
put() {
    (cd "$1" && [ -e "$2" ] && find "$2" -type f) | while IFS= read -r path; do
        rm -f "$new/$path" && mkdir -p "$(dirname "$new/$path")" && cp "$1/$path" "$new/$path" || exit 1
    done
}

# Removes the folders of a deleted file that are empty now.
prune() {
    folder=$(dirname "$1")
    while [ "$folder" != . ] && rmdir "$new/$folder" 2>/dev/null; do folder=$(dirname "$folder"); done
    return 0
}

main "$@"
exit
