# Try the registered program on Windows: a link opens its file, an attack opens nothing. Run after register.bat.
$ErrorActionPreference = "Stop"
$here = Split-Path $PSScriptRoot
$lab = Join-Path $env:TEMP "opener-lab"
$job = Join-Path $lab "storage\ReadyToPrint\MiraHolm_Filament_Black_42"
$record = Join-Path $lab "record.txt"
$log = Join-Path $lab "opener.log"
$name = "Mira's cube & co (2).stl"

New-Item -ItemType Directory -Force $job | Out-Null
Copy-Item (Join-Path $here "opener\cube.stl") (Join-Path $job $name)
"import sys; open(r'$record', 'a', encoding='utf-8').write(sys.argv[1])" | Set-Content (Join-Path $lab "record.py")
@"
[opener]
storage_root = $lab\storage
log_file = $log
[slicer Recorder]
program = $((Get-Command python).Source)
options = $lab\record.py
extensions = stl
"@ | Set-Content -Encoding utf8 (Join-Path $here "config.ini")

function Wait-For([scriptblock] $condition, [string] $what) {
    foreach ($attempt in 1..300) {
        if (& $condition) { return }
        Start-Sleep -Milliseconds 100
    }
    throw "This did not happen: $what"
}

$path = [uri]::EscapeDataString("ReadyToPrint/MiraHolm_Filament_Black_42/$name")
foreach ($scheme in "threedprint", "3dprint") {
    if (Test-Path $record) { Remove-Item $record }
    Start-Process "${scheme}://open?path=$path"
    Wait-For { (Test-Path $record) -and ((Get-Content -Raw $record) -eq (Join-Path $job $name)) } "$scheme opened $name"
}
Remove-Item $record
Start-Process "threedprint://open?path=..%2F..%2Fsecret.stl"
Wait-For { Select-String -Quiet "path_not_allowed" $log } "the attack was refused"
Get-Process SlicerOpener | Stop-Process -ErrorAction SilentlyContinue # the exe is two processes; the second may end first
if (Test-Path $record) { throw "The attack opened something" }
Get-Content $log
Remove-Item (Join-Path $here "config.ini")
