# Cập nhật bản sao bằng một gói thay đổi. / Updates a copy by a delta. Works from PowerShell 2 on.
# The script lies in the delta and the folder given is the copy, or the other way round.
# A killed run leaves the old copy whole, or the new one; the next run finishes what is left to do.
param([string]$Given)
$ErrorActionPreference = 'Stop'
try { [Console]::OutputEncoding = [System.Text.Encoding]::UTF8 } catch { }
$separator = [System.IO.Path]::DirectorySeparatorChar
$sha = [System.Security.Cryptography.SHA256]::Create()
$plain = New-Object System.Text.UTF8Encoding($false)

function Fail([string]$vi, [string]$en) { Write-Host $vi; Write-Host $en; exit 1 }
# Combine would take a path that begins with a slash for one from the root of the disk.
function Place([string]$root, [string]$path) { [System.IO.Path]::Combine($root, $path.Replace('/', $separator).TrimStart($separator)) }
function Hash([string]$file) {
    $stream = [System.IO.File]::OpenRead($file)
    try { return [System.BitConverter]::ToString($sha.ComputeHash($stream)).Replace('-', '').ToLower() }
    finally { $stream.Close() }
}
function Lines([string]$file) { , @([System.IO.File]::ReadAllLines($file) | Where-Object { $_.Length -gt 66 }) }
function Sound([string]$root, [string]$name) {
    foreach ($line in (Lines (Place $root $name))) {
        $file = Place $root $line.Substring(66)
        if (-not [System.IO.File]::Exists($file)) { return $false }
        if ((Hash $file) -ne $line.Substring(0, 64)) { return $false }
    }
    return $true
}
function Field([string]$name) {
    $text = [System.IO.File]::ReadAllText((Place $delta 'delta.json'))
    return [regex]::Match($text, '"' + $name + '": "([0-9a-f]*)"').Groups[1].Value
}
function Put([string]$from, [string]$inside) {
    $top = Place $from $inside
    if (-not [System.IO.Directory]::Exists($top)) { return }
    foreach ($file in [System.IO.Directory]::GetFiles($top, '*', [System.IO.SearchOption]::AllDirectories)) {
        $target = [System.IO.Path]::Combine($new, $file.Substring($from.Length).TrimStart($separator))
        [void][System.IO.Directory]::CreateDirectory([System.IO.Path]::GetDirectoryName($target))
        [System.IO.File]::Copy($file, $target, $true)
    }
}
# An entry of the search is a line of a pack, and has its name between the first two quotation marks.
function Entry([string]$line) { $from = $line.IndexOf('"') + 1; return $line.Substring($from, $line.IndexOf('"', $from) - $from) }
function Sorted($names) { $all = [string[]]@($names); [System.Array]::Sort($all, [System.StringComparer]::Ordinal); , $all }
function AddEntry([string]$line) {
    $entry = Entry $line
    if ($begins.ContainsKey($entry)) {
        if ($script:pack) { $script:pack.Close() }
        $script:pack = New-Object System.IO.StreamWriter($begins[$entry], $false, $plain)
    }
    $script:pack.Write($line + "`n")
}
# The lines of the old packs but for those that are removed, and the new ones, in the order of their names, cut
# where the list says that a pack begins.
function MakePacks([string[]]$old) {
    $removed = @{}
    foreach ($entry in [System.IO.File]::ReadAllLines((Place $delta 'search-removed.txt'))) { $removed[$entry] = $true }
    $packs = @{}
    foreach ($file in $old) {
        $reader = [System.IO.File]::OpenText($file)
        $packs[(Entry ($reader.ReadLine()))] = $file
        $reader.Close()
    }
    $script:pack = $null
    $reader = [System.IO.File]::OpenText((Place $delta 'search-new.txt'))
    $next = $reader.ReadLine()
    foreach ($first in (Sorted $packs.Keys)) {
        foreach ($line in [System.IO.File]::ReadAllLines($packs[$first])) {
            $entry = Entry $line
            while ($next -and [string]::CompareOrdinal((Entry $next), $entry) -lt 0) { AddEntry $next; $next = $reader.ReadLine() }
            if (-not $removed.ContainsKey($entry)) { AddEntry $line }
        }
    }
    while ($next) { AddEntry $next; $next = $reader.ReadLine() }
    $reader.Close()
    $script:pack.Close()
}
# What came from a disc may be read-only.
function MakeWritable([string]$folder) {
    foreach ($file in [System.IO.Directory]::GetFiles($folder, '*', [System.IO.SearchOption]::AllDirectories)) {
        [System.IO.File]::SetAttributes($file, [System.IO.FileAttributes]::Normal)
    }
}
function Remove([string]$folder) {
    if ([System.IO.Directory]::Exists($folder)) { MakeWritable $folder; [System.IO.Directory]::Delete($folder, $true) }
}

$here = Split-Path -Parent $MyInvocation.MyCommand.Path
if (-not $Given) { $Given = Read-Host 'Kéo thư mục vào đây / Drag the folder here' }
$Given = [System.IO.Path]::GetFullPath($Given.Trim('"').TrimEnd($separator))
if ([System.IO.File]::Exists((Place $here 'delta.json'))) { $delta = $here; $copy = $Given } else { $delta = $Given; $copy = $here }
if (-not [System.IO.File]::Exists((Place $delta 'delta.json'))) { Fail "$delta không phải gói thay đổi." "$delta is no delta." }
$parent = [System.IO.Path]::GetDirectoryName($copy)
if (-not $parent) { Fail 'Bản sao nằm ngay ở gốc ổ đĩa: hãy chuyển vào một thư mục.' 'The copy is a whole drive: move it into a folder.' }
$name = [System.IO.Path]::GetFileName($copy)
$new = [System.IO.Path]::Combine($parent, ".$name.new")
$old = [System.IO.Path]::Combine($parent, ".$name.old")
if (-not [System.IO.Directory]::Exists($copy) -and [System.IO.Directory]::Exists($old)) {
    if ([System.IO.Directory]::Exists($new)) { [System.IO.Directory]::Move($new, $copy) } else { [System.IO.Directory]::Move($old, $copy) }
}
Remove $new
Remove $old
$base = 'manifest-sha256.txt'  # or that of all parts, if the copy came in several
if ([System.IO.File]::Exists((Place $copy 'whole-manifest-sha256.txt'))) { $base = 'whole-manifest-sha256.txt' }
$manifest = Place $copy $base
if (-not [System.IO.File]::Exists($manifest)) { Fail "$copy không phải bản sao." "$copy is no copy." }
foreach ($each in 'manifest-sha256.txt', 'tagmanifest-sha256.txt') {
    if (-not (Sound $delta $each)) { Fail 'Gói thay đổi đã hỏng.' 'The delta is damaged.' }
}
foreach ($list in (Place $delta 'deleted.txt'), (Place $delta 'search-packs.txt'), (Place $copy 'tagmanifest-sha256.txt')) {
    if ([System.IO.File]::Exists($list) -and [System.IO.File]::ReadAllText($list) -match '(^|[\s/])\.\.(/|\s|$)|[:\\]') {
        Fail 'Gói thay đổi hoặc bản sao nêu tên tệp nằm bên ngoài.' 'A file outside is named.'
    }
}
$now = Hash $manifest
if ($now -eq (Field 'manifest_sha256')) {
    Write-Host 'Bản sao đã được cập nhật rồi. / The copy is up to date already.'
    exit 0
}
$wanted = Field 'base_manifest_sha256'
if ($now -ne $wanted) {
    Fail "Gói này dành cho bản sao khác, có mã $wanted." "This delta is for another copy, whose manifest has the hash $wanted."
}
if (-not (Sound $copy $base)) {
    Fail 'Bản sao có tệp thiếu hoặc đã đổi; hãy kiểm tra.' 'Files of the copy are missing or changed: check it.'
}
Write-Host 'Đang ghi bản mới… / Writing the new copy…'
Copy-Item -LiteralPath $copy -Destination $new -Recurse -Force
MakeWritable $new
$gone = @{}
foreach ($path in [System.IO.File]::ReadAllLines((Place $delta 'deleted.txt'))) {
    if ($path) { $gone[$path] = $true; [System.IO.File]::Delete((Place $new $path)) }
}
foreach ($line in (Lines (Place $copy 'tagmanifest-sha256.txt'))) { [System.IO.File]::Delete((Place $new $line.Substring(66))) }
foreach ($each in 'tagmanifest-sha256.txt', 'tagmanifest-sha256.txt.minisig') { [System.IO.File]::Delete((Place $new $each)) }
Put $delta 'data'
Put (Place $delta 'root') ''
$kept = @{}
foreach ($line in (Lines $manifest)) { if (-not $gone.ContainsKey($line.Substring(66))) { $kept[$line.Substring(66)] = $line } }
foreach ($line in (Lines (Place $delta 'manifest-sha256.txt'))) { $kept[$line.Substring(66)] = $line }
$list = Place $delta 'search-packs.txt'
if ([System.IO.File]::Exists($list)) {
    $begins = @{}
    foreach ($line in (Lines $list)) {
        $part = $line.Substring($line.IndexOf(' ') + 1)
        $path = $part.Substring(66)
        $begins[$line.Substring(0, $line.IndexOf(' '))] = Place $new $path
        $kept[$path] = $part
    }
    $packs = @()
    foreach ($line in (Lines $manifest)) {
        if ($line.Substring(66) -like 'data/search/packs/*') { $packs += (Place $copy $line.Substring(66)) }
    }
    [void][System.IO.Directory]::CreateDirectory((Place $new 'data/search/packs'))
    MakePacks $packs
}
$text = New-Object System.Text.StringBuilder
foreach ($path in (Sorted $kept.Keys)) { [void]$text.Append($kept[$path]).Append("`n") }
[System.IO.File]::WriteAllText((Place $new 'manifest-sha256.txt'), $text.ToString(), $plain)
if ((Hash (Place $new 'manifest-sha256.txt')) -ne (Field 'manifest_sha256') -or -not (Sound $new 'tagmanifest-sha256.txt') -or -not (Sound $new 'manifest-sha256.txt')) {
    Remove $new
    Fail 'Không ghi được bản mới; bản cũ vẫn nguyên.' 'The new copy could not be written; the old one is as it was.'
}
# Windows does not rename a folder that a program works in.
Set-Location -LiteralPath $parent
[System.Environment]::CurrentDirectory = $parent
[System.IO.Directory]::Move($copy, $old)
[System.IO.Directory]::Move($new, $copy)
Remove $old
Write-Host "Đã cập nhật $copy. / Updated: $copy."
exit 0
