# Checks this copy: which files are missing, changed, or do not belong to it. Works from PowerShell 2 on.
# Kiểm tra bản sao: tệp nào thiếu, tệp nào đã thay đổi, tệp nào thừa.
$root = Split-Path -Parent $MyInvocation.MyCommand.Path
try { [Console]::OutputEncoding = [System.Text.Encoding]::UTF8 } catch { }
$separator = [System.IO.Path]::DirectorySeparatorChar
$expected = @{}
$manifest = 'manifest-sha256.txt'  # or that of all parts, if the copy came in several
if ([System.IO.File]::Exists([System.IO.Path]::Combine($root, "whole-$manifest"))) { $manifest = "whole-$manifest" }
foreach ($name in $manifest, 'tagmanifest-sha256.txt') {
    $file = [System.IO.Path]::Combine($root, $name)
    if (-not [System.IO.File]::Exists($file)) {
        Write-Host "THIẾU / MISSING: $name"
        Write-Host "Không kiểm tra được. / The copy cannot be checked."
        exit 1
    }
    foreach ($line in [System.IO.File]::ReadAllLines($file)) {
        if ($line.Length -gt 66) { $expected[$line.Substring(66)] = $line.Substring(0, 64) }
    }
}
$sha = [System.Security.Cryptography.SHA256]::Create()
$faults = 0
$done = 0
foreach ($path in ($expected.Keys | Sort-Object)) {
    $done += 1
    if ($done % 200 -eq 0) {
        Write-Progress -Activity 'SHA-256' -Status "$done / $($expected.Count)" -PercentComplete (100 * $done / $expected.Count)
    }
    $file = [System.IO.Path]::Combine($root, $path.Replace('/', $separator))
    if (-not [System.IO.File]::Exists($file)) {
        Write-Host "THIẾU / MISSING: $path"
        $faults += 1
        continue
    }
    try {
        $stream = [System.IO.File]::OpenRead($file)
        try { $hash = [System.BitConverter]::ToString($sha.ComputeHash($stream)).Replace('-', '') }
        finally { $stream.Close() }
        if ($hash -ne $expected[$path]) {
            Write-Host "ĐÃ THAY ĐỔI / CHANGED: $path"
            $faults += 1
        }
    } catch {
        Write-Host "KHÔNG ĐỌC ĐƯỢC / CANNOT BE READ: $path"
        $faults += 1
    }
}
Write-Progress -Activity 'SHA-256' -Status ' ' -Completed
# What systems put into folders by themselves does no harm; some of it not even its owner may read.
$litter = '(^|/)(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$|^(__MACOSX|System Volume Information|\$RECYCLE\.BIN|\.Spotlight-V100|\.Trashes|\.fseventsd)(/|$)'
function FilesIn([string]$folder) {
    [System.IO.Directory]::GetFiles($folder)
    foreach ($each in [System.IO.Directory]::GetDirectories($folder)) {
        if (-not ((Inside $each) -match $litter)) { FilesIn $each }
    }
}
function Inside([string]$file) { $file.Substring($root.Length).TrimStart($separator).Replace($separator, '/') }
$own = 'tagmanifest-sha256.txt', 'tagmanifest-sha256.txt.minisig'
foreach ($file in (FilesIn $root)) {
    $path = Inside $file
    if (-not $expected.ContainsKey($path) -and -not ($own -contains $path) -and -not ($path -match $litter)) {
        Write-Host "THỪA / NOT PART OF THE COPY: $path"
        $faults += 1
    }
}
if ($faults -eq 0) {
    Write-Host "Bản sao nguyên vẹn: $($expected.Count) tệp. / The copy is whole: $($expected.Count) files."
    exit 0
}
Write-Host "Có $faults tệp không đúng. Hãy thay bằng một bản sao khác còn nguyên vẹn."
Write-Host "Files with faults: $faults. Replace this copy by one that is whole."
exit 1
